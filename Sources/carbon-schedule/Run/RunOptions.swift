import CarbonCommands
import CarbonJobs
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation

/// What `run` asks beside a plan's options.
struct RunOptions {
  static let graceOption = Option.value(
    "grace", "DURATION", "how long it has to pause or to end in peace before it is forced to", default: "10s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  static let whenLateOption = Option.choice(
    "when-late",
    "what it does when it takes longer than its duration: run on, or only in slots no dearer than the plan's, until the "
      + "deadline",
    default: SupervisorPolicy.WhenLate.run)
  static let withoutForecastOption = Option.choice(
    "without-forecast", "what it does where nothing can be planned: run, or wait as long as the deadline allows",
    default: SupervisorPolicy.WithoutForecast.run)
  static let stateOption = Option.output(
    "state", "FILE", "where to keep what another run needs to go on", whenLeftOut: "a file of its own")
  static let logOption = Option.output("log", "FILE", "add a line of JSON for all that happens")
  static let receiptOption = Option.output(
    "receipt", "FILE", "write what the job came to as JSON at its end; - is stdout")
  static let meterOption = Option.choice(
    "meter", "measure the energy with this program while the job runs", among: PowerMeter.Kind.self)
  static let resumeOption = Option.path(
    "resume", "FILE", "go on with the job of this state, after a crash or a reboot; without a command")

  static let options: [any CommandLineOption] = [
    PauseWay.option, graceOption, whenLateOption, withoutForecastOption, stateOption, logOption, receiptOption,
    meterOption, resumeOption,
  ]

  let way: PauseWay
  let policy: SupervisorPolicy
  let logPath: String?
  let receiptPath: String?
  let meter: PowerMeter.Kind?

  /// - Parameter stored: The options of the run that is resumed, for what is not said anew.
  init(_ parsed: ParsedOptions, stored: ParsedOptions?) throws(CommandFailure) {
    func given(_ option: some CommandLineOption) -> ParsedOptions { parsed.has(option) ? parsed : stored ?? parsed }
    way = try given(PauseWay.option)[PauseWay.option]
    var policy = SupervisorPolicy()
    policy.endsInPauses = way.endsInPauses
    policy.whenLate = try given(Self.whenLateOption)[Self.whenLateOption]
    policy.withoutForecast = try given(Self.withoutForecastOption)[Self.withoutForecastOption]
    policy.grace = try given(Self.graceOption)[Self.graceOption].nanoseconds
    self.policy = policy
    logPath = Self.absolute(try given(Self.logOption)[Self.logOption], parsed.has(Self.logOption))
    receiptPath = Self.absolute(try given(Self.receiptOption)[Self.receiptOption], parsed.has(Self.receiptOption))
    meter = try given(Self.meterOption)[Self.meterOption]
  }

  /// A path that was given now, as it is from any folder: a job that is gone on with runs in the folder it began in.
  private static func absolute(_ path: String?, _ isGivenNow: Bool) -> String? {
    guard let path, isGivenNow, path != "-" else { return path }
    return URL(fileURLWithPath: path).path
  }
}

extension PlanRequest {
  /// The request as the supervisor takes it.
  var jobRequest: JobRequest {
    let algorithm: JobRequest.Algorithm =
      switch self.algorithm {
      case .flexibleStart: .flexibleStart
      case .pauseAndResume: .pauseAndResume
      case .runNow: .runNow
      }
    var request = JobRequest(algorithm, job)
    request.resumeCost = constraints.shared.resumeCost
    request.limits = constraints.shared.limits
    request.unavailable = constraints.unavailable
    request.price = constraints.price
    request.startStep = startStep
    request.gaps = gaps
    return request
  }

  /// The trace that is planned on from now on, its gaps handled as the options say.
  func presentTrace(_ parsed: ParsedOptions) throws(CommandFailure) -> IntensityTrace {
    try TraceInput(parsed).trace(parsed[Self.traceOption], region: parsed[Self.regionOption]).handlingGaps(gaps)
  }

  /// The earliest start and the latest end, from now on unless the options say otherwise.
  ///
  /// A deadline that cannot be met is said so, and kept.
  ///
  /// - Parameter consequence: What happens then.
  func times(
    _ command: String, otherwise consequence: String = "It runs at once."
  ) throws(CommandFailure) -> (release: Instant, deadline: Instant, canBeMet: Bool) {
    let release = release ?? clock.now
    do {
      let added = try addedTime.seconds(for: job, releasedAt: release)
      return (release, release.advanced(by: job.duration).advanced(by: .seconds(added)), true)
    } catch {
      switch (error, addedTime) {
      case (.deadline, .deadline(let deadline)):
        Output.note("\(command): \(error) \(consequence)")
        return (release, deadline, false)
      case (.latestStart, .latestStart(let latest)):
        Output.note("\(command): \(error) \(consequence)")
        return (release, latest.advanced(by: job.duration), false)
      default: throw .usage("\(command): \(error)")
      }
    }
  }
}
