/// Alternatives side by side: each at once and as planned, in the region where the work is done now and in the best.
///
///     let comparison = try AlternativeComparison(
///       of: [large, distilled], by: FlexibleStart(within: .hours(24)), in: traces, home: "norway", releasedAt: release)
///     print(comparison.best.alternative.name, comparison.parts?.energy)
///
/// The first alternative, run at once at home, is what is done today. The best is the one that emits least per functional
/// unit where and when it emits least.
public struct AlternativeComparison: Sendable {
  /// One alternative.
  public struct Choice: Sendable {
    /// What is compared.
    public let alternative: Alternative
    /// The plan at home.
    public let schedule: Schedule
    /// Run at once at home; `nil` where the trace lacks some of that time, which the plan avoids.
    public let now: AlternativeEmissions?
    /// As planned at home.
    public let planned: AlternativeEmissions
    /// As planned in the region where that emits least, which may be home.
    public let best: Placed
  }

  /// A plan in a region.
  public struct Placed: Sendable {
    /// Where it would run.
    public let region: String
    /// When it would run there.
    public let schedule: Schedule
    /// What that would emit.
    public let emissions: AlternativeEmissions
  }

  /// A region that could not take an alternative.
  public struct Failure: Sendable {
    /// Which alternative has no plan.
    public let alternative: String
    /// Where.
    public let region: String
    /// Why not.
    public let error: SchedulingError
  }

  /// Where the work is done now.
  public let home: String

  /// In the order in which they were given.
  public let choices: [Choice]

  /// What was left out of the search for the best region.
  public let failures: [Failure]

  /// Which of ``choices`` emits least.
  public let bestIndex: Int

  /// From the first alternative at once at home to the best alternative, time and place, in grams per functional unit;
  /// `nil` if the best region could not take the first alternative, or a trace lacks a time that this asks for, so that
  /// nobody can say what each change alone saves.
  public let parts: SavingParts?

  /// Whether some traces are known to be marginal and others average, so that the best region is no finding.
  public let mixesSignals: Bool

  /// The choice that emits least for a functional unit.
  public var best: Choice { choices[bestIndex] }

  /// What a choice saves per functional unit, in the best place, against the first alternative at once at home; `nil` if that
  /// has no emissions.
  public func savings(of choice: Choice) -> Savings? {
    choices[0].now.map {
      Savings(baseline: .grams($0.gramsPerUnit), emissions: .grams(choice.best.emissions.gramsPerUnit))
    }
  }

  /// Compares alternatives.
  ///
  /// - Parameters:
  ///   - alternatives: At least one.
  ///   - algorithm: How each is planned, the same everywhere.
  ///   - traces: Each region's intensities; a trace without a region is called `unnamed`.
  ///   - home: The region where the work is done now.
  ///   - release: The earliest start; `nil` takes the latest of the traces' starts.
  /// - Throws: ``ComparisonError``.
  /// - Complexity: That of a plan for each alternative and trace.
  public init(
    of alternatives: [Alternative], by algorithm: some SchedulingAlgorithm, in traces: [IntensityTrace], home: String,
    releasedAt release: Instant? = nil
  ) throws(ComparisonError) {
    guard !alternatives.isEmpty else { throw .noAlternatives }
    let names = traces.map { $0.region ?? "unnamed" }
    guard let homeIndex = names.firstIndex(of: home) else { throw .noSuchRegion(home, among: names) }
    guard let start = release ?? traces.map({ $0.start }).max() else { throw .noSuchRegion(home, among: names) }

    var choices: [Choice] = []
    var failures: [Failure] = []
    var firstSchedules: [Schedule?] = []
    for alternative in alternatives {
      var schedules: [Schedule?] = []
      for (index, trace) in traces.enumerated() {
        do throws(SchedulingError) {
          schedules.append(try algorithm.schedule(alternative.workload, on: trace, releasedAt: start))
        } catch {
          if index == homeIndex { throw .plan(alternative: alternative.name, error) }
          failures.append(Failure(alternative: alternative.name, region: names[index], error: error))
          schedules.append(nil)
        }
      }
      if firstSchedules.isEmpty { firstSchedules = schedules }
      choices.append(Self.choice(alternative, schedules, names, homeIndex))
    }
    var bestIndex = 0
    for (index, choice) in choices.enumerated()
    where choice.best.emissions.gramsPerUnit < choices[bestIndex].best.emissions.gramsPerUnit { bestIndex = index }
    self.home = home
    self.choices = choices
    self.failures = failures
    self.bestIndex = bestIndex
    mixesSignals = traces.mixesSignals
    parts = Self.parts(from: choices[0], firstSchedules, to: choices[bestIndex], names)
  }

