extension FlexibleStart {
  /// The plan of least objective whose run keeps clear of all unavailable times.
  func constrainedSchedule(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Schedule {
    let weighed = try price?.weigh(trace, in: window)
    let run = try bestRun(of: job, on: weighed?.objective ?? trace, in: window)
    return Schedule(job, on: trace, in: window, planned: .oneRun(run), price: price, weighed: weighed)
  }

  /// The earliest best run that keeps clear of unavailable times and gaps, to the second.
  ///
  /// As the run slides, what it emits changes at a constant rate until an edge of a piece of its profile (its start and
  /// end among them) crosses a slot boundary; and it has to stop short of unavailable times. So the optimum is among:
  ///
  ///     slots             |         |         |         |
  ///     edge on boundary  [==|======]     [==|======]
  ///                                 [==|======]
  ///     right before or       [==|======]xxxxxxx[==|======]
  ///     after unavailable
  ///
  /// and the first and the last start.
  ///
  /// - Complexity: O(W * k * q) for W slots of added time, k pieces, and q different places of their edges in a slot.
  func bestRun(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Range<Int64> {
    try checkPieces(of: job, on: trace, in: window)
    let blocked = trace.blocked(unavailable, from: window.start, to: window.end)
    if let best = try bestRun(of: job, on: trace, in: window, from: window.start, clearOf: blocked) { return best }
    throw .infeasible(
      .unavailableTimes, release: trace.instant(atOffset: window.start), deadline: trace.instant(atOffset: window.end))
  }

  /// Refuses profiles that would take too long, about ten seconds.
  func checkPieces(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) {
    let pieces = job.power.pieces.count
    guard pieces > 0 else { return }
    let starts = try startCount(of: job, on: trace, in: window)
    let most = Self.mostPiecesTried / starts
    guard pieces <= most else { throw .tooManyPieces(pieces, starts: Int(starts), most: Int(most)) }
  }

  /// How many starts are tried, apart from those next to unavailable times.
  func startCount(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Int64 {
    let added = window.latestStart - window.start
    return try startStepSeconds().map { added / $0 + 1 }
      ?? (added / trace.slotSeconds + 1) * Int64(placesInSlot(of: job, on: trace).count)
  }

  private static let mostPiecesTried: Int64 = 1 << 31

  /// Where in its slot a run begins whose start, end, or edge of a piece is on a boundary.
  private func placesInSlot(of job: Workload, on trace: IntensityTrace) -> Set<Int64> {
    let slot = trace.slotSeconds
    var edge: Int64 = 0
    var places: Set<Int64> = [0, (slot - job.durationSeconds % slot) % slot]
    for piece in job.power.pieces {
      edge += piece.seconds
      places.insert((slot - edge % slot) % slot)
    }
    return places
  }

  /// The same among the starts from `first` on, if there is one.
  ///
  /// - Parameter blocked: What is unavailable between the window's start and its end, or longer.
  func bestRun(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, from first: Int64,
    clearOf blocked: [Range<Int64>]
  ) throws(SchedulingError) -> Range<Int64>? {
    let duration = job.durationSeconds
    let step = try startStepSeconds()
    // Starts in steps are counted from the release.
    var first = first
    if let step, (first - window.start) % step > 0 {
      first = (first - (first - window.start) % step).addingClamped(step)
    }
    guard first <= window.latestStart else { return nil }
    if blocked.isEmpty, job.power.pieces.isEmpty {
      let part = SchedulingWindow(start: first, addedTime: window.latestStart - first, duration: duration)
      let best = trace.bestStart(in: part, duration: duration, step: step)
      return best..<best + duration
    }
    // Taken apart once: of a profile in minutes there are thousands of pieces, for each of thousands of starts.
    let weights = ExactWeights.of(job.power.pieces.map(\.kilowatts))
    let pieces = zip(job.power.pieces, weights).map { (seconds: $0.seconds, weight: $1) }
    func emissions(from start: Int64) -> ExactWeightedSum {
      var (sum, begin) = (ExactWeightedSum(), start)
      for piece in pieces {
        sum.add(trace.integral(from: begin, to: begin + piece.seconds), weight: piece.weight, on: trace.series)
        begin += piece.seconds
      }
      return sum
    }
    var best: (start: Int64, profiled: ExactWeightedSum, integral: ExactIntegral)?
    var clear = ClearTimes(blocked)
    func consider(_ start: Int64) {
      guard clear.isClear(from: start, to: start + duration) else { return }
      let integral = trace.integral(from: start, to: start + duration)
      if job.power.pieces.isEmpty {
        if let best, !(integral < best.integral) { return }
        best = (start, ExactWeightedSum(), integral)
      } else {
        let profiled = emissions(from: start)
        if let best, !(profiled < best.profiled) { return }
        best = (start, profiled, integral)
      }
    }
    let starts = first...window.latestStart
    if let step {
      for start in stride(from: starts.lowerBound, through: starts.upperBound, by: Int64.Stride(step)) {
        consider(start)
      }
    } else {
      forEachCandidate(job, trace, starts, blocked, consider)
    }
    return best.map { $0.start..<$0.start + duration }
  }

  /// The starts in a range that can be best, in order; some more than once. There may be millions: none is kept.
  private func forEachCandidate(
    _ job: Workload, _ trace: IntensityTrace, _ range: ClosedRange<Int64>, _ blocked: [Range<Int64>],
    _ body: (Int64) -> Void
  ) {
    let slot = trace.slotSeconds
    let places = placesInSlot(of: job, on: trace).sorted()
    var others = [range.lowerBound, range.upperBound]
    for interval in blocked { others += [interval.upperBound, interval.lowerBound - job.durationSeconds] }
    others = others.filter { range.contains($0) }.sorted()
    var next = 0
    for index in range.lowerBound / slot...range.upperBound / slot {
      for place in places where range.contains(index * slot + place) {
        let start = index * slot + place
        while next < others.count, others[next] < start {
          body(others[next])
          next += 1
        }
        body(start)
      }
    }
    for start in others[next...] { body(start) }
  }
}

/// Tells for runs in order of start whether they keep clear of blocked times.
private struct ClearTimes {
  /// In order, none touching the next.
  let blocked: [Range<Int64>]
  /// Those before it have ended before the last start asked for.
  var next = 0

  init(_ blocked: [Range<Int64>]) { self.blocked = blocked }

  mutating func isClear(from begin: Int64, to end: Int64) -> Bool {
    while next < blocked.count, blocked[next].upperBound <= begin { next += 1 }
    return next == blocked.count || blocked[next].lowerBound >= end
  }
}
