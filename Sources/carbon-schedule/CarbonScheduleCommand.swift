import CommandLineSupport

/// `carbon-schedule`: plans jobs from the command line. The first word says what to do.
@main
struct CarbonScheduleCommand {
  static func main() async {
    await runCommand {
      var words = Array(CommandLine.arguments.dropFirst())
      switch words.first {
      case "plan":
        words.removeFirst()
        return try PlanCommand.run(words)
      case "curve":
        words.removeFirst()
        return try CurveCommand.run(words)
      case "--help", "-h", "help":
        try Output.write(help, to: "-")
        return .success
      case "--version":
        try Output.write("carbon-schedule \(packageVersion)\n", to: "-")
        return .success
      case nil: throw CommandFailure.usage("carbon-schedule: nothing to do; try 'carbon-schedule plan --help'.")
      case let word?:
        throw CommandFailure.usage(
          "carbon-schedule: there is no command '\(word)'; there are plan and curve: try 'carbon-schedule plan --help'."
        )
      }
    }
  }

  private static let help = """
    usage: carbon-schedule COMMAND [OPTIONS]

      plan       choose when a job runs so that it emits least ('carbon-schedule plan --help')
      curve      show what more time, or more pauses, save ('carbon-schedule curve --help')
      --help     show this text
      --version  show the version

    example:
      \(PlanCommand.table.example)

    """
}
