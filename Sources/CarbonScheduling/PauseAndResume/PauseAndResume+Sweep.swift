import WindowKernels

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
  ///   the added time is a deadline or a latest start; also for power profiles, prices and unavailable times, which sweeps do
  ///   not plan.
  ///   Releases that leave no plan within the limits are left out, too.
  /// - Complexity: O(S log S) time and O(S) memory for S slots, whatever the lengths are. Where pauses cost or are bound,
  ///   O(S n (m + p)) time for n slots of the job, m of a minimum run and p of a minimum pause, and at most about 100 MB; more
  ///   with a limit on pauses or lengths that are no whole slots, where plans are made one by one.
  public func sweep(_ job: Workload, on trace: IntensityTrace) throws(SchedulingError) -> Sweep {
    var sweep = Sweep()
    try self.sweep(job, on: trace, into: &sweep)
    return sweep
  }

  /// Plans the job once from every slot of the trace, in the memory of an earlier sweep.
  ///
  ///     var sweep = PauseAndResume.Sweep()
  ///     for job in jobs {
  ///       try PauseAndResume(stretch: 2).sweep(job, on: trace, into: &sweep)
  ///       pauses += sweep.reduce(0) { $0 + $1.pauses }
  ///     }
  ///
  /// - Parameters:
  ///   - job: What runs, at constant power.
  ///   - trace: The intensities.
  ///   - sweep: Its results are replaced; it allocates only what it lacks. The order of the slots by intensity is
  ///     kept with it, and found anew only for another trace. After an error it is empty.
  ///
  /// The rest is as in ``sweep(_:on:)``.
  public func sweep(_ job: Workload, on trace: IntensityTrace, into sweep: inout Sweep) throws(SchedulingError) {
    sweep.releases = nil
    guard unavailable.isEmpty, price == nil else { throw .constraintsInSweep }
    let releases = try SweepReleases(of: job, on: trace, addedTime: addedTime)
    if isConstrained {
      sweep.releases = try sweep.planConstrained(self, from: releases)
    } else {
      self.sweep(from: releases, into: &sweep)
    }
  }

  /// Plans from the given releases.
  package func sweep(from releases: SweepReleases, into sweep: inout Sweep) {
    sweep.forget()
    let windowSlots = Int((releases.addedSeconds + releases.job.durationSeconds) / releases.trace.slotSeconds)
    if let slots = releases.inSlots, !releases.areFew(of: windowSlots, planning: 2, sliding: 10) {
      sweep.slide(over: slots, of: releases)
    } else if releases.inSlots == nil, !releases.areFew(of: windowSlots, planning: 20, sliding: 20) {
      sweep.slideInSeconds(over: releases)
    } else {
      sweep.planOneByOne(from: releases)
    }
    sweep.releases = releases
  }
}

extension PauseAndResume {
  /// The plans of one job from every slot of a trace, in order of release.
  public struct Sweep: RandomAccessCollection, Sendable {
    /// What was swept; `nil` before the first sweep.
    package fileprivate(set) var releases: SweepReleases?

    var integrals = SweptIntegrals()

    /// The pauses of each entry of `integrals`.
    var pauses: [Int32] = []

    /// What each plan emits, resumes included, where pauses cost or are bound; else empty.
    private var emissions: [Emissions] = []

    var window = RankWindow()
    private var selection = Selection()
    private var rankBuilder = RankBuilder()
    /// That of the trace swept last; a sweep of the same trace that is given it need not find it again.
    package var order = SlotOrder()

    /// An empty sweep, to be filled by ``PauseAndResume/sweep(_:on:into:)``.
    public init() {}

    /// 0.
    public var startIndex: Int { 0 }
    /// How many releases there are.
    public var endIndex: Int { releases?.count ?? 0 }

    /// What the plan of a release comes to.
    public subscript(index: Int) -> Element {
      guard let releases else { preconditionFailure("An empty sweep has no elements.") }
      let slot = releases.slot(index)
      return Element(
        release: releases.trace.start(ofSlot: slot),
        pauses: Int(pauses[integrals.entry(index, of: releases)]),
        emissions: emissions.isEmpty
          ? releases.job.scale.emissions(integrals.integral(index, of: releases)) : emissions[index],
        baseline: releases.baseline(ofSlot: slot))
    }

