import CarbonCommands
import CarbonScheduling
import CommandLineKit
import Escaping

/// A plan as lines for the tools that people schedule with.
///
/// A plan of one run is one line that starts the job then. A plan of several runs starts it anew for each, and stops it
/// after the run's length, and some slack if that is asked for: such a job has to go on from its last checkpoint. The last run
/// is as long as it takes, unless a limit is asked for.
struct SchedulerScript {
  enum Tool: String, CaseIterable {
    case at, slurm, systemd, cron, kubernetes
  }

  static let emit = Option.choice(
    "emit",
    "print lines ready for this tool instead of the plan; a plan of several runs starts the command anew for each, "
      + "which then has to go on from its last checkpoint", among: Tool.self)
  static let commandLine = Option.value(
    "command", "COMMAND",
    "what --emit runs, one line for a shell; with slurm, a batch script and its arguments, or else it is wrapped",
    default: "./job.sh", read: checkedCommand)
  static let jobName = Option.value(
    "name", "NAME", "what --emit calls the job: lower-case letters, digits and hyphens",
    whenLeftOut: "made from the plan and the command", read: checkedName)
  static let slack = Option.value(
    "slack", "PERCENT", "how much longer than planned --emit lets each run but the last go on, such as 10%",
    default: "0%", read: percent)
  static let limitLastRun = Option.flag(
    "limit-last-run",
    "let --emit stop the last run at the end of its plan, too, or the only one; it has no limit otherwise")
  static let warning = Option.value(
    "signal", "SIGNAL", "with --emit slurm, the warning before a run's end, such as USR1@120: name and seconds",
    read: checkedSignal)
  static let image = Option.value(
    "image", "IMAGE", "with --emit kubernetes, the container image that the job runs in", read: checkedImage)

  static let options: [any CommandLineOption] = [
    emit, commandLine, jobName, slack, limitLastRun, warning, image,
  ]

  let tool: Tool
  let command: String
  /// What was asked for with `--name`.
  private let givenName: String?
  /// How much longer than planned a run may take.
  private let slackPercent: Double
  private let limitsLastRun: Bool
  let signal: String?
  let image: String?

  /// What was asked for, or `nil` if nothing was.
  init?(_ parsed: ParsedOptions) throws(CommandFailure) {
    let command = try parsed[Self.commandLine]
    let tool = try parsed[Self.emit]
    let others: [any CommandLineOption] = [
      Self.commandLine, Self.jobName, Self.slack, Self.limitLastRun, Self.warning, Self.image,
    ]
    if tool == nil, let given = others.first(where: { parsed.has($0.definition) }) {
      throw .usage("\(parsed.command): --\(given.name) goes with --emit; say which tool.")
    }
    if tool != nil, try parsed[PlanRequest.jsonOption] {
      throw .usage("\(parsed.command): --emit and --json are two ways to print a plan; give one.")
    }
    givenName = try parsed[Self.jobName]
    slackPercent = try parsed[Self.slack]
    limitsLastRun = try parsed[Self.limitLastRun]
    signal = try parsed[Self.warning]
    image = try parsed[Self.image]
    guard let tool else { return nil }
    for (option, home) in [(Self.warning.name, Tool.slurm), (Self.image.name, .kubernetes)]
    where tool != home && (option == Self.warning.name ? signal : image) != nil {
      throw .usage("\(parsed.command): --\(option) goes with --emit \(home.rawValue) only; leave it out.")
    }
    self.tool = tool
    self.command = command
  }

  /// The lines, with a comment at the head that says what they are for.
  func text(of plan: Plan) -> String {
    let name = name(of: plan)
    let runs = limitedRuns(plan.schedule.runs)
    let heading = "# \(name): \(plan.algorithm) saves \(savingsText(plan.schedule.savings))\n"
    return heading
      + {
        switch tool {
        case .at: runs.map(at).joined()
        case .slurm: runs.map { slurm($0, name) }.joined()
        case .systemd: runs.map { systemd($0, name) }.joined()
        case .cron:
          "# CRON_TZ is cronie's; another cron needs its clock set to UTC.\nCRON_TZ=UTC\n" + runs.map(cron).joined()
        case .kubernetes: KubernetesJob(name: name, command: command, image: image, runs: runs).yaml
        }
      }()
  }

  /// What stands on standard error beside the lines: a plan that comes too late, an image that is still to be named.
  func warnings(on plan: Plan, now: Instant) -> [String] {
    var warnings: [String] = []
    let passed = plan.schedule.runs.prefix { $0.start < now }
    if let first = passed.first {
      let which = passed.count == 1 ? "the plan's first run" : "\(passed.count) runs of the plan"
      warnings.append(
        "\(which) should have started at \(first.start), which has passed; plan anew with --release now before you use "
          + "these lines.")
    }
    if tool == .kubernetes, image == nil {
      warnings.append("the job's image is \(KubernetesJob.missingImage); name yours with --image.")
    }
    return warnings
  }

  /// The name asked for, or one that no other plan of another job has: plans of one name would wait for each other.
  private func name(of plan: Plan) -> String {
    if let givenName { return givenName }
    let parts =
      [command, plan.algorithm.rawValue, plan.trace.region ?? "", "\(plan.job.energy.kilowattHours)"]
      + plan.schedule.runs.map { "\($0.start)/\($0.end)" }
    // FNV-1a, 64 bits: the same plan has the same name on every machine.
    let hash = parts.joined(separator: "\n").utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let time = CalendarTime(plan.schedule.runs[0].start)
    return "carbon-\(time.date(""))-\(String(hash, radix: 36).suffix(8))"
  }

  private func limitedRuns(_ runs: [Run]) -> [LimitedRun] {
    runs.enumerated().map { number, run in
      let seconds = run.duration.components.seconds
      var limit = seconds + Int64((Double(seconds) * slackPercent / 100).rounded(.up))
      let isLast = number == runs.count - 1
      // Whatever the slack, two runs of one job never overlap.
      if !isLast { limit = min(limit, run.start.duration(to: runs[number + 1].start).components.seconds) }
      return LimitedRun(
        run: run, number: number + 1, of: runs.count, limitSeconds: isLast && !limitsLastRun ? nil : limit)
    }
  }
}

/// A run of a plan, and how long it may take.
struct LimitedRun {
  let run: Run
  /// From 1.
  let number: Int
  let of: Int
  /// `nil` where it takes as long as it takes.
  let limitSeconds: Int64?
}
