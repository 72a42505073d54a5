import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import LiveTraces

/// `carbon-schedule fetch`: asks a provider for its forecast, or for the past.
enum FetchCommand {
  static let fromOption = Option.value(
    "from", "INSTANT", "the past from here on instead of the forecast: \(Moment.forms)",
    read: { try Moment(parsing: $0) })
  static let toOption = Option.value("to", "INSTANT", "where that ends", read: { try Moment(parsing: $0) })

  static let table = OptionTable(
    command: "carbon-schedule fetch", operands: "PROVIDER[:REGION]",
    summary: "Fetches a provider's forecast and prints it as native CSV. Providers: "
      + Provider.all.map(\.name).joined(separator: ", ") + ".",
    options: [fromOption, toOption, CommandClock.timeZone] + LiveInput.options + TraceInput.formatOptions,
    example: "carbon-schedule fetch great-britain --save forecast.json")

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    guard parsed.operands.count == 1 else {
      throw CommandFailure.usage("\(table.command): give one provider: \(table.example).")
    }
    try parsed.checkOutputs()
    let live = try LiveInput(parsed)
    let source = try live.source(parsed.operands[0], time: try time(parsed))
    let documents = try TraceInput(parsed).documents(source)
    let bytes: [UInt8]
    do {
      bytes = documents.count == 1 ? documents[0].csv() : try TraceDocument.wideCSV(documents)
    } catch {
      throw CommandFailure(.badData, "\(parsed.operands[0]): \(error)")
    }
    try Output.write(String(decoding: bytes, as: UTF8.self), to: "-")
    return .success
  }

  private static func time(_ parsed: ParsedOptions) throws(CommandFailure) -> Provider.Question.Time {
    let clock = try CommandClock(parsed)
    let (from, to) = (try clock.instant(parsed, fromOption), try clock.instant(parsed, toOption))
    guard let from else {
      guard to == nil else { throw .usage("\(parsed.command): --to goes with --from; give both.") }
      return .forecast
    }
    let end = to ?? clock.now
    guard from < end else {
      throw .usage("\(parsed.command): --from: \(from) is not before \(end); give an earlier one.")
    }
    return .history(from..<end)
  }
}
