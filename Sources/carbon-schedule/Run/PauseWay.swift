import CarbonTraces
import ChildProcesses
import CommandLineKit

/// How a command is paused.
enum PauseWay: Sendable {
  /// By SIGTSTP, which it may handle, then SIGSTOP, which it cannot; SIGCONT lets it go on.
  case stop
  /// By asking it to write a checkpoint and end; it is started again after the pause.
  case restart(signal: Int32)
  /// By a command of the user's own, run as `COMMAND pause PID` and `COMMAND resume PID`.
  case hook(String)

  static let option = Option.value(
    "pause", suggesting: ["stop", "restart", "restart=USR1", "restart=USR2", "hook=COMMAND"],
    "how it is paused: stopped and continued by signals; asked to end (TERM, USR1 or USR2) and started again with "
      + "CARBON_RESUME=1; or by COMMAND pause PID and COMMAND resume PID",
    default: "stop", read: { try PauseWay(text: $0) })

  init(text: String) throws(TextError) {
    switch text {
    case "stop": self = .stop
    case "restart", "restart=TERM": self = .restart(signal: SignalNumber.terminate)
    case "restart=USR1": self = .restart(signal: SignalNumber.user1)
    case "restart=USR2": self = .restart(signal: SignalNumber.user2)
    case _ where text.hasPrefix("hook=") && text.count > 5: self = .hook(String(text.dropFirst(5)))
    default:
      throw TextError(
        text: text, problem: "is no way to pause",
        cure: "give stop, restart, restart=USR1, restart=USR2 or hook=COMMAND")
    }
  }

  var endsInPauses: Bool { if case .restart = self { true } else { false } }
}
