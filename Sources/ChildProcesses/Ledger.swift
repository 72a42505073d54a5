/// What a keeper writes down of its command, line by line, as it happens: who can be asked how long a command has run after
/// the one who started it is gone.
///
///     keeper 4711 988812 6f1c...   number, start and boot of the keeper
///     started 4712 988830 81230000000
///     stopped 91230000000          by the clock of the time awake, in nanoseconds
///     went 95230000000
///     exited 0 99230000000         or: signalled 15 ..., failed 2 ... if it could not be started
///
/// The keeper holds a lock on the file as long as it lives, and the file appears under its name only locked.
package struct Ledger: Hashable, Sendable {
  /// How the command is.
  package enum Phase: Hashable, Sendable {
    case starting
    case running
    case stopped
    case ended(ChildProcess.Ending)
    /// It could not be started: the system's error number.
    case failed(Int32)
  }

  package private(set) var keeper: ProcessIdentity?
  package private(set) var command: ProcessIdentity?
  package private(set) var phase = Phase.starting
  /// When the command last began to run, in nanoseconds awake.
  private var runningSince: Int64?
  private var ranBefore: Int64 = 0
  /// How many bytes have been read.
  private var offset = 0

  package init() {}

  /// Reads what has been added since the last time. An unfinished last line waits for its end.
  package mutating func read(_ path: String) throws(SystemError) {
    let bytes = try FileBytes.read(path, from: offset, atMost: 1 << 26)
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return }
    offset += end + 1
    for line in bytes[..<end].split(separator: UInt8(ascii: "\n")) {
      take(String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init))
    }
  }

  /// How long the command has run, in nanoseconds.
  package func ran(at awake: Int64) -> Int64 { ranBefore + (runningSince.map { max(0, awake - $0) } ?? 0) }

  private mutating func take(_ words: [String]) {
    switch (words.first, words.dropFirst().compactMap { Int64($0) }) {
    case ("keeper", let numbers) where numbers.count >= 2 && words.count == 4:
      keeper = ProcessIdentity(pid: Int32(truncatingIfNeeded: numbers[0]), started: numbers[1], boot: words[3])
    case ("started", let numbers) where numbers.count == 3:
      let boot = keeper?.boot ?? ""
      command = ProcessIdentity(pid: Int32(truncatingIfNeeded: numbers[0]), started: numbers[1], boot: boot)
      (phase, runningSince) = (.running, numbers[2])
    case ("stopped", let numbers) where numbers.count == 1: close(at: numbers[0], as: .stopped)
    case ("went", let numbers) where numbers.count == 1:
      if runningSince == nil { runningSince = numbers[0] }
      phase = .running
    case ("exited", let numbers) where numbers.count == 2:
      close(at: numbers[1], as: .ended(.exited(Int32(truncatingIfNeeded: numbers[0]))))
    case ("signalled", let numbers) where numbers.count == 2:
      close(at: numbers[1], as: .ended(.signalled(Int32(truncatingIfNeeded: numbers[0]))))
    case ("failed", let numbers) where numbers.count == 2: phase = .failed(Int32(truncatingIfNeeded: numbers[0]))
    default: break
    }
  }

  private mutating func close(at awake: Int64, as phase: Phase) {
    ranBefore = ran(at: awake)
    runningSince = nil
    self.phase = phase
  }

  /// Whether a keeper holds the ledger.
  package static func isHeld(_ path: String) -> Bool {
    guard let file = try? FileDescriptor.forReading(path) else { return false }
    return !file.lock()
  }
}
