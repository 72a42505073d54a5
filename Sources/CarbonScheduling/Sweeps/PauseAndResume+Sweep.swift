extension PauseAndResume {
  /// Plans the job once from every slot of the trace.
  ///
  ///     let trace = try IntensityTrace(
  ///       start: midnight, slot: .seconds(3_600), gramsPerKilowattHour: [20, 60, 10, 80, 40, 90])
  ///     let job = try Workload(duration: .seconds(7_200), power: .constant(kilowatts: 1))
  ///     let year = try PauseAndResume(stretch: 2).sweep(job, on: trace)
  ///     print(year.map(\.emissions.grams), year.map(\.pauses))  // [30.0, 50.0, 50.0] [1, 1, 1]
  ///
  /// - Parameters:
  ///   - job: What runs, and for how long.
  ///   - trace: The intensities.
  /// - Returns: One result per release: every slot from which the window ends inside the trace. Where gaps are avoided,
  ///   releases whose baseline would touch a gap are left out. Each result equals that of ``schedule(_:on:releasedAt:)``.
  /// - Throws: ``SchedulingError`` if not one window fits the trace, if the trace has gaps that its policy rejects, or if
  ///   the added time is a deadline.
  /// - Complexity: O(S * W log W) time for S releases and W slots in a window; O(S) memory.
  public func sweep(_ job: Workload, on trace: IntensityTrace) throws(SchedulingError) -> Sweep {
    sweep(from: try SweepStarts(of: job, on: trace, addedTime: addedTime))
  }

  /// Plans from the given releases.
  package func sweep(from starts: SweepStarts) -> Sweep {
    let (trace, duration) = (starts.trace, starts.job.durationSeconds)
    let outcomes = (0..<starts.count).map { index in
      let window = starts.window(ofSlot: starts.slot(index))
      return trace.outcome(of: trace.cheapestStretches(in: window, duration: duration))
    }
    return Sweep(starts: starts, integrals: outcomes.map { $0.integral }, pauses: outcomes.map { Int32($0.pauses) })
  }

  /// The plans of one job from every slot of a trace, in order of release.
  public struct Sweep: RandomAccessCollection, Sendable {
    package let starts: SweepStarts
    package let integrals: [ExactIntegral]
    package let pauses: [Int32]

    public var startIndex: Int { 0 }
    public var endIndex: Int { starts.count }

    public subscript(index: Int) -> Element {
      let slot = starts.slot(index)
      return Element(
        release: starts.trace.start(ofSlot: slot),
        pauses: Int(pauses[index]),
        emissions: starts.job.scale.emissions(integrals[index]),
        baseline: starts.baseline(ofSlot: slot))
    }

    /// One release's plan.
    public struct Element: Hashable, Sendable {
      public let release: Instant
      /// How many interior gaps the plan has between its runs.
      public let pauses: Int
      public let emissions: Emissions
      /// What the job would emit from the release.
      public let baseline: Emissions
      public var savings: Savings { Savings(baseline: baseline, emissions: emissions) }
    }
  }
}

extension IntensityTrace {
  /// The exact integral over stretches of time, in order and not overlapping, and how many interior gaps they have.
  package func outcome(of stretches: [Range<Int64>]) -> (integral: ExactIntegral, pauses: Int) {
    var integral = ExactIntegral(slotSeconds: slotSeconds)
    var pauses = 0
    var end: Int64?
    for stretch in stretches {
      integral += self.integral(from: stretch.lowerBound, to: stretch.upperBound)
      if let end, end < stretch.lowerBound { pauses += 1 }
      end = stretch.upperBound
    }
    return (integral, pauses)
  }
}
