/// Jobs that share slots of limited capacity, as a flow of least cost: the exact planner where every job has width 1, and
/// the linear relaxation where jobs are wider.
///
///     jobs            slots                A unit of job j in slot t costs power(j) * value(t) + charge(t).
///     j1  --------->  t1  (capacity 2)     A job takes at most its width in a slot, and as many units in all as its steps
///        \----\                            times its width.
///     j2  ----------> t2  (capacity 1)
///
/// Each job begins with its cheapest slots, as if it were alone. Where many units do not fit there, an auction finds
/// multipliers of slots near the best ones first (``findMultipliers(excess:)``). Then each unit too many leaves its slot
/// along the shortest path of moves, each of one job from one slot to another, that ends in a slot with room. Multipliers
/// of slots keep the costs of all moves at least zero, so that paths are found as Dijkstra does, and only around the slot.
/// What is optimal for the units moved so far stays so; at the end all is, and the multipliers say what one unit more of
/// capacity would be worth.
///
/// Values, powers and charges are whole numbers, and all sums of them on a path stay below 2^53: nothing rounds.
///
/// - Complexity: O(u * (s log s + m)) for u units that do not fit where they are cheapest, s slots around each and m moves
///   looked at there; O(arcs) memory: 12 bytes for each slot of each job's window.
/// - Note: Successive shortest paths with potentials: Edmonds and Karp, JACM 19 (1972), 248-264.
package struct CapacityFlow: Sendable {
  /// A job: where it may run, how wide, what it costs, and how much of that there is in all.
  package struct Job: Sendable {
    /// Ranges of slots, in order and apart.
    package var windows: [Range<Int>]
    package var width: Int
    package var power: Double
    /// How many units in all.
    package var units: Int

    package init(windows: [Range<Int>], steps: Int, width: Int, power: Double) {
      (self.windows, self.width, self.power, units) = (windows, width, power, steps * width)
    }
  }

  /// What the search asks of a job, side by side in memory.
  struct Hot {
    let power: Double
    let width: Int32
    /// Its windows: `windows[firstWindow..<endWindow]`.
    let firstWindow: Int32
    let endWindow: Int32
    /// At most what its cheapest slot with room for it costs.
    var floor = -Double.infinity
    /// The least distance at which the present search has come to it, without the cost of the slot to go to.
    var reached = Double.infinity
  }

  /// A window: its slots, and what to add to a slot for its arc.
  struct Window {
    let low: Int32
    let high: Int32
    let arcOffset: Int32
  }

  let values: [Double]
  package let capacities: [Int]
  var hot: [Hot]
  let windows: [Window]
  /// The first arc of each job; one entry more than there are jobs.
  let arcs: [Int]

  /// Units by arc; full where the job must not run.
  var flow: [Int32]
  /// Where in its slot's list of users an arc's job is; -1 where it must not run.
  var place: [Int32]
  /// The jobs that use each slot: `users[firstUser[t]..<firstUser[t] + userCount[t]]`.
  var users: [Int32]
  let firstUser: [Int]
  var userCount: [Int]

  /// What a unit costs in each slot beside its energy: what was given, and the multiplier.
  var charges: [Double]
  /// What one unit more of each slot's capacity would be worth.
  package private(set) var multipliers: [Double]
  /// How many units are used in each slot.
  package internal(set) var loads: [Int]
  /// How many units of each job found no slot, where units may be left out.
  package internal(set) var leftOut: [Int]
  /// Slots whose capacity does not suffice for the jobs that cannot leave them, where units were left out.
  package private(set) var crowded: Set<Int> = []

  /// - Parameters:
  ///   - jobs: With windows inside the slots.
  ///   - values: What each slot costs per power: whole numbers.
  ///   - charges: What each slot costs beside that per unit: whole numbers, or empty for nothing.
  ///   - capacities: How many units each slot has: at least 0.
  package init(jobs: [Job], values: [Double], charges: [Double] = [], capacities: [Int]) {
    self.values = values
    self.capacities = capacities
    self.charges = charges.isEmpty ? [Double](repeating: 0, count: values.count) : charges
    var (hot, windows, arcs): ([Hot], [Window], [Int]) = ([], [], [0])
    hot.reserveCapacity(jobs.count)
    arcs.reserveCapacity(jobs.count + 1)
    var covering = [Int](repeating: 0, count: values.count)
    var arc = 0
    for job in jobs {
      let first = windows.count
      for window in job.windows where !window.isEmpty {
        windows.append(
          Window(
            low: Int32(window.lowerBound), high: Int32(window.upperBound), arcOffset: Int32(arc - window.lowerBound)))
        for slot in window { covering[slot] += 1 }
        arc += window.count
      }
      arcs.append(arc)
      hot.append(
        Hot(power: job.power, width: Int32(job.width), firstWindow: Int32(first), endWindow: Int32(windows.count)))
    }
    (self.hot, self.windows, self.arcs) = (hot, windows, arcs)
    flow = [Int32](repeating: 0, count: arc)
    place = flow
    users = flow
    var (firstUser, sum): ([Int], Int) = ([], 0)
    for count in covering {
      firstUser.append(sum)
      sum += count
    }
    self.firstUser = firstUser
    userCount = [Int](repeating: 0, count: values.count)
    multipliers = [Double](repeating: 0, count: values.count)
    loads = [Int](repeating: 0, count: values.count)
    leftOut = [Int](repeating: 0, count: jobs.count)
  }

  /// Keeps a job out of a slot of its windows; before anything is placed.
  package mutating func forbid(_ job: Int, _ slot: Int) {
    let arc = arc(job, slot)
    flow[arc] = hot[job].width
    place[arc] = -1
  }

  /// How many units of a job are in a slot of its windows.
  package func units(of job: Int, in slot: Int) -> Int {
    let arc = arc(job, slot)
    return place[arc] < 0 ? 0 : Int(flow[arc])
  }

  /// The slots a job uses, in order, with its units there.
  package func uses(of job: Int) -> [(slot: Int, units: Int)] {
    var result: [(slot: Int, units: Int)] = []
    for window in windows[Int(hot[job].firstWindow)..<Int(hot[job].endWindow)] {
      for slot in Int(window.low)..<Int(window.high) {
        let arc = Int(window.arcOffset) + slot
        if flow[arc] > 0, place[arc] >= 0 { result.append((slot, Int(flow[arc]))) }
      }
    }
    return result
  }

  func arc(_ job: Int, _ slot: Int) -> Int {
    var window = Int(hot[job].firstWindow)
    while slot >= Int(windows[window].high) { window += 1 }
    return Int(windows[window].arcOffset) + slot
  }

  /// Changes how many units of a job are in a slot.
  mutating func add(_ amount: Int32, of job: Int, to slot: Int) {
    let arc = arc(job, slot)
    if flow[arc] == 0 {
      let last = userCount[slot]
      users[firstUser[slot] + last] = Int32(job)
      place[arc] = Int32(last)
      userCount[slot] = last + 1
    }
    flow[arc] += amount
    loads[slot] += Int(amount)
    if amount < 0 {
      hot[job].floor = min(hot[job].floor, hot[job].power * values[slot] + charges[slot])
    }
    if flow[arc] == 0 {
      // The last user takes the place that is free.
      let last = userCount[slot] - 1
      let moved = users[firstUser[slot] + last]
      users[firstUser[slot] + Int(place[arc])] = moved
      place[self.arc(Int(moved), slot)] = place[arc]
      place[arc] = 0
      userCount[slot] = last
    }
  }

  /// Raises the multiplier of a slot.
  mutating func raise(_ slot: Int, by amount: Double) {
    multipliers[slot] += amount
    charges[slot] += amount
  }

  mutating func crowd(_ slot: Int) { crowded.insert(slot) }
}
