/// The process between `run` and its command: it starts the command, sees it stop, go on and end, and writes that down.
///
/// It outlives a `run` that is killed, so that the command's exit code and the time that it really ran are known to whoever
/// goes on. It leads a session of its own in which the command's process group has a parent: else the system would ignore
/// SIGTSTP for it, and send SIGHUP to a stopped group whose parent dies.
///
/// A companion of the command, such as a power meter, is the keeper's too: it starts before the command and ends after it,
/// whatever becomes of `run`.
package enum Keeper {
  /// A program that runs as long as the command does.
  package struct Companion: Sendable {
    let words: [String]
    /// The file that its output is added to.
    let output: String

    package init(_ words: [String], output: String) {
      (self.words, self.output) = (words, output)
    }
  }

  /// The hidden word of the command line that runs a keeper.
  package static let word = "keep-command"

  /// Starts a keeper of a command.
  ///
  /// - Parameters:
  ///   - ledger: A file that must not be there; whoever makes it first decides whether the command runs.
  ///   - companion: What runs beside it.
  ///   - without: Variables that the command's environment has not.
  ///   - variables: Added to it, `NAME=value`.
  package static func start(
    _ command: [String], ledger: String, companion: Companion? = nil, without: Set<String> = [], variables: [String]
  ) throws(SystemError) -> ChildProcess {
    let beside = companion.map { [$0.output, "\($0.words.count)"] + $0.words } ?? ["", "0"]
    return try ChildProcess.start(
      [ChildProcess.ownProgram, word, ledger] + beside + command,
      environment: ChildProcess.environment(without: without, adding: variables))
  }

  /// What the keeper's process does.
  ///
  /// - Returns: The code to exit with: the command's.
  package static func run(_ words: [String]) -> Int32 {
    guard words.count > 3, let count = Int(words[2]), count >= 0, words.count > 3 + count else { return 64 }
    let (path, command) = (words[0], Array(words[(3 + count)...]))
    let beside = count == 0 ? nil : Companion(Array(words[3..<3 + count]), output: words[1])
    ChildProcess.leadSession()
    guard let ledger = open(path) else { return 0 }
    func note(_ line: String) { try? ledger.write(Array("\(line)\n".utf8)) }
    var options = ChildProcess.Options()
    options.leadsGroup = true
    let companion = beside.flatMap { start($0) }
    defer { companion.map { end($0) } }
    let child: ChildProcess
    do {
      child = try ChildProcess.start(command, options)
    } catch {
      note("failed \(error.number) \(SystemClocks.awake)")
      return 127
    }
    note("started \(child.pid) \(ProcessIdentity(of: child.pid)?.started ?? 0) \(SystemClocks.awake)")
    while let change = child.nextChange(blocks: true, seesStops: true) {
      switch change {
      case .stopped: note("stopped \(SystemClocks.awake)")
      case .went: note("went \(SystemClocks.awake)")
      case .ended(let ending):
        switch ending {
        case .exited(let code): note("exited \(code) \(SystemClocks.awake)")
        case .signalled(let signal): note("signalled \(signal) \(SystemClocks.awake)")
        }
        return ending.code
      }
    }
    return 70
  }

  /// Starts a companion, with times in UTC; a command does without one that cannot be started.
  private static func start(_ companion: Companion) -> ChildProcess? {
    var options = ChildProcess.Options()
    options.leadsGroup = true
    options.input = try? FileDescriptor.forReading("/dev/null")
    options.output = try? FileDescriptor.forAppending(companion.output)
    return try? ChildProcess.start(
      companion.words, environment: ChildProcess.environment(without: ["TZ"], adding: ["TZ=UTC"]), options)
  }

  /// Ends a companion: in peace, or after two seconds not.
  private static func end(_ companion: ChildProcess) {
    ChildProcess.signal(SignalNumber.terminate, toGroup: companion.pid)
    for _ in 0..<100 {
      if case .ended = companion.nextChange(blocks: false) { return }
      Sleep.nanoseconds(20_000_000)
    }
    ChildProcess.signal(SignalNumber.kill, toGroup: companion.pid)
    _ = companion.wait()
  }

  /// The ledger, locked before it has its name; `nil` if the name is taken: then somebody has decided that this command
  /// must not run.
  private static func open(_ path: String) -> FileDescriptor? {
    let temporary = "\(path).\(ChildProcess.ownPid)"
    defer { FileBytes.remove(temporary) }
    guard let file = try? FileDescriptor.new(temporary), file.lock(),
      let own = ProcessIdentity(of: ChildProcess.ownPid),
      (try? file.write(Array("keeper \(own.pid) \(own.started) \(own.boot.isEmpty ? "-" : own.boot)\n".utf8))) != nil,
      (try? FileBytes.link(temporary, as: path)) != nil
    else { return nil }
    return file
  }
}
