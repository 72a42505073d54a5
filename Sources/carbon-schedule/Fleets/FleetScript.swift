import CarbonScheduling
import CommandLineKit
import Escaping

/// A fleet's plan as lines for the tools that people schedule with: one line for each run of each job.
struct FleetScript {
  enum Tool: String, CaseIterable, Sendable {
    case at, slurm, csv
  }

  static let emitOption = Option.choice(
    "emit",
    "print a line for each run, ready for this tool, instead of the table; a job of several runs has to go on from its "
      + "last checkpoint", among: Tool.self)
  static let commandOption = Option.text(
    "command", "COMMAND", "what --emit runs; {job}, {region} and {width} stand for the job's own",
    default: "./job.sh {job}")

  static let options: [any CommandLineOption] = [emitOption, commandOption]

  let tool: Tool
  let command: String

  /// What was asked for, or `nil` if nothing was.
  init?(_ parsed: ParsedOptions) throws(CommandFailure) {
    let tool = try parsed[Self.emitOption]
    if tool != nil, parsed.has(FleetCommand.jsonOption) {
      throw .usage("\(parsed.command): --emit and --json are two ways to print a plan; give one.")
    }
    if parsed.has(Self.commandOption), tool == nil || tool == .csv {
      throw .usage("\(parsed.command): --command goes with --emit at or slurm; leave it out.")
    }
    let command = try parsed[Self.commandOption]
    guard !command.isEmpty, command.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
      throw .usage("\(parsed.command): --command has to be one line and not empty.")
    }
    guard let tool else { return nil }
    self.tool = tool
    self.command = command
  }

  func text(of plan: FleetPlan) -> String {
    var lines: [String] = tool == .csv ? ["job,region,start,end,width"] : []
    for schedule in plan.schedules {
      for run in schedule.runs { lines.append(line(schedule, run)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ schedule: FleetSchedule, _ run: FleetRun) -> String {
    let seconds = run.duration.components.seconds
    switch tool {
    case .csv:
      return [
        Escape.csvField(schedule.job), Escape.csvField(schedule.region), "\(run.start)", "\(run.end)", "\(run.width)",
      ]
      .joined(separator: ",")
    case .slurm:
      let time = CalendarTime(run.start)
      return
        "TZ=UTC sbatch --begin=\(time.date("-"))T\(time.clock) --time=\((seconds + 59) / 60) --ntasks=\(run.width) "
        + "--job-name=\(Escape.shellWord(oneLine(schedule.job))) --dependency=singleton \(SchedulerScript.slurmScript(filled(schedule, run)))"
    case .at:
      let time = CalendarTime(run.start.roundedUpToMinute)
      let limited = "timeout \(seconds) sh -c \(Escape.shellWord(filled(schedule, run)))"
      return "printf '%s\\n' \(Escape.shellWord(limited)) | TZ=UTC at -t \(time.date(""))\(time.hour)\(time.minute)"
    }
  }

  /// The command with the job's own words in it, each as one word of the shell.
  private func filled(_ schedule: FleetSchedule, _ run: FleetRun) -> String {
    var result = ""
    var rest = command[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = rest[rest.index(after: open)..<close]
      switch name {
      case "job": result += Escape.shellWord(oneLine(schedule.job))
      case "region": result += Escape.shellWord(oneLine(schedule.region))
      case "width": result += "\(run.width)"
      default: result += "{\(name)}"
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// A line of a shell script ends with a line end, whatever is quoted.
  private func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
  }
}
