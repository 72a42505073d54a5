import WindowKernels

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
  ///   the added time is a deadline or a latest start; also for power profiles and constraints, which sweeps do not plan.
  /// - Complexity: O(S) time and memory for S slots, whatever the lengths are; with a `startStep`, and for jobs beyond a day on
  ///   traces that are no short decimals and of lengths that are no whole slots, O(S * W) time for W slots of added time.
  public func sweep(_ job: Workload, on trace: IntensityTrace) throws(SchedulingError) -> Sweep {
    var sweep = Sweep()
    try self.sweep(job, on: trace, into: &sweep)
    return sweep
  }

  /// Plans the job once from every slot of the trace, in the memory of an earlier sweep.
  ///
  ///     var sweep = FlexibleStart.Sweep()
  ///     for job in jobs {
  ///       try FlexibleStart(within: .hours(24)).sweep(job, on: trace, into: &sweep)
  ///       total += sweep.reduce(0) { $0 + $1.savings.grams }
  ///     }
  ///
  /// - Parameters:
  ///   - job: What runs, at constant power.
  ///   - trace: The intensities.
  ///   - sweep: Its results are replaced; it allocates only what it lacks. After an error it is empty.
  ///
  /// The rest is as in ``sweep(_:on:)``.
  public func sweep(_ job: Workload, on trace: IntensityTrace, into sweep: inout Sweep) throws(SchedulingError) {
    sweep.releases = nil
    if !unavailable.isEmpty || price != nil { throw .constraintsInSweep }
    try self.sweep(from: SweepReleases(of: job, on: trace, addedTime: addedTime), into: &sweep)
  }

  /// Plans from the given releases. The starts chosen may be left out, where only emissions are asked for.
  package func sweep(
    from releases: SweepReleases, into sweep: inout Sweep, withStarts: Bool = true
  ) throws(SchedulingError) {
    let step = try startStepSeconds()
    sweep.releases = nil
    let addedSlots = Int(releases.addedSeconds / releases.trace.slotSeconds)
    if step == nil, let slots = releases.inSlots, !releases.areFew(of: addedSlots, planning: 2, sliding: 2) {
      sweep.slide(over: slots, of: releases, withStarts: withStarts)
    } else if step == nil, releases.inSlots == nil, !releases.areFew(of: addedSlots, planning: 20, sliding: 8),
      releases.hasRoomForSeconds
    {
      sweep.slideInSeconds(over: releases, withStarts: withStarts)
    } else {
      sweep.planOneByOne(from: releases, step: step)
    }
    sweep.releases = releases
  }
}

extension FlexibleStart {
  /// The plans of one job from every slot of a trace, in order of release.
  public struct Sweep: RandomAccessCollection, Sendable {
    /// What was swept; `nil` before the first sweep.
    package fileprivate(set) var releases: SweepReleases?

    var integrals = SweptIntegrals()

    /// The slot in which each entry's run starts, if starts were asked for; and the seconds from the trace's start to it, if it may
    /// start within a slot, else empty.
    var startSlots: [Int32] = []
    var startSeconds: [Int64] = []

    var sliding = SlidingMinimum()
    /// The sum of every run, infinite where it would touch a gap.
    var runSums: [Double] = []

    /// An empty sweep, to be filled by ``FlexibleStart/sweep(_:on:into:)``.
    public init() {}

    /// 0.
    public var startIndex: Int { 0 }
    /// How many releases there are.
    public var endIndex: Int { releases?.count ?? 0 }

    /// What the plan of a release comes to.
    public subscript(index: Int) -> Element {
      guard let releases else { preconditionFailure("An empty sweep has no elements.") }
      let (trace, slot) = (releases.trace, releases.slot(index))
      return Element(
        release: trace.start(ofSlot: slot),
        start: startSeconds.isEmpty
          ? trace.start(ofSlot: Int(startSlots[slot]))
          : trace.instant(atOffset: startSeconds[integrals.entry(index, of: releases)]),
        emissions: releases.job.scale.emissions(integrals.integral(index, of: releases)),
        baseline: releases.baseline(ofSlot: slot))
    }

    /// One release's plan.
    public struct Element: Hashable, Sendable {
      /// The earliest start.
      public let release: Instant
      /// When the job starts.
      public let start: Instant
      /// What the plan emits.
      public let emissions: Emissions
      /// What the job would emit from the release.
      public let baseline: Emissions
      /// What it emits less than the run at once.
      public var savings: Savings { Savings(baseline: baseline, emissions: emissions) }
    }

