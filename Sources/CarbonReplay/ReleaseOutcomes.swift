import CarbonScheduling

/// By what releases are put together in rows of their own, beside the cells.
public enum ReplayGrouping: String, CaseIterable, Sendable {
  /// By month of release, UTC: `2020-03`.
  case month
  /// By hour of release, UTC: `07`.
  case hour
}

/// What a replay comes to for some releases of a cell: those of one month, or of one hour of the day.
public struct ReplayGroup: Hashable, Sendable {
  /// Which releases: `2020-03` or `07`.
  public let name: String
  /// Their figures, as of a cell.
  public let cell: ReplayCell
}

/// The outcome of each release of a cell, put together by month or hour; nothing where no such rows are asked for.
struct ReleaseOutcomes {
  /// What one release comes to.
  struct Outcome {
    let release: Instant
    let baseline: Emissions
    let emissions: Emissions
    let pauses: Int
    let isAtOnce: Bool

    var savedGrams: Double { baseline.grams - emissions.grams }
    var percent: Double? { Savings(baseline: baseline, emissions: emissions).percent }
  }

  private let grouping: ReplayGrouping?
  private var outcomes: [String: [Outcome]] = [:]

  init(by grouping: ReplayGrouping?) { self.grouping = grouping }

  mutating func add(_ outcome: Outcome) {
    guard let grouping else { return }
    outcomes[grouping.name(of: outcome.release), default: []].append(outcome)
  }

  mutating func add(_ sweep: FlexibleStart.Sweep) {
    guard grouping != nil, let releases = sweep.releases else { return }
    for index in 0..<releases.count {
      let (baseline, emissions) = (releases.baseline(ofSlot: releases.slot(index)), sweep.emissions(index))
      add(
        Outcome(
          release: releases.trace.start(ofSlot: releases.slot(index)), baseline: baseline, emissions: emissions,
          pauses: 0, isAtOnce: baseline == emissions))
    }
  }

  mutating func add(_ sweep: PauseAndResume.Sweep) {
    guard grouping != nil else { return }
    for plan in sweep {
      add(
        Outcome(
          release: plan.release, baseline: plan.baseline, emissions: plan.emissions, pauses: plan.pauses,
          isAtOnce: plan.baseline == plan.emissions))
    }
  }

  /// A row for each month or hour that has a release, in order.
  func groups(of key: ReplayCell.Key) -> [ReplayGroup] {
    outcomes.sorted { $0.key < $1.key }.map { name, outcomes in
      var totals = SweepTotals()
      var savings = ReleaseSavings()
      for outcome in outcomes {
        totals.add(baseline: outcome.baseline, emissions: outcome.emissions, pauses: outcome.pauses)
        savings.add(grams: outcome.savedGrams, percent: outcome.percent, isAtOnce: outcome.isAtOnce)
      }
      return ReplayGroup(name: name, cell: ReplayCell(key, totals: totals, skippedCount: 0, spread: savings.spread))
    }
  }
}

extension ReplayGrouping {
  fileprivate func name(of release: Instant) -> String {
    let date = CivilDate(containing: release)
    switch self {
    case .month: return "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)"
    case .hour:
      let second = release.secondsSince1970 % 86_400
      let hour = (second < 0 ? second + 86_400 : second) / 3_600
      return hour < 10 ? "0\(hour)" : "\(hour)"
    }
  }
}

extension ReplayGrouping: CustomStringConvertible {
  /// `month` or `hour`.
  public var description: String { rawValue }
}

extension ReplayGrouping: Codable {}
extension ReplayGroup: Codable {}
