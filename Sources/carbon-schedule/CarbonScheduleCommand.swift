import ChildProcesses
import CommandLineKit
import Foundation

/// `carbon-schedule`: plans jobs from the command line. The first word says what to do.
@main
struct CarbonScheduleCommand {
  static func main() {
    let words = CommandLine.arguments
    // Not a command of the user's: what `run` starts between itself and the job.
    if words.count > 1, words[1] == Keeper.word { exit(Keeper.run(Array(words.dropFirst(2)))) }
    runCommand { try run(Array(CommandLine.arguments.dropFirst())) }
  }

  static func run(_ words: [String]) throws -> ExitCode {
    guard let word = words.first else {
      throw CommandFailure.usage("carbon-schedule: nothing to do; try 'carbon-schedule plan --help'.")
    }
    if let command = Subcommand.all.first(where: { $0.name == word }) {
      return try command.run(Array(words.dropFirst()))
    }
    switch word {
    case "help" where words.count > 1:
      return try run(Array(words.dropFirst()) + ["--help"])
    case "--help", "-h", "help":
      try Output.write(help, to: "-")
    case "--version":
      try Output.write("carbon-schedule \(packageVersion)\n", to: "-")
    default:
      let hint = nearestWord(to: word, among: Subcommand.all.map(\.name)).map { "did you mean \($0)?" }
      throw CommandFailure.usage(
        "carbon-schedule: there is no command '\(word)'; \(hint ?? "see 'carbon-schedule --help'.")")
    }
    return .success
  }

  private static var help: String {
    let rows =
      (Subcommand.all.map { ($0.name, $0.purpose) } + [("--help", "show this text"), ("--version", "show the version")])
      .map { "  \($0.0)\(String(repeating: " ", count: 13 - $0.0.count))\($0.1)" }
    return """
      usage: carbon-schedule COMMAND [OPTIONS]

      \(rows.joined(separator: "\n"))

      'carbon-schedule COMMAND --help' shows the options of a command.

      example:
        \(PlanCommand.table.example)

      """
  }
}
