import CarbonCommands
import CarbonScheduling
import CarbonTraces
import ChildProcesses
import CommandLineKit
import LiveTraces

/// How a command asks providers, where a trace is `live:PROVIDER[:REGION]`.
struct LiveInput: Sendable {
  static let offlineOption = Option.flag("offline", "take live: traces from the cache alone")
  static let baseURLOption = Option.text(
    "base-url", "ADDRESS", "ask another address than the provider's own, such as a proxy of yours")
  static let secretFileOption = Option.path(
    "secret-file", "FILE", "a file of mode 0600 with the provider's token, or NAME:PASSWORD",
    whenLeftOut: "the provider's variables, such as ELECTRICITYMAPS_API_TOKEN")
  static let saveOption = Option.output("save", "FILE", "keep a live: trace as it came, to plan on it again")

  static let options: [any CommandLineOption] = [offlineOption, baseURLOption, secretFileOption, saveOption]

  private let source: LiveSource
  private let savePath: String?
  private let command: String

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    var options = LiveSource.Options()
    options.isOffline = try parsed[Self.offlineOption]
    options.address = try parsed[Self.baseURLOption]
    options.secrets = Secrets(file: try parsed[Self.secretFileOption])
    source = LiveSource(options)
    savePath = try parsed[Self.saveOption]
    command = parsed.command
  }

  /// What a provider answers, as it came; kept in a file if that was asked for.
  func source(
    _ text: String, time: Provider.Question.Time = .forecast
  ) throws(CommandFailure) -> InputSource {
    let answer: LiveSource.Answer
    do {
      answer = try source.answer(try LiveName(parsing: text), time)
    } catch {
      throw CommandFailure(error, command)
    }
    let age = answer.fetched.duration(to: Instant(secondsSince1970: SystemClocks.wall / 1_000_000_000))
    let old = age >= .seconds(60) ? "fetched \(age.compactDescription) ago" : "fetched now"
    if let excuse = answer.excuse {
      Output.note("\(command): \(excuse) What was \(old) is used.")
    } else {
      Output.note("\(command): \(answer.name.text) \(old).")
    }
    if let savePath { try Output.write(String(decoding: answer.body, as: UTF8.self), to: savePath) }
    return answer.source
  }

  /// How often a new answer is due, in seconds; `nil` where the trace is a file.
  static func interval(of trace: String) -> Int64? {
    LiveName.isLive(trace) ? (try? LiveName(parsing: trace))?.provider.slotSeconds : nil
  }
}

extension CommandFailure {
  /// What a provider's failure means: of usage, of data, or that it cannot be had now.
  init(_ error: LiveError, _ command: String) {
    let code: ExitCode =
      switch error {
      case .unknownProvider, .region, .noHistory, .noKey, .keyInTheClear, .address: .usage
      case .keyFile: .noInput
      case .content: .badData
      case .cache: .cannotWrite
      case .nothingCached, .tooManyRequests, .refused, .notFound, .status, .transport: .unavailable
      }
    self.init(code, "\(command): \(error)")
  }
}