    /// What a release's plan emits, also where starts were not asked for.
    package func emissions(_ index: Int) -> Emissions {
      guard let releases else { preconditionFailure("An empty sweep has no elements.") }
      return releases.job.scale.emissions(integrals.integral(index, of: releases))
    }

    /// What all plans add up to, with the savings of each into `savings`, to find how they spread.
    package func totals(into savings: inout ReleaseSavings) -> SweepTotals {
      savings.removeAll()
      return releases.map { integrals.totals(of: $0, pauses: [], into: &savings) } ?? SweepTotals()
    }

    /// What all plans add up to.
    package var totals: SweepTotals { releases.map { integrals.totals(of: $0, pauses: []) } ?? SweepTotals() }

    /// A sliding minimum over the sums of all runs.
    fileprivate mutating func slide(over slots: SweepReleases.SlotCounts, of releases: SweepReleases, withStarts: Bool)
    {
      integrals.prepare(slotCount: releases.fittingCount)
      startSlots.resize(to: withStarts ? releases.fittingCount : 0)
      startSeconds.removeAll(keepingCapacity: true)
      let prefixSums = releases.trace.cumulative.span
      if releases.trace.gaps.isEmpty {
        Self.slide(&sliding, over: prefixSums, slots, into: &integrals.wholeSlots, &startSlots)
      } else {
        sumRuns(of: prefixSums, slots, apartFrom: releases.trace.gaps)
        Self.slide(&sliding, over: runSums, candidateCount: slots.added + 1, into: &integrals.wholeSlots, &startSlots)
      }
    }

    /// Fills `runSums` with the sum of every run, or infinity where it touches a gap.
    private mutating func sumRuns(
      of prefixSums: Span<Double>, _ slots: SweepReleases.SlotCounts, apartFrom gaps: [Range<Int>]
    ) {
      runSums.resize(to: prefixSums.count - slots.job)
      var span = runSums.mutableSpan
      WindowSums.of(prefixSums, length: slots.job, into: &span)
      for gap in gaps {
        // The first run that touches the gap ends with its first slot; the last begins with its last.
        for slot in (gap.lowerBound - slots.job + 1..<gap.upperBound).clamped(to: runSums.indices) {
          runSums[slot] = .infinity
        }
      }
    }

    private static func slide(
      _ sliding: inout SlidingMinimum, over prefixSums: Span<Double>, _ slots: SweepReleases.SlotCounts,
      into sums: inout [Double], _ startSlots: inout [Int32]
    ) {
      var minima = sums.mutableSpan
      if startSlots.isEmpty {
        sliding.minima(ofSumsIn: prefixSums, length: slots.job, candidateCount: slots.added + 1, into: &minima)
      } else {
        var positions = startSlots.mutableSpan
        sliding.minima(
          ofSumsIn: prefixSums, length: slots.job, candidateCount: slots.added + 1, into: &minima, positions: &positions
        )
      }
    }

    static func slide(
      _ sliding: inout SlidingMinimum, over runSums: [Double], candidateCount: Int,
      into sums: inout [Double], _ startSlots: inout [Int32]
    ) {
      var minima = sums.mutableSpan
      if startSlots.isEmpty {
        sliding.minima(of: runSums.span, candidateCount: candidateCount, into: &minima)
      } else {
        var positions = startSlots.mutableSpan
        sliding.minima(of: runSums.span, candidateCount: candidateCount, into: &minima, positions: &positions)
      }
    }

    /// The plan of each release by itself.
    fileprivate mutating func planOneByOne(from releases: SweepReleases, step: Int64?) {
      integrals.prepareReleases()
      startSlots.removeAll(keepingCapacity: true)
      startSeconds.removeAll(keepingCapacity: true)
      let (trace, job) = (releases.trace, releases.job)
      for index in 0..<releases.count {
        let window = releases.window(ofSlot: releases.slot(index))
        let search = RunSearch(
          of: job, on: trace, startStep: step, from: window.start,
          clearOf: trace.blocked([], from: window.start, to: window.end))
        guard let best = search.best(from: window.start, through: window.latestStart) else {
          preconditionFailure("A release whose baseline is clear of gaps has a plan.")
        }
        startSeconds.append(best.start)
        integrals.append(trace.integral(from: best.start, to: best.start + job.durationSeconds))
      }
    }
  }
}