  private static func choice(
    _ alternative: Alternative, _ schedules: [Schedule?], _ names: [String], _ home: Int
  ) -> Choice {
    var best: Placed?
    // Home first, so that nothing moves for nothing.
    for index in [home] + schedules.indices {
      guard let schedule = schedules[index] else { continue }
      let emissions = alternative.planned(schedule)
      if best.map({ emissions.gramsPerUnit < $0.emissions.gramsPerUnit }) ?? true {
        best = Placed(region: names[index], schedule: schedule, emissions: emissions)
      }
    }
    guard let atHome = schedules[home], let best else { preconditionFailure("the plan at home was made") }
    return Choice(
      alternative: alternative, schedule: atHome, now: alternative.now(atHome), planned: alternative.planned(atHome),
      best: best)
  }

  private static func parts(
    from first: Choice, _ firstSchedules: [Schedule?], to best: Choice, _ names: [String]
  ) -> SavingParts? {
    guard let place = names.firstIndex(of: best.best.region), let moved = firstSchedules[place] else { return nil }
    // By another alternative (1), another time (2), another place (4).
    var corners: [Double] = []
    for corner in 0..<8 {
      let isOther = corner & 1 != 0
      let isMoved = corner & 4 != 0
      let alternative = isOther ? best.alternative : first.alternative
      let schedule =
        isOther ? (isMoved ? best.best.schedule : best.schedule) : (isMoved ? moved : first.schedule)
      let emissions = corner & 2 != 0 ? alternative.planned(schedule) : alternative.now(schedule)
      guard let emissions else { return nil }
      corners.append((emissions.running.grams + emissions.fixed.grams) / emissions.functionalUnits)
    }
    return SavingParts(
      embodied: (
        first.alternative.embodied.grams / first.alternative.functionalUnits,
        best.alternative.embodied.grams / best.alternative.functionalUnits
      )
    ) { corners[($0 ? 1 : 0) + ($1 ? 2 : 0) + ($2 ? 4 : 0)] }
  }
}

extension Alternative {
  /// Run at once, where `schedule` has its baseline, if that has emissions.
  func now(_ schedule: Schedule) -> AlternativeEmissions? {
    schedule.baseline.emissions.map { emissions(running: $0, for: workload.energy) }
  }

  /// As `schedule` plans it.
  func planned(_ schedule: Schedule) -> AlternativeEmissions {
    emissions(running: schedule.emissions, for: schedule.energy)
  }
}

/// Why alternatives cannot be compared.
public enum ComparisonError: Error, Hashable, Sendable {
  /// There is nothing to compare.
  case noAlternatives
  /// None of the traces is of the region where the work is done now.
  case noSuchRegion(String, among: [String])
  /// An alternative cannot be planned at home.
  case plan(alternative: String, SchedulingError)
}

extension ComparisonError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .noAlternatives: "There are no alternatives to compare; give at least one."
    case .noSuchRegion(let region, let names):
      "There is no trace of the region \(region); there are \(names.joined(separator: ", "))."
    case .plan(let alternative, let error): "\(alternative): \(error)"
    }
  }
}

#if !hasFeature(Embedded)
  extension AlternativeComparison.Choice: Codable {}
  extension AlternativeComparison.Placed: Codable {}
#endif
