import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation

/// The options that say what is known when plans are made.
struct ForesightOptions {
  /// `nil` for hindsight.
  let foresight: Foresight?
  /// The file or folder of a provider's forecasts, if they are to be planned on.
  let archives: String?
  /// In which time jobs are released.
  let period: Range<Instant>?

  static let options = [
    CommandOption(
      "foresight", value: "hindsight|history|FILE|DIR",
      "what plans are made on: the truth, forecasts of the traces' own past, or those of a provider, "
        + "a row an issue with issued_at_utc,h00,h01,...", whenLeftOut: "hindsight"),
    CommandOption(
      "forecaster", value: "profile|persistence|yesterday|last-week|mean-of-days=K",
      "who forecasts from the past: the daily-weekly profile, the last value, or the same time before",
      whenLeftOut: "profile"),
    CommandOption(
      "replan", value: "never|DURATION", "how often plans are made again on a newer forecast, such as 1h",
      whenLeftOut: "never"),
    CommandOption(
      "hysteresis", value: "PERCENT", "how much of the old plan's emissions a change must gain", whenLeftOut: "0%"),
    CommandOption(
      "minimum-saving", value: "PERCENT", "run at once unless at least this much is forecast to be saved",
      whenLeftOut: "none"),
    CommandOption(
      "publication-delay", value: "DURATION", "how long after its end a value is published", whenLeftOut: "0s"),
    CommandOption(
      "blend", value: "corrected|issued",
      "a provider's forecasts corrected by their last error and blended with the past's, or as issued",
      whenLeftOut: "corrected"),
    CommandOption(
      "between", value: "INSTANT/INSTANT", "release jobs in this time only; steps count from its beginning",
      whenLeftOut: "all of the traces"),
  ]

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    period = try parsed.value("between", Self.period)
    let word = parsed.value("foresight") ?? "hindsight"
    archives = ["hindsight", "history"].contains(word) ? nil : word
    let method = try parsed.value("forecaster", Self.method) ?? .profile
    let interval = try parsed.value("replan") { $0 == "never" ? nil : try Duration(parsing: $0) } ?? nil
    let hysteresis = try parsed.value("hysteresis", Self.share) ?? 0
    let gate = try parsed.value("minimum-saving", Self.share).map { WaitingGate.minimumSaving($0) }
    let delay = try parsed.value("publication-delay") { try Duration(parsing: $0, allowsZero: true) } ?? .zero
    let isIssued = try parsed.choice("blend", Blend.self) == .issued
    guard word != "hindsight" else {
      let others = Self.options.map(\.name).filter { !["foresight", "between"].contains($0) && parsed.has($0) }
      if let first = others.first {
        throw .usage(
          "carbon-replay: --\(first) says how to plan without hindsight; give --foresight history, or leave it out.")
      }
      foresight = nil
      return
    }
    do {
      foresight = Foresight(
        by: method, replanning: try Replanning(every: interval, hysteresis: hysteresis, gate: gate),
        publicationDelay: delay, blend: isIssued ? .issuedAlone : .correctedAndBlended)
    } catch {
      throw .usage("carbon-replay: \(error)")
    }
  }

  private enum Blend: String, CaseIterable {
    case corrected, issued
  }

  private static func period(_ text: String) throws -> Range<Instant> {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw TextError(
        text: text, problem: "is no stretch of time", cure: "write two instants, such as 2022-02-01/2022-12-14")
    }
    let (begin, end) = (try Instant(iso8601: parts[0]), try Instant(iso8601: parts[1]))
    guard begin < end else {
      throw TextError(text: text, problem: "does not end after it begins", cure: "write the earlier instant first")
    }
    return begin..<end
  }

  private static func share(_ text: String) throws -> Double {
    guard case .percent(let percent)? = try? AddedTime(parsing: text), percent <= 100 else {
      throw TextError(
        text: text, problem: "is not a percentage from 0 to 100", cure: "write it with its sign, such as 1%")
    }
    return percent / 100
  }

  private static func method(_ text: String) throws -> Foresight.Method {
    switch text {
    case "profile": return .profile
    case "persistence": return .persistence
    case "yesterday": return .yesterday
    case "last-week": return .lastWeek
    default:
      if text.hasPrefix("mean-of-days="), let count = Int(text.dropFirst(13)), (1...366).contains(count) {
        return .meanOfDays(count)
      }
      throw TextError(
        text: text, problem: "is no forecaster",
        cure: "give profile, persistence, yesterday, last-week or mean-of-days= and a count up to 366")
    }
  }
}

extension ForesightOptions {
  /// Which replay a part belongs to, so far as these options say; empty in hindsight.
  var words: String { foresight.map { ", \($0), \(archives ?? "history"), \(period.map { "\($0)" } ?? "")" } ?? "" }

  /// A provider's forecasts of a region: those of the one file, or of the folder's file that is named for the region.
  func archive(of region: String, signal: Signal) throws(CommandFailure) -> ForecastArchive? {
    guard let archives else { return nil }
    var path = archives
    if let names = try? FileManager.default.contentsOfDirectory(atPath: archives) {
      let fitting = names.filter { name in
        let words = name.split(separator: ".").first.map(String.init) ?? ""
        return (name.hasSuffix(".csv") || name.hasSuffix(".csv.gz"))
          && (words == region || "-\(words)-".contains("-\(region)-"))
      }.sorted()
      guard fitting.count == 1 else {
        throw CommandFailure(
          .noInput,
          "\(archives): \(fitting.isEmpty ? "no file" : "more than one file") is named for the region \(region); "
            + "name one \(region).csv.")
      }
      path = "\(archives)/\(fitting[0])"
    }
    do {
      return try ForecastArchive(issuedIn: InputSource(path), region: region, signal: signal)
    } catch {
      throw CommandFailure(error)
    }
  }
}
