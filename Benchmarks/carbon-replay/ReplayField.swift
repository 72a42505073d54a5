import CarbonReplay
import CarbonScheduling
import CarbonTraces

/// One column of a replay's results: the one place that says what it is called, what it means and how it is found.
///
/// JSON, CSV, the schema and the data dictionary are all made from ``all``.
struct ReplayField: Sendable {
  enum Kind: String {
    case text = "string"
    case integer
    case number
  }

  let name: String
  let kind: Kind
  /// Of numbers; empty where there is none.
  let unit: String
  let meaning: String
  /// Whether it may be missing: `null` in JSON, empty in CSV.
  let mayBeMissing: Bool
  let value: @Sendable (ReplayCell) -> FieldValue

  static let all = keys + counts + means + spreads + foresight

  private static func text(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (ReplayCell) -> String
  ) -> ReplayField {
    .init(name: name, kind: .text, unit: "", meaning: meaning, mayBeMissing: false) { .text(value($0)) }
  }

  private static func integer(
    _ name: String, unit: String = "", _ meaning: String, _ value: @escaping @Sendable (ReplayCell) -> Int64
  ) -> ReplayField {
    .init(name: name, kind: .integer, unit: unit, meaning: meaning, mayBeMissing: false) { .integer(value($0)) }
  }

  private static func number(
    _ name: String, unit: String, _ meaning: String, mayBeMissing: Bool = true,
    _ value: @escaping @Sendable (ReplayCell) -> Double?
  ) -> ReplayField {
    .init(name: name, kind: .number, unit: unit, meaning: meaning, mayBeMissing: mayBeMissing) { FieldValue(value($0)) }
  }

  private static let keys: [ReplayField] = [
    text("region", "The region’s name, as the traces have it.") { $0.region },
    text("workload", "The job’s name, as the workloads have it.") { $0.workload },
    text("algorithm", "`flexible-start`: one uninterrupted run; `pause-and-resume`: runs with pauses in between.") {
      $0.algorithm.rawValue
    },
    text("added_time", "How much later than at its earliest the job may end, as asked for: `24h`, `100%`.") {
      $0.addedTime.description
    },
    integer("added_time_s", unit: "s", "The same in seconds; shares are rounded down to whole five-minute slots.") {
      $0.key.addedSeconds
    },
    integer("duration_s", unit: "s", "How long the job runs.") { $0.key.durationSeconds },
    number("energy_kwh", unit: "kWh", "What the job uses.", mayBeMissing: false) { $0.key.energy.kilowattHours },
    number(
      "window_h", unit: "h", "From release to latest end: (duration_s + added_time_s) / 3600.", mayBeMissing: false
    ) { $0.windowHours },
  ]

  private static let counts: [ReplayField] = [
    integer("starts", "How many releases count: their window lies in the trace, their run-now meets no gap.") {
      Int64($0.releaseCount)
    },
    integer("skipped_starts", "How many releases fit the trace but have no plan or a run-now that meets a gap.") {
      Int64($0.skippedCount)
    },
    integer("zero_baselines", "How many releases have a run-now of no emissions or less, so that no percentage counts.")
    { Int64($0.zeroBaselineCount) },
  ]

  private static let means: [ReplayField] = [
    number("baseline_g", unit: "g", "Mean over starts of what the job emits if it runs at once.") {
      $0.baseline?.grams
    },
    number("emissions_g", unit: "g", "Mean over starts of what the plan emits.") { $0.emissions?.grams },
    number(
      "savings_percent_mean_of_ratios", unit: "%",
      "Mean over starts of 100 * (run-now - plan) / run-now, those of zero_baselines left out: the paper’s figure."
    ) { $0.meanOfRatios },
    number("savings_percent_ratio_of_sums", unit: "%", "100 * (baseline_g - emissions_g) / baseline_g.") {
      $0.ratioOfSums
    },
    number("pauses", unit: "1", "Mean over starts of the interior gaps between runs.") { $0.pauses },
    number("pauses_per_hour", unit: "1/h", "pauses / window_h.") { $0.pausesPerHour },
    number("segments_per_hour", unit: "1/h", "(pauses + 1) / window_h: how the paper seems to count pauses.") {
      $0.segmentsPerHour
    },
  ]

  private static let spreads: [ReplayField] =
    quantiles("savings_g", unit: "g", "of run-now less plan, in grams") { $0.spread?.grams }
    + quantiles("savings_percent", unit: "%", "of 100 * (run-now - plan) / run-now, those of zero_baselines left out") {
      $0.spread?.percents
    } + [
      number("share_saving_nothing", unit: "1", "Share of the starts that save nothing.") { cell in
        cell.spread.map { Double($0.savingNothingCount) / Double(cell.releaseCount) }
      },
      number("share_at_once", unit: "1", "Share of the starts whose plan is one run at once.") { cell in
        cell.spread.map { Double($0.atOnceCount) / Double(cell.releaseCount) }
      },
    ]

