import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// The history of `plan --history`: it continues a forecast that ends too early, and says how far savings can be trusted.
struct PlanHistory {
  static let option = Option.path(
    "history", "FILE",
    "the grid's past in g/kWh: the daily-weekly profile made of it continues a trace that ends too early, or stands for one, "
      + "and the saving gets a band")

  /// What came of it.
  struct Outlook {
    /// From where on the profile speaks; `nil` if nowhere.
    let profileFrom: Instant?
    /// The saving that is expected, with the span that held nine in ten of the past ones, in grams; `nil` without one.
    let savings: (expected: Double, low: Double, high: Double)?
    /// How much more past plans promised than came true, in grams a kilowatt.
    let excesses: [Double]
  }

  let history: IntensityTrace
  let path: String

  /// The history that is named, if one is.
  init?(_ parsed: ParsedOptions) throws(CommandFailure) {
    guard let path = try parsed[Self.option] else { return nil }
    self.path = path
    history = try TraceInput(parsed).trace([path], region: parsed[PlanRequest.regionOption])
  }

  /// The trace to plan on, with or without a history.
  static func trace(
    _ trace: IntensityTrace?, continuedBy history: PlanHistory?, for request: PlanRequest, _ command: String
  ) throws(CommandFailure) -> (trace: IntensityTrace, profileFrom: Instant?) {
    if let history { return try history.continued(trace, for: request, command) }
    guard let trace else { throw .usage("\(command): --trace is missing; give --trace FILE.") }
    return (trace, nil)
  }

  /// The trace to plan on: what is given, continued by the profile where the job may run longer.
  ///
  /// - Parameter trace: What a provider forecast; `nil` to plan on the profile alone.
  func continued(
    _ trace: IntensityTrace?, for request: PlanRequest, _ command: String
  ) throws(CommandFailure) -> (trace: IntensityTrace, profileFrom: Instant?) {
    let release = request.release ?? trace?.start ?? history.end
    do throws(ForecastError) {
      let added: Int64
      do { added = try request.addedTime.seconds(for: request.job, releasedAt: release) } catch {
        throw .planning(error)
      }
      let end = release.advanced(by: request.job.duration).advanced(by: .seconds(added))
      if let trace, trace.end >= end { return (trace, nil) }
      let from = trace?.end ?? release
      var forecasts = try HistoryForecasts(of: history, by: DailyWeeklyProfile.suited(to: history))
      let forecast = try forecasts.forecast(at: from, until: end)
      if let trace, trace.signal != history.signal, trace.signal != .unknown, history.signal != .unknown {
        throw .signal(trace.signal, issued: trace.start, truth: history.signal)
      }
      let command = "\(command): --history"
      ForecastCommand.note(forecast, of: history, at: from, command)
      guard let trace else { return (forecast.trace, from) }
      return (try joined(trace, forecast.trace), from)
    } catch {
      throw CommandFailure(error, on: path)
    }
  }

  /// A trace and what follows it, in the trace's slots.
  private func joined(_ trace: IntensityTrace, _ later: IntensityTrace) throws(ForecastError) -> IntensityTrace {
    guard let same = try? later.resampled(to: trace.slot) else {
      throw .slots(later.slot, issued: trace.end, expected: trace.slot)
    }
    do {
      let rest = try same.slice(trace.end..<same.end)
      return try trace.appending(rest)
    } catch {
      throw .slots(later.slot, issued: trace.end, expected: trace.slot)
    }
  }

  /// How far the saving of a plan can be trusted: by as much as plans of the history's last 28 days, made the same way on the
  /// profile, fell short of what they promised, or exceeded it.
  func outlook(for plan: Plan, _ request: PlanRequest, profileFrom: Instant?) -> Outlook {
    let window = plan.schedule.release.duration(to: plan.schedule.deadline)
    let last = history.end.advanced(by: .zero - window)
    let first = max(history.start.advanced(by: .seconds(7 * 86_400)), last.advanced(by: .seconds(-28 * 86_400)))
    // Seven hours apart, so that all times of day come; relative added times and latest ends as they are now.
    let step = max(7 * 3_600, history.slot.components.seconds)
    let releases = stride(from: first.secondsSince1970, through: last.secondsSince1970, by: Int64.Stride(step)).map {
      Instant(secondsSince1970: $0)
    }
    let added = window - plan.job.duration
    let algorithm: any ReplanningAlgorithm =
      request.algorithm == .pauseAndResume
      ? request.pauseAndResume(within: .duration(added)) : request.flexibleStart(within: .duration(added))
    guard request.algorithm != .runNow, !request.isPriced,
      var forecasts = try? HistoryForecasts(of: history, by: DailyWeeklyProfile.suited(to: history)),
      let expected = plan.schedule.savings?.grams
    else { return Outlook(profileFrom: profileFrom, savings: nil, excesses: []) }
    let excesses = algorithm.overPromises(of: plan.job, judgedBy: history, on: &forecasts, releases: releases)
    let kilowatts = plan.job.power.kilowatts
    let (most, least) = (
      excesses.conformalQuantile(missing: 0.05), excesses.map { -$0 }.conformalQuantile(missing: 0.05)
    )
    guard most.isFinite, least.isFinite else {
      return Outlook(profileFrom: profileFrom, savings: nil, excesses: excesses)
    }
    return Outlook(
      profileFrom: profileFrom,
      savings: (expected, expected - most * kilowatts, expected + least * kilowatts), excesses: excesses)
  }
}

extension PlanHistory.Outlook {
  /// As lines below a plan, of which a gate may have an opinion.
  func text(_ verdict: PlanGate.Answer?) -> String {
    var lines: [String] = []
    if let profileFrom { lines.append("from \(profileFrom) on, the daily-weekly profile of the history speaks") }
    if verdict?.waits == false {
      // Nothing is saved that might be more or less.
    } else if let savings {
      lines.append(
        "expected saving: \(massText(grams: savings.expected)), and nine times in ten between "
          + "\(massText(grams: savings.low)) and \(massText(grams: savings.high)), from \(excesses.count) past plans of "
          + "this kind on the profile alone")
    } else {
      lines.append("expected saving: without a band, for want of past plans of this kind in the history")
    }
    return lines.map { "\($0)\n" }.joined()
  }
}
