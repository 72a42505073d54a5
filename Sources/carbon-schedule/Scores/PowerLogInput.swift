import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation

/// The power logs of `--power-log`, with the clock and the interval that hold for all of them.
struct PowerLogInput {
  let paths: [String]
  private let clock: LogClock?
  private let longestInterval: Duration?

  static let logOption = Option.paths(
    "power-log", "FILE",
    "what the job drew: CSV of nvidia-smi, or CodeCarbon's emissions.csv; - is stdin; once for each node, or each "
      + "run of a paused job")
  static let timeZoneOption = Option.value(
    "log-time-zone", "ZONE",
    "the clock of a log whose stamps have no zone: +09:00, Z, or a name such as Europe/Berlin, which knows summer time",
    read: clock)
  static let longestIntervalOption = Option.value(
    "longest-interval", "DURATION", "how far apart readings may be before the time between is a gap",
    whenLeftOut: "three times the usual", read: { try Duration(parsing: $0) })

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    paths = try parsed[Self.logOption.required()]
    for (index, path) in paths.enumerated() {
      guard !paths[..<index].contains(where: { Output.isSamePlace($0, path) }) else {
        throw .usage("\(parsed.command): --power-log \(path) is given twice; give each log once.")
      }
    }
    clock = try parsed[Self.timeZoneOption]
    longestInterval = try parsed[Self.longestIntervalOption]
  }

  /// The log, or all logs joined.
  func log() throws(CommandFailure) -> PowerLog {
    var logs: [PowerLog] = []
    for path in paths {
      do throws(InputError) {
        logs.append(try PowerLog(contentsOf: path, clock: clock, longestInterval: longestInterval))
      } catch {
        let hint = error.cure == PowerLog.clockCure ? " (--log-time-zone)" : ""
        throw CommandFailure(error.kind == .unreadable ? .noInput : .badData, error.description + hint)
      }
    }
    if logs.count == 1 { return logs[0] }
    do {
      return try PowerLog(joining: zip(logs, paths).map { $0.named($1) })
    } catch {
      throw CommandFailure(.badData, "\(paths.joined(separator: ", ")): \(error)")
    }
  }

  /// An offset, or a name that the system's data base of clocks knows.
  @Sendable private static func clock(_ text: String) throws -> LogClock {
    if let offset = try? UTCOffset(parsing: text) { return LogClock(offset) }
    guard let zone = TimeZone(identifier: text) else {
      throw TextError(
        text: text, problem: "is no time zone that is known here",
        cure: "write an offset such as +09:00, Z, or a name such as Europe/Berlin")
    }
    return LogClock { instant in
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant.secondsSince1970))))
    }
  }
}
