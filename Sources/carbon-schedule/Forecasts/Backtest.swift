import CarbonCommands
import CarbonScheduling
import CommandLineKit

/// What each forecaster would have been worth to a job.
struct Backtest {
  struct Row {
    let forecaster: ForecastMethod
    let accuracy: ForecastAccuracy
    let once: Share
    let replanned: Share
  }

  /// What plans came to, of sums over releases.
  struct Share {
    var now = 0.0
    var realised = 0.0
    var hindsight = 0.0
    var worseCount = 0
    var count = 0

    /// In percent; `nil` where nothing could be saved.
    var percent: Double? { now - hindsight > 1e-9 * abs(now) ? 100 * (now - realised) / (now - hindsight) : nil }
    var worsePercent: Double { count == 0 ? 0 : 100 * Double(worseCount) / Double(count) }
  }

  let rows: [Row]
  let releases: [Instant]
  let replanning: Replanning
  /// In what share of releases forecasts may over-promise what the job waits for; `nil` without such a gate.
  let overPromiseShare: Double?
  let request: PlanRequest
  private let historyStart: Instant

  init(
    _ request: PlanRequest, on history: IntensityTrace, replanning: Replanning, overPromiseShare: Double?,
    publicationDelay: Duration, releaseCount: Int
  ) throws {
    self.request = request
    self.replanning = replanning
    historyStart = history.start
    self.overPromiseShare = overPromiseShare
    guard request.algorithm != .runNow else {
      throw CommandFailure.usage(
        "carbon-schedule backtest: run-now plans nothing; give flexible-start or pause-and-resume.")
    }
    let added = try request.addedTime.seconds(for: request.job, releasedAt: history.start)
    // A fifth of the history, at most four weeks, is only learned from.
    let length = history.start.duration(to: history.end)
    let begin = history.start.advanced(by: min(length / 5, .seconds(28 * 86_400)))
    let last = history.end.advanced(by: .zero - request.job.duration - .seconds(added))
    guard begin < last else {
      throw CommandFailure(
        .badData,
        "carbon-schedule backtest: the history of \(length.compactDescription) is too short to learn from and to try the "
          + "job in; give a longer one.")
    }
    // Off the round hours, so that all times of day come.
    let slot = history.slot.components.seconds
    let step = max(slot, begin.duration(to: last).components.seconds / Int64(releaseCount) / slot * slot)
    releases = stride(from: begin.secondsSince1970, through: last.secondsSince1970, by: Int64.Stride(step)).map {
      Instant(secondsSince1970: $0)
    }
    let trials = Trials(
      history: history, releases: releases, job: request.job, algorithm: request.replanningAlgorithm, added: added,
      overPromiseShare: overPromiseShare, publicationDelay: publicationDelay)
    var rows: [Row] = []
    for forecaster in ForecastMethod.compared {
      let row = try forecaster.withForecasts(
        of: history, publicationDelay: publicationDelay, countsErrors: replanning.rule == .stopping,
        ForecastsUse { (forecasts: inout any ForecastSource) throws(ForecastError) in
          Row(
            forecaster: forecaster, accuracy: try trials.accuracy(of: forecasts, between: begin..<last),
            once: try trials.share(on: forecasts, Replanning(every: nil, gate: replanning.gate)),
            replanned: try trials.share(on: forecasts, replanning))
        })
      rows.append(row)
    }
    self.rows = rows
  }

  /// The one of which most came true, planned again.
  var best: Row? {
    rows.filter { $0.replanned.percent != nil }.max { ($0.replanned.percent ?? 0) < ($1.replanned.percent ?? 0) }
  }
}

/// A job, tried at many releases of a history.
private struct Trials: Sendable {
  let history: IntensityTrace
  let releases: [Instant]
  let job: Workload
  let algorithm: any ReplanningAlgorithm
  let added: Int64
  let overPromiseShare: Double?
  let publicationDelay: Duration

  func accuracy<Source: ForecastSource>(
    of source: Source, between period: Range<Instant>
  ) throws(ForecastError) -> ForecastAccuracy {
    var source = source
    return try ForecastAccuracy.measure(
      &source, against: history, between: period,
      every: history.slot > .seconds(3_600) ? history.slot : .seconds(18_000))
  }

  /// What came true of the job's savings.
  func share<Source: ForecastSource>(
    on source: Source, _ replanning: Replanning
  ) throws(ForecastError) -> Backtest.Share {
    var (source, share) = (source, Backtest.Share())
    var gate = overPromiseShare.map {
      OverPromiseGate(
        share: $0, of: job, by: algorithm, judgedBy: history, on: source, publicationDelay: publicationDelay,
        within: added, from: releases.first)
    }
    for release in releases {
      let gated = try Replanning(
        every: replanning.interval, hysteresis: replanning.hysteresis,
        gate: gate?.gate(at: release) ?? replanning.gate, rule: replanning.rule)
      guard let hindsight = try? algorithm.schedule(job, on: history, releasedAt: release),
        let plan = try? algorithm.replanned(job, judgedBy: history, releasedAt: release, on: &source, gated),
        let now = plan.schedule.baseline.emissions?.grams
      else { continue }
      share.count += 1
      share.now += now
      share.realised += plan.schedule.emissions.grams
      share.hindsight += hindsight.emissions.grams
      share.worseCount += plan.schedule.emissions.grams > now ? 1 : 0
    }
    return share
  }
}

