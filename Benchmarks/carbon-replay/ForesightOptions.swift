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

  static let foresightOption = Option.path(
    "foresight", "hindsight|history|FILE|DIR",
    "what plans are made on: the truth, forecasts of the traces' own past, or those of a provider, "
      + "a row an issue with issued_at_utc,h00,h01,...", whenLeftOut: "hindsight")
  static let replanOption = Option.value(
    "replan", "never|DURATION", "how often plans are made again on a newer forecast, such as 1h", default: "never",
    read: { $0 == "never" ? nil : try Duration(parsing: $0) })
  static let blendOption = Option.choice(
    "blend", "a provider's forecasts corrected by their last error and blended with the past's, or as issued",
    default: Blend.corrected)
  static let betweenOption = Option.value(
    "between", "INSTANT/INSTANT", "release jobs in this time only; steps count from its beginning",
    whenLeftOut: "all of the traces", read: period)

  /// Those that say how to plan without hindsight.
  private static let planningOptions: [any CommandLineOption] = [
    ForecastOptions.forecaster, replanOption, ForecastOptions.hysteresis, ForecastOptions.minimumSaving,
    ForecastOptions.overPromise, ForecastOptions.rule, ForecastOptions.publicationDelay, blendOption,
  ]

  static let options: [any CommandLineOption] = [foresightOption] + planningOptions + [betweenOption]

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    period = try parsed[Self.betweenOption]
    let word = try parsed[Self.foresightOption] ?? "hindsight"
    archives = ["hindsight", "history"].contains(word) ? nil : word
    guard word != "hindsight" else {
      if let first = parsed.first(of: Self.planningOptions) {
        throw .usage(
          "carbon-replay: --\(first.name) says how to plan without hindsight; give --foresight history, or leave it out."
        )
      }
      foresight = nil
      return
    }
    let (replanning, overPromise) = try ForecastOptions.replanning(parsed, every: try parsed[Self.replanOption])
    guard archives != nil || parsed.first(of: [Self.blendOption]) == nil else {
      throw .usage(
        "carbon-replay: --blend is for a provider's forecasts; give --foresight FILE or DIR, or leave it out.")
    }
    foresight = Foresight(
      by: try parsed[ForecastOptions.forecaster], replanning: replanning,
      publicationDelay: try parsed[ForecastOptions.publicationDelay],
      blend: try parsed[Self.blendOption] == .issued ? .issuedAlone : .correctedAndBlended,
      overPromiseShare: overPromise)
  }

  enum Blend: String, CaseIterable, Sendable {
    case corrected, issued
  }

  @Sendable private static func period(_ text: String) throws -> Range<Instant> {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw TextError(
        text: text, problem: "is no span of time", cure: "write two instants, such as 2022-02-01/2022-12-14")
    }
    let (begin, end) = (try Instant(iso8601: parts[0]), try Instant(iso8601: parts[1]))
    guard begin < end else {
      throw TextError(text: text, problem: "does not end after it begins", cure: "write the earlier instant first")
    }
    return begin..<end
  }
}

extension ForesightOptions {
  /// Which replay a part belongs to, so far as these options say; empty in hindsight.
  var words: String { foresight.map { ", \($0), \(archives ?? "history"), \(period.map { "\($0)" } ?? "")" } ?? "" }

  /// Refuses, before anything is planned, an interval that does not fit the slots of some region's forecasts.
  func check(_ regions: [Replay.Region]) throws(CommandFailure) {
    guard let interval = foresight?.replanning.interval else { return }
    for region in regions {
      let slot = (region.history ?? region.trace).slot
      guard interval.components.seconds % slot.components.seconds == 0 else {
        throw .usage(
          "carbon-replay: --replan \(interval.compactDescription): decisions so far apart do not fall on slots of "
            + "\(slot.compactDescription), as those of \(printable(region.name)) are; give a multiple.")
      }
    }
  }

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
