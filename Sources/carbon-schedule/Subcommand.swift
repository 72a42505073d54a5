import CommandLineKit

/// What the first word of the command line may be.
struct Subcommand {
  let name: String
  /// What it does, in a few words for the list of commands.
  let purpose: String
  /// One table, or one for each word that may follow.
  let tables: [OptionTable]
  let run: @Sendable ([String]) throws -> ExitCode

  /// All of them: help, completions and the manual page follow this list.
  static let all = [
    Subcommand(
      name: "plan", purpose: "choose when a job runs so that it emits least", tables: [PlanCommand.table],
      run: PlanCommand.run),
    Subcommand(
      name: "curve", purpose: "show what more time, or more pauses, save", tables: [CurveCommand.table],
      run: CurveCommand.run),
    Subcommand(
      name: "where", purpose: "choose in which region it runs, too", tables: [WhereCommand.table],
      run: WhereCommand.run),
    Subcommand(
      name: "compare", purpose: "find out which change saves most", tables: [CompareCommand.table],
      run: CompareCommand.run),
    Subcommand(
      name: "fleet", purpose: "plan many jobs that share a capacity", tables: [FleetCommand.table],
      run: FleetCommand.run),
    Subcommand(
      name: "capacity", purpose: "print how many units a fleet's plan wants by hour", tables: [CapacityCommand.table],
      run: CapacityCommand.run),
    Subcommand(
      name: "forecast", purpose: "say what a grid is likely to emit, from its own past",
      tables: [ForecastCommand.table],
      run: ForecastCommand.run),
    Subcommand(
      name: "backtest", purpose: "say what forecasts would have been worth to a job", tables: [BacktestCommand.table],
      run: BacktestCommand.run),
    Subcommand(
      name: "fetch", purpose: "fetch a provider's forecast, or the past", tables: [FetchCommand.table],
      run: FetchCommand.run),
    Subcommand(
      name: "wait", purpose: "return when a job's planned start has come", tables: [WaitCommand.table],
      run: WaitCommand.run),
    Subcommand(
      name: "run", purpose: "run a command when its plan says so", tables: [RunCommand.table], run: RunCommand.run),
    Subcommand(
      name: "sci", purpose: "score a measured job, and hold it to a budget", tables: [SCICommand.table],
      run: SCICommand.run),
    Subcommand(
      name: "traces", purpose: "describe, validate, convert or resample a trace file", tables: TracesCommand.tables,
      run: TracesCommand.run),
    Subcommand(
      name: "completions", purpose: "print completions for bash, zsh or fish",
      tables: [DocumentationCommands.completions],
      run: DocumentationCommands.printCompletions),
    Subcommand(
      name: "man", purpose: "print the manual page", tables: [DocumentationCommands.man],
      run: DocumentationCommands.printManual),
  ]

  static var suite: CommandSuite {
    CommandSuite(
      name: "carbon-schedule", summary: "plan computing jobs on the carbon intensity of power grids",
      tables: all.flatMap(\.tables))
  }
}

/// `carbon-schedule completions SHELL` and `carbon-schedule man`.
enum DocumentationCommands {
  static let completions = OptionTable(
    command: "carbon-schedule completions", operands: .init(among: Shell.self),
    summary: "Prints a script that completes commands, options and values.", options: [],
    example: "source <(carbon-schedule completions bash)")

  static let man = OptionTable(
    command: "carbon-schedule man", summary: "Prints the manual page in roff.", options: [],
    example: "carbon-schedule man | man -l -")

  @Sendable static func printCompletions(_ words: [String]) throws -> ExitCode {
    let parsed = try completions.parse(words)
    if try completions.answersHelp(parsed) { return .success }
    guard let shell = parsed.operands.first.flatMap(Shell.init(rawValue:)) else {
      let shown = parsed.operands.first.map { "does not know '\($0)'" } ?? "needs a shell"
      throw CommandFailure.usage("\(completions.command) \(shown); give one of bash, zsh, fish.")
    }
    try Output.write(Subcommand.suite.completions(for: shell), to: "-")
    return .success
  }

  @Sendable static func printManual(_ words: [String]) throws -> ExitCode {
    let parsed = try man.parse(words)
    if try man.answersHelp(parsed) { return .success }
    try Output.write(Subcommand.suite.manualPage, to: "-")
    return .success
  }
}