    /// One release's plan.
    public struct Element: Hashable, Sendable {
      /// The earliest start.
      public let release: Instant
      /// How many interior gaps the plan has between its runs.
      public let pauses: Int
      /// What the plan emits.
      public let emissions: Emissions
      /// What the job would emit from the release.
      public let baseline: Emissions
      /// What it emits less than the run at once.
      public var savings: Savings { Savings(baseline: baseline, emissions: emissions) }
    }

    /// What all plans add up to, with the savings of each into `savings`, to find how they spread.
    package func totals(into savings: inout ReleaseSavings) -> SweepTotals {
      savings.removeAll()
      guard let releases else { return SweepTotals() }
      guard emissions.isEmpty else {
        for plan in self {
          savings.add(
            grams: plan.baseline.grams - plan.emissions.grams, percent: plan.savings.percent,
            isAtOnce: plan.pauses == 0 && plan.emissions == plan.baseline)
        }
        return totals
      }
      return integrals.totals(of: releases, pauses: pauses, into: &savings)
    }

    /// What all plans add up to.
    package var totals: SweepTotals {
      guard let releases else { return SweepTotals() }
      guard emissions.isEmpty else {
        var totals = SweepTotals()
        for plan in self { totals.add(baseline: plan.baseline, emissions: plan.emissions, pauses: plan.pauses) }
        return totals
      }
      return integrals.totals(of: releases, pauses: pauses)
    }

    /// One pass in which each window's choice is repaired into the next one's.
    ///
    /// Gaps rank last and count as zero. A release that counts has a baseline free of them, so its window holds enough
    /// other slots and never chooses one; what the others are given is not looked at.
    fileprivate mutating func slide(over slots: SweepReleases.SlotCounts, of releases: SweepReleases) {
      rank(releases.trace)
      integrals.prepare(slotCount: releases.fittingCount)
      pauses.resize(to: releases.fittingCount)
      Self.slide(
        &window, over: releases.trace.intensities.span, order.ranks, slots, into: &integrals.wholeSlots, &pauses)
    }

    private static func slide(
      _ window: inout RankWindow, over intensities: Span<Double>, _ ranks: borrowing Ranks,
      _ slots: SweepReleases.SlotCounts, into sums: inout [Double], _ pauses: inout [Int32]
    ) {
      var sums = sums.mutableSpan
      var pauses = pauses.mutableSpan
      window.sweep(
        intensities, ranks: ranks, length: slots.window, choosing: slots.job, sums: &sums, pauses: &pauses)
    }

    /// Orders the slots of a trace, unless it is the one already ordered.
    mutating func rank(_ trace: IntensityTrace) { order.find(in: trace, with: &rankBuilder) }

    /// Empties the sweep. What is to be written over is left as it is, since to make room for it again would fill it with zeros.
    fileprivate mutating func forget() {
      releases = nil
      emissions.removeAll(keepingCapacity: true)
    }

    /// Makes room for releases, which are to be appended.
    mutating func beginReleases() {
      forget()
      integrals.prepareReleases()
      pauses.removeAll(keepingCapacity: true)
    }

    /// Adds the plan of the next release, whose pauses may cost.
    mutating func append(emissions: Emissions, pauses: Int) {
      integrals.appendWholeSlots(0)
      self.pauses.append(Int32(pauses))
      self.emissions.append(emissions)
    }

    /// Adds the plan of the next release.
    mutating func append(_ outcome: GrowingWindow.Outcome) {
      integrals.appendWholeSlots(outcome.sum)
      pauses.append(outcome.pauses)
    }

    /// Says what the plans appended are of.
    mutating func finish(_ releases: SweepReleases) { self.releases = releases }

    /// The plan of each release by itself.
    fileprivate mutating func planOneByOne(from releases: SweepReleases) {
      integrals.prepareReleases()
      pauses.removeAll(keepingCapacity: true)
      for index in 0..<releases.count {
        let window = releases.window(ofSlot: releases.slot(index))
        if let slots = window.slots(of: releases.trace), releases.trace.firstGap(touching: slots.window) == nil {
          let outcome = selection.choose(slots.job, of: releases.trace.intensities.span.extracting(slots.window))
          integrals.append(ExactIntegral(on: releases.trace.series, wholeSlots: outcome.sum))
          pauses.append(Int32(outcome.runCount - 1))
          continue
        }
        guard let choice = releases.trace.cheapest(releases.job.durationSeconds, in: window) else {
          preconditionFailure("A release whose baseline is clear of gaps has a plan.")
        }
        integrals.append(choice.integral)
        pauses.append(Int32(choice.runs.count - 1))
      }
    }
  }
}
