#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One process, told from others that get its number after it: by when it was started, and in which boot.
package struct ProcessIdentity: Hashable, Codable, Sendable {
  package let pid: Int32
  /// When it was started, in the system's own unit: ticks since the boot, or microseconds.
  package let started: Int64
  /// The boot that it lives in.
  package let boot: String

  package init(pid: Int32, started: Int64, boot: String) {
    self.pid = pid
    self.started = started
    self.boot = boot
  }

  /// The process that has this number now, or `nil` if none has.
  package init?(of pid: Int32) {
    guard let started = Self.startTime(of: pid) else { return nil }
    self.init(pid: pid, started: started, boot: Self.currentBoot)
  }

  /// Whether it still lives: a process of this number was started at the same time of the same boot, and is no zombie.
  package var isAlive: Bool {
    boot == Self.currentBoot && Self.startTime(of: pid) == started && ProcessStatus.isAlive(pid)
  }

  /// A name of the present boot, or nothing where the system gives it none.
  package static let currentBoot: String = {
    #if canImport(Darwin)
      var size = 0
      guard unsafe sysctlbyname("kern.bootsessionuuid", nil, &size, nil, 0) == 0, size > 1 else { return "" }
      var bytes = [UInt8](repeating: 0, count: size)
      guard unsafe sysctlbyname("kern.bootsessionuuid", &bytes, &size, nil, 0) == 0 else { return "" }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    #else
      let bytes = (try? FileBytes.read("/proc/sys/kernel/random/boot_id", atMost: 64)) ?? []
      return String(decoding: bytes.prefix { $0 > 32 }, as: UTF8.self)
    #endif
  }()

  private static func startTime(of pid: Int32) -> Int64? {
    #if canImport(Darwin)
      var info = proc_bsdinfo()
      let size = Int32(MemoryLayout<proc_bsdinfo>.size)
      guard unsafe proc_pidinfo(pid, PROC_PIDTBSDINFO, 0, &info, size) == size else { return nil }
      return Int64(info.pbi_start_tvsec) * 1_000_000 + Int64(info.pbi_start_tvusec)
    #else
      return ProcessStatus.fields(of: pid).flatMap { $0.count > 19 ? Int64($0[19]) : nil }
    #endif
  }
}

/// What the system says of processes that need not be children of this one.
package enum ProcessStatus {
  /// Whether there is such a process that has not ended.
  package static func isAlive(_ pid: Int32) -> Bool {
    #if canImport(Darwin)
      return kill(pid, 0) == 0 || errno == EPERM
    #else
      guard let state = fields(of: pid)?.first else { return false }
      return state != "Z" && state != "X"
    #endif
  }

  /// Whether all processes of a group are stopped or have ended; `nil` where the system does not say.
  package static func isStopped(group: Int32) -> Bool? {
    #if canImport(Darwin)
      return nil
    #else
      return states(ofGroup: group)?.allSatisfy { ["T", "t", "Z", "X"].contains($0) }
    #endif
  }

  /// Whether a process of a group waits in the kernel for another that is stopped.
  ///
  /// So it is where a process is stopped that has just been made by vfork(2) and has not started its program yet: its
  /// parent waits until it has, and takes no stop before. Neither would ever move.
  package static func isCaughtStarting(group: Int32) -> Bool {
    #if canImport(Darwin)
      return false
    #else
      guard let states = states(ofGroup: group) else { return false }
      return states.contains("T") && states.contains("D")
    #endif
  }

  #if !canImport(Darwin)
    private static func states(ofGroup group: Int32) -> [Substring]? {
      FileBytes.numericNames(in: "/proc")?.compactMap { pid in
        guard let fields = fields(of: pid), fields.count > 2, Int32(fields[2]) == group else { return nil }
        return fields[0]
      }
    }

    /// The fields of `/proc/PID/stat` from the state on, which is the third: the name before it may hold anything.
    static func fields(of pid: Int32) -> [Substring]? {
      guard let bytes = try? FileBytes.read("/proc/\(pid)/stat", atMost: 4_096),
        let end = bytes.lastIndex(of: UInt8(ascii: ")"))
      else { return nil }
      return String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
    }
  #endif
}
