extension FlexibleStart {
  /// The plan of least objective whose run keeps clear of all unavailable times.
  func constrainedSchedule(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Schedule {
    let weighed = try signal?.weigh(trace, in: window)
    let run = try bestRun(of: job, on: weighed?.objective ?? trace, in: window)
    return Schedule(job, on: trace, in: window, planned: .oneRun(run), signal: signal, weighed: weighed)
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
    let duration = job.durationSeconds
    let blocked = trace.blocked(unavailable, from: window.start, to: window.end)
    let step = try startStepSeconds()
    if blocked.isEmpty, job.power.pieces.isEmpty {
      let best = trace.bestStart(in: window, duration: duration, step: step)
      return best..<best + duration
    }
    var best: (start: Int64, grams: Double, integral: ExactIntegral)?
    var clear = ClearTimes(blocked)
    for start in candidates(job, trace, window, blocked, step: step) {
      guard clear.isClear(from: start, to: start + duration) else { continue }
      let integral = trace.integral(from: start, to: start + duration)
      if job.power.pieces.isEmpty {
        if let best, !(integral < best.integral) { continue }
        best = (start, 0, integral)
      } else {
        let grams = job.grams(from: start, to: start + duration, progress: 0, on: trace)
        if let best, grams >= best.grams { continue }
        best = (start, grams, integral)
      }
    }
    guard let best else {
      throw .infeasible(
        .unavailableTimes, release: trace.instant(atOffset: window.start), deadline: trace.instant(atOffset: window.end)
      )
    }
    return best.start..<best.start + duration
  }

  /// The starts that can be best, in order.
  private func candidates(
    _ job: Workload, _ trace: IntensityTrace, _ window: SchedulingWindow, _ blocked: [Range<Int64>], step: Int64?
  ) -> [Int64] {
    if let step {
      return Array(stride(from: window.start, through: window.latestStart, by: Int64.Stride(step)))
    }
    let slot = trace.slotSeconds
    var edges: [Int64] = [0]
    for piece in job.power.pieces { edges.append(edges[edges.count - 1] + piece.seconds) }
    edges.append(job.durationSeconds)
    // Where in its slot a run begins whose edge is on a boundary.
    let places = Set(edges.map { (slot - $0 % slot) % slot })
    var starts: Set<Int64> = [window.start, window.latestStart]
    for first in window.start / slot...window.latestStart / slot {
      for place in places { starts.insert(first * slot + place) }
    }
    for interval in blocked {
      starts.insert(interval.upperBound)
      starts.insert(interval.lowerBound - job.durationSeconds)
    }
    return starts.filter { (window.start...window.latestStart).contains($0) }.sorted()
  }
}

extension Power.Piece {
  var seconds: Int64 { duration.components.seconds }
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
