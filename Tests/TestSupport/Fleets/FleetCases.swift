package import CarbonScheduling

/// Small fleets at random, as the library has them and as they are tried out.
package struct FleetCase: Sendable {
  package let naive: NaiveFleet
  package let fleet: Fleet

  package static let start = Instant(secondsSince1970: 1_600_002_000)

  static func instant(_ hour: Int) -> Instant { start.advanced(by: .seconds(Int64(hour) * 3_600)) }

  /// The same fleet for the library.
  package init(_ naive: NaiveFleet) throws {
    self.naive = naive
    var jobs: [FleetJob] = []
    for (index, job) in naive.jobs.enumerated() {
      let pieces = try job.kilowatts.map { try Power.Piece(duration: .seconds(3_600), kilowatts: Double($0)) }
      let power: Power = pieces.count == 1 ? try .constant(kilowatts: pieces[0].kilowatts) : try .profile(pieces)
      let algorithm: FleetAlgorithm
      switch job.kind {
      case .runNow: algorithm = .runNow
      case .flexibleStart(let step):
        algorithm = .flexibleStart(startStep: step == 1 ? nil : .seconds(Int64(step) * 3_600))
      case .pauses(
        let energy, let grams, let idle, let warmUp, let chargesFirst, let minimumRun, let minimumPause, let most):
        algorithm = .pauseAndResume(
          resumeCost: try ResumeCost(
            energy: .kilowattHours(Double(energy)), emissions: Emissions(grams: Double(grams)),
            time: .seconds(Int64(warmUp) * 3_600), chargesFirstStart: chargesFirst, idleKilowatts: Double(idle)),
          limits: try RunLimits(
            minimumRun: .seconds(Int64(minimumRun) * 3_600), minimumPause: .seconds(Int64(minimumPause) * 3_600),
            maximumPauses: most))
      case .elastic(let tenths): algorithm = .elastic(try ElasticThroughput(tenths.map { Double($0) / 10 }))
      }
      jobs.append(
        try FleetJob(
          "job-\(index)", workload: Workload(duration: .seconds(Int64(job.hours) * 3_600), power: power),
          release: Self.instant(job.window.lowerBound), latestEnd: Self.instant(job.window.upperBound),
          width: job.width,
          algorithm: algorithm,
          unavailable: job.unavailable.sorted().map { Self.instant($0)..<Self.instant($0 + 1) },
          regions: job.sites.map { FleetRegion("site-\($0.site)", transfer: Emissions(grams: Double($0.grams))) }))
    }
    let sites = try naive.intensities.indices.map { site in
      FleetSite(
        "site-\(site)",
        trace: try IntensityTrace(
          start: Self.start, slot: .seconds(3_600), gramsPerKilowattHour: naive.intensities[site].map { Double($0) }),
        capacity: .series(
          try CapacitySeries(
            start: Self.start, slot: .seconds(3_600), units: naive.capacities[site].map { Double($0) })))
    }
    fleet = Fleet(jobs: jobs, sites: sites)
  }

  /// Jobs of width 1 that pause freely.
  package static func unit(_ generator: inout SeededGenerator) throws -> FleetCase {
    let hours = Int.random(in: 3...7, using: &generator)
    let largest = [2, 9, 50].randomElement(using: &generator) ?? 9
    let jobs = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      let length = Int.random(in: 1...min(3, hours), using: &generator)
      let room = Int.random(in: length...hours, using: &generator)
      let first = Int.random(in: 0...hours - room, using: &generator)
      return NaiveFleet.Job(
        window: first..<first + room, hours: length, width: 1, kilowatts: [Int.random(in: 1...4, using: &generator)],
        kind: .pauses(
          energy: 0, grams: 0, idle: 0, warmUp: 0, chargesFirst: false, minimumRun: 0, minimumPause: 0, most: nil),
        sites: [(0, 0)])
    }
    return try FleetCase(
      NaiveFleet(
        jobs: jobs, intensities: [(0..<hours).map { _ in Int.random(in: -1...largest, using: &generator) }],
        capacities: [(0..<hours).map { _ in Int.random(in: 0...3, using: &generator) }]))
  }

  /// Jobs of all kinds, at one site or two.
  package static func mixed(_ generator: inout SeededGenerator) throws -> FleetCase {
    let hours = Int.random(in: 4...10, using: &generator)
    let siteCount = Int.random(in: 1...2, using: &generator)
    let most = Int.random(in: 2...5, using: &generator)
    let jobs = (0..<Int.random(in: 1...5, using: &generator)).map { _ in job(hours, siteCount, most, &generator) }
    let lowest = Int.random(in: 0..<4, using: &generator) == 0 ? -20 : 0
    return try FleetCase(
      NaiveFleet(
        jobs: jobs,
        intensities: (0..<siteCount).map { _ in
          (0..<hours).map { _ in Int.random(in: lowest...60, using: &generator) }
        },
        capacities: (0..<siteCount).map { _ in
          (0..<hours).map { _ in Int.random(in: most - 1...most + 1, using: &generator) }
        }))
  }

  private static func job(
    _ hours: Int, _ siteCount: Int, _ most: Int, _ generator: inout SeededGenerator
  ) -> NaiveFleet.Job {
    let length = Int.random(in: 1...min(4, hours), using: &generator)
    let room = Int.random(in: length...min(hours, length + 4), using: &generator)
    let first = Int.random(in: 0...hours - room, using: &generator)
    let width = Int.random(in: 1...max(1, most / 2), using: &generator)
    var kilowatts = [Int.random(in: 1...4, using: &generator)]
    var kind = NaiveFleet.Job.Kind.flexibleStart(step: Int.random(in: 1...3, using: &generator))
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: kind = .runNow
    case 1: break
    case 2:
      kind = .elastic(tenths: [[10, 19, 25], [10, 20], [10, 15], [10]].randomElement(using: &generator) ?? [10])
    case 3:
      kind = .pauses(
        energy: 0, grams: 0, idle: 0, warmUp: 0, chargesFirst: false, minimumRun: 0, minimumPause: 0, most: nil)
    default:
      kind = .pauses(
        energy: Int.random(in: 0...2, using: &generator), grams: Int.random(in: 0...30, using: &generator),
        idle: [0, 0, 1, 3].randomElement(using: &generator) ?? 0, warmUp: Int.random(in: 0...1, using: &generator),
        chargesFirst: Bool.random(using: &generator),
        minimumRun: Int.random(in: 0...2, using: &generator), minimumPause: Int.random(in: 0...2, using: &generator),
        most: [nil, 0, 1, 2].randomElement(using: &generator) ?? nil)
    }
    var isElastic = false
    if case .elastic = kind { isElastic = true }
    if !isElastic, length > 1, Int.random(in: 0..<3, using: &generator) == 0 {
      kilowatts = (0..<length).map { _ in Int.random(in: 1...4, using: &generator) }
    }
    var sites = [(site: Int.random(in: 0..<siteCount, using: &generator), grams: 0)]
    if siteCount > 1, Bool.random(using: &generator) {
      sites.append((1 - sites[0].site, Int.random(in: 0...20, using: &generator)))
    }
    let unavailable: Set<Int> =
      Int.random(in: 0..<4, using: &generator) == 0 ? [Int.random(in: first..<first + room, using: &generator)] : []
    return NaiveFleet.Job(
      window: first..<first + room, hours: length, width: width, kilowatts: kilowatts, kind: kind, sites: sites,
      unavailable: unavailable)
  }
}

