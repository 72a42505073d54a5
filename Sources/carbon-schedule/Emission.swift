import CarbonCommands
import CarbonScheduling
import CommandLineKit

/// A plan as lines for the tools that people schedule with.
///
/// A plan of one run is one line that starts the job then. A plan of several runs starts it anew for each, and stops it
/// after the run's length with `timeout` or the tool's own limit: such a job has to go on from its last checkpoint.
struct Emission {
  enum Tool: String, CaseIterable {
    case at, slurm, systemd, cron, kubernetes
  }

  static let options = [
    CommandOption(
      "emit", value: Tool.allCases.map(\.rawValue).joined(separator: "|"),
      "print lines ready for this tool instead of the plan; a plan of several runs starts the command anew for each, "
        + "which then has to go on from its last checkpoint"),
    CommandOption("command", value: "COMMAND", "what --emit runs; with slurm, a batch script", whenLeftOut: "./job.sh"),
  ]

  let tool: Tool
  let command: String

  /// What was asked for, or `nil` if nothing was.
  init?(_ parsed: ParsedOptions) throws(CommandFailure) {
    let tool = try parsed.choice("emit", Tool.self)
    if tool != nil, parsed.has("json") {
      throw .usage("\(parsed.command): --emit and --json are two ways to print a plan; give one.")
    }
    if tool == nil, parsed.has("command") {
      throw .usage("\(parsed.command): --command goes with --emit; say which tool.")
    }
    let command = parsed.value("command") ?? "./job.sh"
    guard !command.isEmpty, command.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
      throw .usage("\(parsed.command): --command has to be one line and not empty.")
    }
    guard let tool else { return nil }
    self.tool = tool
    self.command = command
  }

  func text(of plan: Plan) -> String {
    let runs = plan.schedule.runs
    switch tool {
    case .at: return heading(plan) + runs.map { at($0, of: runs.count) }.joined()
    case .slurm: return heading(plan) + runs.map { slurm($0, of: runs.count) }.joined()
    case .systemd: return heading(plan) + runs.map { systemd($0, of: runs.count) }.joined()
    case .cron:
      return heading(plan) + "# CRON_TZ is cronie's; another cron needs its clock set to UTC.\nCRON_TZ=UTC\n"
        + runs.map { cron($0, of: runs.count) }.joined()
    case .kubernetes: return heading(plan) + KubernetesJob(command: command, runs: runs).yaml
    }
  }

  private func heading(_ plan: Plan) -> String {
    "# \(plan.algorithm.rawValue): saves \(savingsText(plan.schedule.savings))\n"
  }

  /// `at` keeps whole minutes, and takes local time unless told otherwise.
  private func at(_ run: Run, of count: Int) -> String {
    let time = CalendarTime(run.start.roundedUpToMinute)
    // Not `echo`, which obeys backslashes in some shells.
    let line = shellQuoted(limited(run, of: count))
    return "printf '%s\\n' \(line) | TZ=UTC at -t \(time.date(""))\(time.hour)\(time.minute)\n"
  }

  private func slurm(_ run: Run, of count: Int) -> String {
    let time = CalendarTime(run.start)
    let minutes = (run.duration.components.seconds + 59) / 60
    let chain = count > 1 ? " --job-name=carbon-schedule --dependency=singleton" : ""
    return "TZ=UTC sbatch --begin=\(time.date("-"))T\(time.clock) --time=\(minutes)\(chain) \(command)\n"
  }

  /// The service manager would put its own variables in place of `$` unless that is doubled.
  private func systemd(_ run: Run, of count: Int) -> String {
    let escaped = command.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
    let time = CalendarTime(run.start)
    let limit = count > 1 ? " --property=RuntimeMaxSec=\(run.duration.components.seconds)" : ""
    return "systemd-run --user --on-calendar='\(time.date("-")) \(time.clock) UTC' --timer-property=AccuracySec=1s"
      + "\(limit) /bin/sh -c \(shellQuoted(escaped))\n"
  }

  /// A line of a crontab comes back every year, so it asks which one it is; and `%` ends a line unless escaped.
  private func cron(_ run: Run, of count: Int) -> String {
    let time = CalendarTime(run.start.roundedUpToMinute)
    let escaped = limited(run, of: count).split(separator: "%", omittingEmptySubsequences: false).joined(
      separator: "\\%")
    return "\(Int(time.minute) ?? 0) \(Int(time.hour) ?? 0) \(time.day) \(time.month) * "
      + "[ \"$(date -u +\\%Y)\" = \(time.year) ] && \(escaped)\n"
  }

  private func limited(_ run: Run, of count: Int) -> String {
    count > 1 ? "timeout \(run.duration.components.seconds) sh -c \(shellQuoted(command))" : command
  }
}

/// The text as one word of a POSIX shell.
func shellQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

/// An instant's parts in UTC, as other tools' formats want them.
struct CalendarTime {
  let year: String
  let month: Int
  let day: Int
  let hour: String
  let minute: String
  let clock: String
  private let dateParts: [Substring]

  init(_ instant: Instant) {
    // 2020-01-01T00:05:00Z
    let parts = instant.description.dropLast().split(separator: "T")
    dateParts = parts[0].split(separator: "-")
    clock = String(parts[1])
    let times = clock.split(separator: ":")
    (hour, minute) = (String(times[0]), String(times[1]))
    year = String(dateParts[0])
    (month, day) = (Int(dateParts[1]) ?? 1, Int(dateParts[2]) ?? 1)
  }

  func date(_ separator: String) -> String { dateParts.joined(separator: separator) }
}

extension Instant {
  /// The first whole minute from this instant on.
  var roundedUpToMinute: Instant {
    let rest = ((secondsSince1970 % 60) + 60) % 60
    return rest == 0 ? self : advanced(by: .seconds(60 - rest))
  }
}
