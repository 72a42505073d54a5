extension Escape {
  /// A shell's line as the command of a crontab, where `%` ends the line unless a backslash stands before it.
  ///
  /// - Parameter line: Without line ends, which a crontab cannot hold.
  package static func cronCommand(_ line: String) -> String { mapping(line) { $0 == "%" ? #"\%"# : nil } }

  /// An argument of a command that systemd runs: the service manager puts variables of its own in place of `$` unless that is
  /// doubled (systemd.service, "Command lines").
  package static func systemdArgument(_ text: String) -> String { mapping(text) { $0 == "$" ? "$$" : nil } }

  /// An argument of a container's command: Kubernetes puts variables in place of `$(NAME)`, and halves `$$`.
  package static func kubernetesArgument(_ text: String) -> String { mapping(text) { $0 == "$" ? "$$" : nil } }
}
