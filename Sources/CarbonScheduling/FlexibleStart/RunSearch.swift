import WindowKernels

/// The search for the best start of a run, to the second.
///
/// As a run slides over a step function, what it emits changes at a constant rate until an edge of a piece of its power (its
/// start and end among them) crosses a slot boundary; and it has to stop short of times in which it may not run. A rate turns
/// from falling to rising only there, so the optimum is among:
///
///     slots             |         |         |         |
///     edge on boundary  [==|======]     [==|======]
///                                 [==|======]
///     right before or       [==|======]xxxxxxx[==|======]
///     after blocked time
///
/// and the first and the last start.
struct RunSearch {
  let job: Workload
  let trace: IntensityTrace
  /// What starts are multiples of, from `origin` on, if they are limited so.
  let startStep: Int64?
  let origin: Int64
  /// When the job must not run, gaps included: in order, none touching the next.
  let blocked: [Range<Int64>]

  private let emissions: ExactEmissions
  /// Where in its slot a run begins that has an edge on a boundary, in order.
  private let places: [Int64]
  /// The starts right after blocked times, and those that end right before them, in order.
  private let edges: [Int64]

  /// - Parameter blocked: What is blocked in the time to be searched.
  init(
    of job: Workload, on trace: IntensityTrace, startStep: Int64?, from origin: Int64, clearOf blocked: [Range<Int64>]
  ) {
    self.job = job
    self.trace = trace
    self.startStep = startStep
    self.origin = origin
    self.blocked = blocked
    edges = blocked.flatMap { [$0.lowerBound - job.durationSeconds, $0.upperBound] }.sorted()
    emissions = ExactEmissions(of: job, on: trace.series)
    places = Self.places(of: job, slotSeconds: trace.slotSeconds)
  }

  static func places(of job: Workload, slotSeconds slot: Int64) -> [Int64] {
    var edge: Int64 = 0
    var places: Set<Int64> = [0, (slot - job.durationSeconds % slot) % slot]
    for piece in job.power.pieces {
      edge += piece.seconds
      places.insert((slot - edge % slot) % slot)
    }
    return places.sorted()
  }

  /// The earliest best start from `first` to `last`, if a run from any of them is clear of blocked times.
  ///
  /// - Complexity: O(W * k * q) for W slots of starts, k pieces, and q different places of their edges in a slot; O(W) of
  ///   the fastest steps where all is in whole slots.
  func best(from first: Int64, through last: Int64) -> (start: Int64, emissions: ExactWeightedSum)? {
    guard first <= last else { return nil }
    if blocked.isEmpty, startStep == nil, job.power.pieces.isEmpty {
      let window = SchedulingWindow(start: first, addedTime: last - first, duration: job.durationSeconds)
      if let slots = window.slots(of: trace) {
        let start = trace.bestStart(in: slots)
        return (start, emissions.value(from: start))
      }
    }
    var best: (start: Int64, emissions: ExactWeightedSum)?
    var clear = ClearTimes(blocked, from: first)
    var candidates = StartCandidates(
      from: first, through: last, places: places, slotSeconds: trace.slotSeconds, edges: edges,
      step: startStep.map { ($0, origin) })
    while let start = candidates.next() {
      guard clear.isClear(from: start, to: start + job.durationSeconds) else { continue }
      let value = emissions.value(from: start)
      if TieRule.takes(value, over: best?.emissions) { best = (start, value) }
    }
    return best
  }
}

/// The starts that can be best, in order, some more than once. There may be millions: none is kept.
private struct StartCandidates {
  private let last: Int64
  private let step: Int64?
  private let places: [Int64]
  private let slotSeconds: Int64
  private let others: [Int64]
  /// The next start in steps, or on a place in a slot.
  private var upcoming: Int64
  private var slot: Int64
  private var place = 0
  private var other = 0

  init(
    from first: Int64, through last: Int64, places: [Int64], slotSeconds: Int64, edges: [Int64],
    step: (seconds: Int64, origin: Int64)?
  ) {
    self.last = last
    self.places = places
    self.slotSeconds = slotSeconds
    self.step = step?.seconds
    slot = first / slotSeconds
    if let step {
      others = []
      let over = (first - step.origin) % step.seconds
      upcoming = over > 0 ? (first - over).addingClamped(step.seconds) : first
    } else {
      let inside = edges[edges.firstPlace { $0 >= first }..<edges.firstPlace { $0 > last }]
      others = [first] + inside + [last]
      upcoming = slot * slotSeconds + places[0]
      while upcoming < first { advance() }
    }
  }

  /// Moves on to the next place in a slot.
  private mutating func advance() {
    place += 1
    if place == places.count { (place, slot) = (0, slot + 1) }
    upcoming = slot * slotSeconds + places[place]
  }

  mutating func next() -> Int64? {
    if other < others.count, others[other] <= upcoming {
      defer { other += 1 }
      return others[other]
    }
    guard upcoming <= last else { return nil }
    let start = upcoming
    if let step { upcoming = upcoming.addingClamped(step) } else { advance() }
    return start
  }
}

/// Tells for runs in order of start whether they keep clear of blocked times.
private struct ClearTimes {
  /// In order, none touching the next.
  let blocked: [Range<Int64>]
  /// Those before it have ended before the last start asked for.
  private var next: Int

  init(_ blocked: [Range<Int64>], from first: Int64) {
    self.blocked = blocked
    next = blocked.firstPlace { $0.upperBound > first }
  }

  mutating func isClear(from begin: Int64, to end: Int64) -> Bool {
    while next < blocked.count, blocked[next].upperBound <= begin { next += 1 }
    return next == blocked.count || blocked[next].lowerBound >= end
  }
}

extension Array {
  /// The first index whose element is such that all behind it are too.
  ///
  /// - Complexity: O(log n) for n elements.
  fileprivate func firstPlace(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension IntensityTrace {
  /// The earliest start of least emissions in a window of whole slots without gaps: a start on a boundary is best, and its
  /// sum is the difference of two prefix sums.
  package func bestStart(in slots: SchedulingWindow.Slots) -> Int64 {
    Int64(bestRun(in: slots).start) * slotSeconds
  }

  /// The same as a slot, with the sum of the slots it takes.
  func bestRun(in slots: SchedulingWindow.Slots) -> (start: Int, sum: Double) {
    let starts = slots.window.lowerBound..<slots.window.upperBound - slots.job + 1
    return MinimumWindowSum.of(cumulative.span, length: slots.job, starts: starts)
  }
}
