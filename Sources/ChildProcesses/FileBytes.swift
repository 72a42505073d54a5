#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files as bytes, by the system's own calls: what has to be atomic, locked, private or closed on `exec`.
package enum FileBytes {
  /// The bytes of a file from `offset` on.
  ///
  /// - Throws: ``SystemError``, also where there are more than `most`.
  package static func read(_ path: String, from offset: Int = 0, atMost most: Int) throws(SystemError) -> [UInt8] {
    let file = try FileDescriptor(opening: path, O_RDONLY)
    if offset > 0, lseek(file.number, off_t(offset), SEEK_SET) < 0 { throw .last("lseek") }
    return try file.readAll(atMost: most)
  }

  /// Puts a file in the place of another, whole or not at all, readable by its owner alone.
  ///
  /// The bytes are on the disk before the name is, so that a crash leaves the old file or the new one.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let temporary = "\(path).\(getpid()).new"
    do throws(SystemError) {
      let file = try FileDescriptor(opening: temporary, O_WRONLY | O_CREAT | O_TRUNC)
      try file.write(bytes)
      guard fsync(file.number) == 0 else { throw .last("fsync") }
      guard unsafe rename(temporary, path) == 0 else { throw .last("rename") }
    } catch {
      remove(temporary)
      throw error
    }
  }

  /// Takes a file away, if it is there.
  package static func remove(_ path: String) { unsafe _ = unlink(path) }

  /// Whether there is anything of this name.
  package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Gives a file a second name, unless that is taken.
  package static func link(_ path: String, as other: String) throws(SystemError) {
    #if canImport(Glibc)
      guard unsafe Glibc.link(path, other) == 0 else { throw .last("link") }
    #elseif canImport(Musl)
      guard unsafe Musl.link(path, other) == 0 else { throw .last("link") }
    #elseif canImport(Darwin)
      guard unsafe Darwin.link(path, other) == 0 else { throw .last("link") }
    #endif
  }

  /// What changes when a file is written or replaced; `nil` where there is none.
  package struct Stamp: Hashable, Sendable {
    let inode: UInt64
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64
  }

  package static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int64(time.tv_sec),
      nanoseconds: Int64(time.tv_nsec))
  }

  /// The rights of a file for others than its owner: 0 for a private one, `nil` where there is none.
  package static func rightsOfOthers(_ path: String) -> UInt32? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return UInt32(status.st_mode) & 0o077
  }

  /// The names in a folder that are numbers.
  static func numericNames(in folder: String) -> [Int32]? {
    guard let directory = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(directory) }
    var numbers: [Int32] = []
    while let entry = unsafe readdir(directory) {
      // SAFETY: the name lies in the entry and ends with a zero byte; the entry lives until the next call.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if let number = Int32(name) { numbers.append(number) }
    }
    return numbers
  }
}

/// An open file, closed with its owner and not inherited by child processes.
package final class FileDescriptor {
  package let number: Int32

  init(opening path: String, _ flags: Int32, rights: mode_t = 0o600) throws(SystemError) {
    unsafe number = open(path, flags | O_CLOEXEC, rights)
    guard number >= 0 else { throw .last("open") }
  }

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  package static func forAppending(_ path: String) throws(SystemError) -> FileDescriptor {
    try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_APPEND)
  }

  package static func new(_ path: String) throws(SystemError) -> FileDescriptor {
    try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND)
  }

  /// The end of a pipe to read from, with all that will be in it: what a child must get and nobody else may see.
  ///
  /// - Parameter bytes: At most 32 KiB, which every system's pipes hold.
  package static func pipe(holding bytes: [UInt8]) throws(SystemError) -> FileDescriptor {
    var ends: [Int32] = [0, 0]
    #if canImport(Glibc)
      let result = unsafe Glibc.pipe(&ends)
    #elseif canImport(Musl)
      let result = unsafe Musl.pipe(&ends)
    #elseif canImport(Darwin)
      let result = unsafe Darwin.pipe(&ends)
    #endif
    guard result == 0 else { throw .last("pipe") }
    let (reading, writing) = (FileDescriptor(owning: ends[0]), FileDescriptor(owning: ends[1]))
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard bytes.count <= 1 << 15 else { throw SystemError("pipe", EFBIG) }
    try writing.write(bytes)
    return reading
  }

  package static func forReading(_ path: String) throws(SystemError) -> FileDescriptor {
    try FileDescriptor(opening: path, O_RDONLY)
  }

  /// Locks the file for this process alone, until it is closed.
  ///
  /// - Returns: Whether it was free.
  package func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }

  /// Writes all bytes.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          unsafe Glibc.write(number, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          unsafe Musl.write(number, buffer.baseAddress, buffer.count)
        #elseif canImport(Darwin)
          unsafe Darwin.write(number, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last("write")
      }
      rest = rest.dropFirst(count)
    }
  }

  package func readAll(atMost most: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let size = chunk.count
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        #if canImport(Glibc)
          unsafe Glibc.read(number, buffer.baseAddress, size)
        #elseif canImport(Musl)
          unsafe Musl.read(number, buffer.baseAddress, size)
        #elseif canImport(Darwin)
          unsafe Darwin.read(number, buffer.baseAddress, size)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last("read")
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= most else { throw SystemError("read", EFBIG) }
      bytes += chunk[..<count]
    }
  }
}
