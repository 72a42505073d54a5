#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process that this one has started and waits for.
///
/// Foundation's `Process` can neither put a child into a process group of its own nor see it stop, which pausing needs.
package struct ChildProcess: Sendable {
  package let pid: Int32

  /// How a child's process group and files differ from this process'.
  package struct Options {
    /// Whether it leads a process group of its own.
    package var leadsGroup = false
    /// The files that take the place of standard input, output and error; `nil` for this process' own.
    package var input: FileDescriptor?
    package var output: FileDescriptor?
    package var errors: FileDescriptor?

    package init() {}
  }

  /// How a process came to its end.
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)

    /// The code that a shell shows: 128 + n for a signal n.
    package var code: Int32 {
      switch self {
      case .exited(let code): code
      case .signalled(let signal): 128 + signal
      }
    }
  }

  /// What a child has done.
  package enum Change: Hashable, Sendable {
    case stopped
    case went
    case ended(Ending)
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: The program, looked for in `PATH` if it has no slash, and its arguments.
  ///   - environment: Variables `NAME=value` that it gets; all of this process' if `nil`.
  /// - Throws: ``SystemError`` where it cannot be started, such as for want of it.
  package static func start(
    _ words: [String], environment: [String]? = nil, _ options: Options = Options()
  ) throws(SystemError) -> ChildProcess {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    for (file, target) in [
      (options.input, STDIN_FILENO), (options.output, STDOUT_FILENO), (options.errors, STDERR_FILENO),
    ] {
      if let file { unsafe posix_spawn_file_actions_adddup2(&actions, file.number, target) }
    }
    var flags = Int16(POSIX_SPAWN_SETSIGMASK)
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    if options.leadsGroup {
      flags |= Int16(POSIX_SPAWN_SETPGROUP)
      unsafe posix_spawnattr_setpgroup(&attributes, 0)
    }
    unsafe posix_spawnattr_setflags(&attributes, flags)

    var pid: pid_t = 0
    // SAFETY: the copies of the words live until the call is over, and end with a null pointer as it asks.
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe (environment ?? []).map { unsafe strdup($0) } + [nil]
    defer {
      let copies = unsafe arguments + variables
      for index in unsafe copies.indices { unsafe free(copies[index]) }
    }
    let result =
      unsafe environment == nil
      ? posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, environ)
      : posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, &variables)
    guard result == 0 else { throw SystemError("start", result) }
    return ChildProcess(pid: pid)
  }

  /// The next change of the child, waited for; `nil` if it has none and `blocks` is false, or if it is no child.
  package func nextChange(blocks: Bool, seesStops: Bool = false) -> Change? {
    var status: Int32 = 0
    let flags = (blocks ? 0 : WNOHANG) | (seesStops ? WUNTRACED | WCONTINUED : 0)
    var result: pid_t
    repeat { result = unsafe waitpid(pid, &status, flags) } while result < 0 && errno == EINTR
    guard result == pid else { return nil }
    #if canImport(Darwin)
      if status & 0xFF == 0x7F { return (status >> 8) & 0xFF == SIGCONT ? .went : .stopped }
    #else
      if status == 0xFFFF { return .went }
      if status & 0xFF == 0x7F { return .stopped }
    #endif
    let signal = status & 0x7F
    return .ended(signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal))
  }

  /// Waits until the child has ended.
  package func wait() -> Ending {
    while true {
      guard let change = nextChange(blocks: true) else { return .exited(127) }
      if case .ended(let ending) = change { return ending }
    }
  }

  /// Sends a signal to a process, or to all of a group.
  ///
  /// - Returns: Whether there was anyone to take it.
  @discardableResult
  package static func signal(_ number: Int32, to pid: Int32) -> Bool {
    guard pid > 1 else { return false }
    return kill(pid, number) == 0
  }

  @discardableResult
  package static func signal(_ number: Int32, toGroup group: Int32) -> Bool {
    guard group > 1 else { return false }
    return kill(-group, number) == 0
  }

  /// The variables of this process as `NAME=value`, without some, and with others.
  package static func environment(without names: Set<String> = [], adding added: [String] = []) -> [String] {
    var result: [String] = []
    var pointer = unsafe environ
    while let entry = unsafe pointer.pointee {
      let text = unsafe String(cString: entry)
      if !names.contains(String(text.prefix { $0 != "=" })) { result.append(text) }
      unsafe pointer += 1
    }
    return result + added
  }

  /// The program that this process runs, for starting another of it.
  package static var ownProgram: String {
    #if canImport(Darwin)
      var size: UInt32 = 4_096
      var bytes = [CChar](repeating: 0, count: Int(size))
      guard unsafe _NSGetExecutablePath(&bytes, &size) == 0 else { return CommandLine.arguments[0] }
      return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #else
      return "/proc/self/exe"
    #endif
  }

  /// Makes this process the leader of a session of its own.
  package static func leadSession() { _ = setsid() }

  package static var ownPid: Int32 { getpid() }
}