extension FleetPlan {
  /// What is wrong with the plan, seen from outside: runs, windows, capacity, lengths, and the bound.
  package func faults(in naive: NaiveFleet) -> [String] {
    var faults: [String] = []
    var use = naive.capacities.map { $0.map { _ in 0 } }
    for schedule in schedules {
      guard let index = Int(schedule.job.dropFirst(4)), let site = Int(schedule.region.dropFirst(5)) else {
        faults.append("\(schedule.job) in \(schedule.region) is not known")
        continue
      }
      let job = naive.jobs[index]
      if !job.sites.contains(where: { $0.site == site }) { faults.append("\(schedule.job) is in \(schedule.region)") }
      for run in schedule.runs {
        let begin = FleetCase.start.duration(to: run.start).components.seconds
        let end = FleetCase.start.duration(to: run.end).components.seconds
        for hour in Int(begin / 3_600)..<Int((end + 3_599) / 3_600) {
          use[site][hour] = max(use[site][hour], 0)
          if !job.window.contains(hour) { faults.append("\(schedule.job) runs in hour \(hour)") }
          if job.unavailable.contains(hour) { faults.append("\(schedule.job) runs in unavailable hour \(hour)") }
          // Of two runs in one hour the wider one counts.
          let first = Int64(hour) * 3_600 >= begin
          if first { use[site][hour] += run.width }
        }
      }
    }
    for site in use.indices {
      for hour in use[site].indices where use[site][hour] > naive.capacities[site][hour] {
        faults.append("\(use[site][hour]) units of \(naive.capacities[site][hour]) are used in hour \(hour)")
      }
    }
    if lowerBound > objective { faults.append("the bound \(lowerBound) is above the plan \(objective)") }
    return faults
  }
}
