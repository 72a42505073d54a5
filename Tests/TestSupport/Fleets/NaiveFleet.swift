import CarbonScheduling

/// All plans of small fleets, tried one by one: jobs, hours and capacities so few that this is possible.
///
/// Everything is in hours and whole numbers; nothing of the library's planners is used.
package struct NaiveFleet: Sendable {
  /// A job by hours.
  package struct Job: Sendable {
    package enum Kind: Sendable {
      case runNow
      /// Started in every `step`-th hour from the first.
      case flexibleStart(step: Int)
      /// Each resume costs `energy * intensity + grams` and takes `warmUp` hours without progress; an hour of a pause costs
      /// `idle * intensity`.
      case pauses(
        energy: Int, grams: Int, idle: Int, warmUp: Int, chargesFirst: Bool, minimumRun: Int, minimumPause: Int,
        most: Int?)
      /// Progress by width, in tenths.
      case elastic(tenths: [Int])
    }

    package let window: Range<Int>
    package let hours: Int
    package let width: Int
    /// The kilowatts of one unit by hour of progress: all the same unless it has a profile.
    package let kilowatts: [Int]
    package let kind: Kind
    /// The sites it may run at, with what moving there emits.
    package let sites: [(site: Int, grams: Int)]
    package let unavailable: Set<Int>

    package init(
      window: Range<Int>, hours: Int, width: Int, kilowatts: [Int], kind: Kind, sites: [(site: Int, grams: Int)],
      unavailable: Set<Int> = []
    ) {
      self.window = window
      self.hours = hours
      self.width = width
      self.kilowatts = kilowatts
      self.kind = kind
      self.sites = sites
      self.unavailable = unavailable
    }
  }

  package let jobs: [Job]
  /// By site and hour.
  package let intensities: [[Int]]
  package let capacities: [[Int]]

  package init(jobs: [Job], intensities: [[Int]], capacities: [[Int]]) {
    self.jobs = jobs
    self.intensities = intensities
    self.capacities = capacities
  }

  /// A way to run a job: units by hour at a site, and grams.
  struct Way {
    let site: Int
    let units: [Int]
    let grams: Double
  }

  /// The least grams with all jobs placed, or `nil` if that is not possible.
  package var optimum: Double? {
    let allWays = jobs.map { ways(of: $0) }
    // What each job emits at least, summed up from the end: no need to go on where even that is too much.
    var least = [Double](repeating: 0, count: jobs.count + 1)
    for index in jobs.indices.reversed() {
      guard let own = allWays[index].map(\.grams).min() else { return nil }
      least[index] = least[index + 1] + own
    }
    var best = Double.infinity
    var room = capacities
    func place(_ index: Int, _ grams: Double) {
      guard grams + least[index] < best else { return }
      guard index < jobs.count else {
        best = grams
        return
      }
      for way in allWays[index] {
        let site = way.site
        guard way.units.indices.allSatisfy({ room[site][$0] >= way.units[$0] }) else { continue }
        for hour in way.units.indices { room[site][hour] -= way.units[hour] }
        place(index + 1, grams + way.grams)
        for hour in way.units.indices { room[site][hour] += way.units[hour] }
      }
    }
    place(0, 0)
    return best < .infinity ? best : nil
  }

  /// All ways to run a job, the cheapest first.
  func ways(of job: Job) -> [Way] {
    var result: [Way] = []
    for (site, transfer) in job.sites {
      let values = intensities[site]
      if case .elastic(let tenths) = job.kind {
        result += elasticWays(job, tenths, site, transfer, values)
        continue
      }
      let free = job.window.filter { !job.unavailable.contains($0) }
      for subset in 0..<(1 << free.count) {
        let hours = free.indices.filter { subset >> $0 & 1 == 1 }.map { free[$0] }
        guard let grams = grams(job, hours, values) else { continue }
        var units = [Int](repeating: 0, count: values.count)
        for hour in hours { units[hour] = job.width }
        result.append(Way(site: site, units: units, grams: Double(grams + transfer)))
      }
    }
    return result.sorted { $0.grams < $1.grams }
  }

  /// What a job emits in these hours, or `nil` if it must not run so.
  private func grams(_ job: Job, _ hours: [Int], _ values: [Int]) -> Int? {
    var runs: [[Int]] = []
    for hour in hours {
      if let last = runs.last?.last, last + 1 == hour { runs[runs.count - 1].append(hour) } else { runs.append([hour]) }
    }
    var (warmUp, first, costs) = (0, 0, (energy: 0, grams: 0, charges: false))
    var total = 0
    switch job.kind {
    case .runNow:
      guard runs.count == 1, hours.first == job.window.lowerBound else { return nil }
    case .flexibleStart(let step):
      guard runs.count == 1, (runs[0][0] - job.window.lowerBound) % step == 0 else { return nil }
    case .pauses(
      let energy, let grams, let idle, let time, let chargesFirst, let minimumRun, let minimumPause, let most):
      guard !runs.isEmpty, runs.count - 1 <= most ?? 100, runs.allSatisfy({ $0.count >= minimumRun }) else {
        return nil
      }
      for (before, after) in zip(runs, runs.dropFirst()) {
        let pause = before[before.count - 1] + 1..<after[0]
        guard pause.count >= minimumPause else { return nil }
        for hour in pause { total += idle * values[hour] }
      }
      warmUp = time
      first = chargesFirst ? time : 0
      costs = (energy, grams, chargesFirst)
    case .elastic: return nil
    }
    var progress = 0
    for (index, run) in runs.enumerated() {
      let warm = index == 0 ? first : warmUp
      guard run.count > warm else { return nil }
      if index > 0 || costs.charges { total += costs.energy * values[run[0]] + costs.grams }
      for (place, hour) in run.enumerated() {
        guard progress < job.hours || place < warm else { return nil }
        let power = job.kilowatts[min(progress, job.kilowatts.count - 1)]
        if place < warm {
          guard progress < job.hours else { return nil }
        } else {
          progress += 1
        }
        total += power * job.width * values[hour]
      }
    }
    return progress == job.hours ? total : nil
  }

  /// Widths by hour, of which one step may be cut short in time.
  private func elasticWays(_ job: Job, _ tenths: [Int], _ site: Int, _ transfer: Int, _ values: [Int]) -> [Way] {
    let free = job.window.filter { !job.unavailable.contains($0) }
    let work = 10 * job.hours
    var result: [Way] = []
    var widths = [Int](repeating: 0, count: values.count)
    func choose(_ index: Int) {
      guard index < free.count else {
        let done = free.reduce(0) { $0 + (widths[$1] == 0 ? 0 : tenths[widths[$1] - 1]) }
        guard done >= work else { return }
        let power = job.kilowatts[0] * job.width
        let whole = free.reduce(0) { $0 + power * widths[$1] * values[$1] }
        if done == work {
          result.append(Way(site: site, units: widths.map { $0 * job.width }, grams: Double(whole + transfer)))
        }
        // Some steps of width of one hour last only as long as they are needed.
        for hour in free where widths[hour] > 0 {
          for left in 0..<widths[hour] {
            let gain = tenths[widths[hour] - 1] - (left == 0 ? 0 : tenths[left - 1])
            guard gain > 0, done - work < gain, done > work else { continue }
            let spared = Double(done - work) / Double(gain) * Double((widths[hour] - left) * power * values[hour])
            result.append(
              Way(site: site, units: widths.map { $0 * job.width }, grams: Double(whole + transfer) - spared))
          }
        }
        return
      }
      for width in 0...tenths.count {
        widths[free[index]] = width
        choose(index + 1)
      }
      widths[free[index]] = 0
    }
    choose(0)
    return result
  }
}
