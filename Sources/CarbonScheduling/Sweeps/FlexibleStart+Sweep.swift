extension FlexibleStart {
  /// Plans the job once from every slot of the trace.
  ///
  ///     let trace = try IntensityTrace(
  ///       start: midnight, slot: .seconds(3_600), gramsPerKilowattHour: [20, 60, 10, 80, 40, 90])
  ///     let job = try Workload(duration: .seconds(3_600), power: .constant(kilowatts: 1))
  ///     let year = try FlexibleStart(within: .hours(2)).sweep(job, on: trace)
  ///     print(year.map(\.emissions.grams))  // [10.0, 10.0, 10.0, 40.0]
  ///
  /// - Parameters:
  ///   - job: What runs, and for how long.
  ///   - trace: The intensities.
  /// - Returns: One result per release: every slot from which the window ends inside the trace. Where gaps are avoided,
  ///   releases whose baseline would touch a gap are left out. Each result equals that of ``schedule(_:on:releasedAt:)``.
  /// - Throws: ``SchedulingError`` if not one window fits the trace, if the trace has gaps that its policy rejects, or if
  ///   the added time is a deadline.
  /// - Complexity: O(S * W) time for S releases and W slots of added time; O(S) memory.
  public func sweep(_ job: Workload, on trace: IntensityTrace) throws(SchedulingError) -> Sweep {
    try sweep(from: SweepStarts(of: job, on: trace, addedTime: addedTime))
  }

  /// Plans from the given releases.
  package func sweep(from starts: SweepStarts) throws(SchedulingError) -> Sweep {
    let (trace, duration, step) = (starts.trace, starts.job.durationSeconds, try startStepSeconds())
    let chosen = (0..<starts.count).map { index in
      trace.bestStart(in: starts.window(ofSlot: starts.slot(index)), duration: duration, step: step)
    }
    return Sweep(starts: starts, chosen: chosen)
  }

  /// The plans of one job from every slot of a trace, in order of release.
  public struct Sweep: RandomAccessCollection, Sendable {
    package let starts: SweepStarts
    /// The start chosen for each release, in seconds since the trace's start.
    package let chosen: [Int64]

    public var startIndex: Int { 0 }
    public var endIndex: Int { starts.count }

    public subscript(index: Int) -> Element {
      let slot = starts.slot(index)
      let start = chosen[index]
      return Element(
        release: starts.trace.start(ofSlot: slot),
        start: starts.trace.instant(atOffset: start),
        emissions: starts.job.scale.emissions(
          starts.trace.integral(from: start, to: start + starts.job.durationSeconds)),
        baseline: starts.baseline(ofSlot: slot))
    }

    /// One release's plan.
    public struct Element: Hashable, Sendable {
      public let release: Instant
      /// When the job starts.
      public let start: Instant
      public let emissions: Emissions
      /// What the job would emit from the release.
      public let baseline: Emissions
      public var savings: Savings { Savings(baseline: baseline, emissions: emissions) }
    }
  }
}
