import CarbonCommands
import CarbonJobs
import CarbonScheduling
import CarbonTraces
import ChildProcesses
import CommandLineKit

/// `carbon-schedule wait`: returns when a job's planned start has come.
enum WaitCommand {
  static let table = OptionTable(
    command: "carbon-schedule wait",
    summary:
      "Returns when the planned start of a job has come; plans anew when the trace changes. With a deadline that "
      + "cannot be met any more it returns at once.",
    options: PlanRequest.traceOptions + PlanRequest.options + TraceInput.options,
    example: "carbon-schedule wait --trace forecast.json --duration 6h --deadline +24h && python train.py")

  static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let plan = try PlanRequest(parsed)
    let path = try parsed[PlanRequest.traceOption]
    var trace = try plan.presentTrace(parsed)
    let feed = TraceFeed(path, command: parsed.command) { () throws(CommandFailure) in try plan.presentTrace(parsed) }
    feed.hasBeenRead(awake: SystemClocks.awake)
    let times = try plan.times(parsed.command, otherwise: "It does not wait.")
    guard times.canBeMet else { return .success }
    let planner = RestPlanner(plan.jobRequest)
    var start: Instant?
    while true {
      let (wall, awake) = (SystemClocks.wall, SystemClocks.awake)
      if let newer = feed.news(awake: awake) {
        trace = newer
        start = nil
      }
      if start == nil {
        start = try self.start(planner, times, on: trace, wall: wall, parsed.command)
      }
      let latest = times.deadline.wall.subtractingClamped(plan.job.duration.nanoseconds)
      let due = min(start?.wall ?? .min, max(latest, times.release.wall))
      if wall >= due { return .success }
      // Never more than a second, so that a clock that is set or a new forecast is seen.
      Sleep.nanoseconds(due - wall < 2 * .second ? due - wall : .second)
    }
  }

  private static func start(
    _ planner: RestPlanner, _ times: (release: Instant, deadline: Instant, canBeMet: Bool), on trace: IntensityTrace,
    wall: Int64,
    _ command: String
  ) throws(CommandFailure) -> Instant {
    let standing = RestPlanner.Standing(now: max(wall, times.release.wall), progress: 0, deadline: times.deadline)
    do {
      guard let run = try planner.plan(standing, on: trace).runs.first else { return times.release }
      Output.note(
        "\(command): waits until \(run.start), "
          + "\(Duration.seconds(max(0, run.start.secondsSince1970 - wall / .second)).compactDescription) from now.")
      return run.start
    } catch {
      Output.note("\(command): \(error) It does not wait.")
      return Instant(secondsSince1970: wall / .second)
    }
  }
}