  /// Empty in hindsight.
  private static let foresight: [ReplayField] = [
    number("hindsight_g", unit: "g", "With --foresight: mean over starts of what a plan made in hindsight emits.") {
      $0.foresight?.hindsight.grams
    },
    number(
      "share_realised_percent", unit: "%",
      "100 * (baseline_g - emissions_g) / (baseline_g - hindsight_g): what came true of the possible savings."
    ) { $0.foresight?.shareRealisedPercent },
    number("worse_than_run_now_percent", unit: "%", "Share of the starts whose plan emits more than running at once.") {
      $0.foresight?.worseThanRunNowPercent
    },
    number("changes", unit: "1", "Mean over starts of the decisions that changed what ran until the next one.") {
      $0.foresight?.changes
    },
    number("issues_used", unit: "1", "Mean over starts of the forecasts that were planned on.") {
      $0.foresight?.issuesUsed
    },
  ]

  private static func quantiles(
    _ name: String, unit: String, _ what: String,
    _ spread: @escaping @Sendable (ReplayCell) -> ReplayCell.Spread.Quantiles?
  ) -> [ReplayField] {
    let parts: [(String, String, @Sendable (ReplayCell.Spread.Quantiles) -> Double)] = [
      ("sd", "Standard deviation over starts", { $0.standardDeviation }), ("p10", "10th percentile", { $0.tenth }),
      ("p50", "50th percentile", { $0.median }), ("p90", "90th percentile", { $0.ninetieth }),
    ]
    return parts.map { part, words, figure in
      number(
        "\(name)_\(part)", unit: unit,
        "\(words) \(what)\(part == "sd" ? "" : ": the least value that so many of the starts do not exceed")."
      ) { spread($0).map(figure) }
    }
  }
}

/// One cell, or one month or hour of a cell, as it is written down.
struct ReplayRow: Codable, Equatable {
  var values: [String: FieldValue]

  init(_ cell: ReplayCell, group: String? = nil) {
    values = Dictionary(uniqueKeysWithValues: ReplayField.all.map { ($0.name, $0.value(cell)) })
    if let group { values["group"] = .text(group) }
  }

  init(from decoder: any Decoder) throws { values = try [String: FieldValue](from: decoder) }

  func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

  /// The text of a field, such as `region`; empty where there is none.
  func text(_ name: String) -> String { values[name]?.asText ?? "" }

  /// The cell that the row was made of; `nil` if a field is missing or malformed.
  var cell: ReplayCell? {
    func number(_ name: String) -> Double? { values[name]?.asNumber }
    func integer(_ name: String) -> Int64? { values[name]?.asInteger }
    func quantiles(_ name: String) -> ReplayCell.Spread.Quantiles? {
      guard let deviation = number("\(name)_sd"), let tenth = number("\(name)_p10"), let median = number("\(name)_p50"),
        let ninetieth = number("\(name)_p90")
      else { return nil }
      return .init(standardDeviation: deviation, tenth: tenth, median: median, ninetieth: ninetieth)
    }
    guard let algorithm = Algorithm(rawValue: text("algorithm")), let added = integer("added_time_s"),
      let addedTime = try? AddedTime(parsing: text("added_time")), let duration = integer("duration_s"),
      let energy = number("energy_kwh"), let starts = integer("starts"), let skipped = integer("skipped_starts"),
      let zeros = integer("zero_baselines")
    else { return nil }
    var foresight: ForesightFigures?
    if let hindsight = number("hindsight_g"), let worse = number("worse_than_run_now_percent"),
      let changes = number("changes"), let issues = number("issues_used")
    {
      foresight = ForesightFigures(
        hindsight: Emissions(grams: hindsight), shareRealisedPercent: number("share_realised_percent"),
        worseThanRunNowPercent: worse, changes: changes, issuesUsed: issues)
    }
    func count(_ name: String) -> Int { Int(((number(name) ?? 0) * Double(starts)).rounded()) }
    return ReplayCell(
      ReplayCell.Key(
        region: text("region"), workload: text("workload"), algorithm: algorithm, addedTime: addedTime,
        addedSeconds: added, duration: duration, energy: .kilowattHours(energy)),
      releaseCount: Int(starts), skippedCount: Int(skipped), zeroBaselineCount: Int(zeros),
      baseline: number("baseline_g").map { Emissions(grams: $0) },
      emissions: number("emissions_g").map { Emissions(grams: $0) },
      meanOfRatios: number("savings_percent_mean_of_ratios"), ratioOfSums: number("savings_percent_ratio_of_sums"),
      pauses: number("pauses"),
      spread: quantiles("savings_g").map {
        .init(
          grams: $0, percents: quantiles("savings_percent"), savingNothingCount: count("share_saving_nothing"),
          atOnceCount: count("share_at_once"))
      }, foresight: foresight)
  }
}