extension PlanRequest {
  /// The algorithm as one that can plan again; run-now is none, and counts as Flexible Start.
  var replanningAlgorithm: any ReplanningAlgorithm {
    algorithm == .pauseAndResume ? pauseAndResume(within: addedTime) : flexibleStart(within: addedTime)
  }
}

extension Backtest {
  /// As a person reads it.
  var text: String {
    let leads = ForecastAccuracy.usualLeads.map { "\($0.components.seconds / 3_600) h" }
    var errors = TextTable(columns: [.left("error, %")] + leads.map { .right($0) } + leads.map { .right("±\($0)") })
    var shares = TextTable(
      columns: [
        .left("share realised, %"), .right("once"), .right("worse"), .right("every \(interval)"), .right("worse"),
      ])
    for row in rows {
      errors.add(
        [row.forecaster.description]
          + row.accuracy.leads.map { $0.meanAbsolutePercent.map { fixed($0, decimals: 1) } ?? "-" }
          + row.accuracy.leads.map { lead in
            lead.coverage.map { "\(fixed(lead.band, decimals: 0)) (\(fixed(100 * $0, decimals: 0)))" } ?? "-"
          })
      shares.add([
        row.forecaster.description, row.once.percent.map { fixed($0, decimals: 1) } ?? "-",
        fixed(row.once.worsePercent, decimals: 1), row.replanned.percent.map { fixed($0, decimals: 1) } ?? "-",
        fixed(row.replanned.worsePercent, decimals: 1),
      ])
    }
    let recommendation =
      best.map { "use --forecaster \($0.forecaster.description), planned again every \(interval)\(conditions)" }
      ?? "nothing could be saved in this history, whatever the forecast"
    return """
      Forecasts: mean absolute error in percent by lead; ± g/kWh that hold 90 % of the errors of the earlier half of the
      history, in brackets the percentage of the later half's that they held
      \(errors)

      \(request.algorithm.rawValue)\(conditions), \(rows.first?.replanned.count ?? 0) releases: what came true of the savings possible in
      hindsight, and the percentage of plans that emitted more than running at once
      \(shares)
      \(firstDay)
      \(recommendation)

      """
  }

  /// The rule and the gate, where plans are made with one.
  private var conditions: String {
    (replanning.rule == .point ? "" : " by the \(replanning.rule) rule")
      + (minimumSaving.map { ", waiting only for a saving of \(ForecastOptions.percent($0))" } ?? "")
      + (overPromiseShare.map {
        ", waiting only for more than forecasts over-promised in all but \(ForecastOptions.percent($0)) of releases"
      } ?? "")
  }

  /// What is used where less than a day is known.
  private var firstDay: String {
    guard let first = releases.first, first < historyStart.advanced(by: .seconds(86_400)) else { return "" }
    return "The history is short: where it has not seen a time of day yet, forecasts hold its last known value.\n"
  }

  private var minimumSaving: Double? {
    if case .minimumSaving(let share) = replanning.gate { share } else { nil }
  }

  private var interval: String { replanning.interval?.compactDescription ?? "never" }

  /// As JSON.
  var document: Document {
    Document(
      algorithm: request.algorithm.rawValue, releases: rows.first?.replanned.count ?? 0, replan: interval,
      rule: replanning.rule.rawValue, minimumSavingPercent: minimumSaving.map { 100 * $0 },
      overPromisePercent: overPromiseShare.map { 100 * $0 },
      forecasters: rows.map { row in
        Document.Forecaster(
          forecaster: row.forecaster.description,
          leads: row.accuracy.leads.map {
            Document.Lead(
              seconds: $0.lead.components.seconds, errorPercent: $0.meanAbsolutePercent,
              band: $0.band.isFinite ? $0.band : nil, coverage: $0.coverage.map { 100 * $0 })
          },
          onceSharePercent: row.once.percent, onceWorsePercent: row.once.worsePercent,
          replannedSharePercent: row.replanned.percent, replannedWorsePercent: row.replanned.worsePercent)
      }, recommended: best?.forecaster.description)
  }

  struct Document: Encodable {
    let algorithm: String
    let releases: Int
    let replan: String
    let rule: String
    /// Only with the gate.
    let minimumSavingPercent: Double?
    let overPromisePercent: Double?
    let forecasters: [Forecaster]
    let recommended: String?

    enum CodingKeys: String, CodingKey {
      case algorithm, releases, replan, rule, forecasters, recommended
      case minimumSavingPercent = "minimum_saving_percent"
      case overPromisePercent = "over_promise_percent"
    }

    struct Forecaster: Encodable {
      let forecaster: String
      let leads: [Lead]
      let onceSharePercent: Double?
      let onceWorsePercent: Double
      let replannedSharePercent: Double?
      let replannedWorsePercent: Double

      enum CodingKeys: String, CodingKey {
        case forecaster, leads
        case onceSharePercent = "once_share_realised_percent"
        case onceWorsePercent = "once_worse_than_run_now_percent"
        case replannedSharePercent = "replanned_share_realised_percent"
        case replannedWorsePercent = "replanned_worse_than_run_now_percent"
      }
    }

    struct Lead: Encodable {
      let seconds: Int64
      let errorPercent: Double?
      let band: Double?
      let coverage: Double?

      enum CodingKeys: String, CodingKey {
        case seconds = "lead_s"
        case errorPercent = "mean_absolute_error_percent"
        case band = "band_90_g_per_kwh"
        case coverage = "band_coverage_percent"
      }
    }
  }
}
