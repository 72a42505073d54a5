#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call of the system that failed.
package struct SystemError: Error, Hashable, CustomStringConvertible, Sendable {
  /// The call: `open`.
  package let call: String
  /// Its `errno`.
  package let number: Int32

  package init(_ call: String, _ number: Int32) {
    self.call = call
    self.number = number
  }

  /// What the latest call left in `errno`.
  static func last(_ call: String) -> SystemError { SystemError(call, errno) }

  /// The system's words for it: `No such file or directory`.
  package var reason: String { unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)" }

  /// Whether there is no such file.
  package var isMissing: Bool { number == ENOENT }

  package var description: String { "\(call): \(reason)" }
}

/// The signals that this module's users name.
package enum SignalNumber {
  package static let hangUp = SIGHUP
  package static let interrupt = SIGINT
  package static let terminate = SIGTERM
  package static let kill = SIGKILL
  package static let user1 = SIGUSR1
  package static let user2 = SIGUSR2
  package static let childChanged = SIGCHLD
  package static let go = SIGCONT
  package static let stop = SIGSTOP
  package static let terminalStop = SIGTSTP
}

/// The clocks that progress and plans go by.
package enum SystemClocks {
  /// Nanoseconds since 1970 by the clock on the wall, which may step.
  package static var wall: Int64 { nanoseconds(CLOCK_REALTIME) }

  /// Nanoseconds that the machine has been awake since it was started: it stands still while the machine is suspended.
  ///
  /// The same for all processes of one boot. Darwin's monotonic clock goes on in sleep, so that another one is read there.
  package static var awake: Int64 {
    #if canImport(Darwin)
      nanoseconds(CLOCK_UPTIME_RAW)
    #else
      nanoseconds(CLOCK_MONOTONIC)
    #endif
  }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Sleeping without looking for signals.
package enum Sleep {
  /// Sleeps so long, or less if a signal comes.
  package static func nanoseconds(_ nanoseconds: Int64) {
    guard nanoseconds > 0 else { return }
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    unsafe _ = nanosleep(&time, nil)
  }
}
