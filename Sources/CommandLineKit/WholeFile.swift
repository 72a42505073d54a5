import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is written whole or not at all: the bytes go to a temporary file beside it, which takes its place once all of
/// them are on disk, and is removed if anything goes wrong or the process is interrupted.
struct WholeFile {
  /// Why a file could not be written: the system's number and its words.
  struct Failure: Error, CustomStringConvertible {
    let number: Int32

    var description: String { unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)" }

    static var last: Failure { Failure(number: errno) }
  }

  /// Where the bytes go in the end, links followed.
  let target: String

  /// - Parameter path: A symbolic link is followed, even to a file that is not there yet.
  init(_ path: String) { target = Self.target(of: path) }

  /// Puts a file of these bytes in the place of what is there, and keeps its rights.
  func write(_ data: Data) throws(Failure) {
    let folder = Self.folder(of: target)
    let rights = Self.status(of: target).map { $0.st_mode & 0o7777 }
    let temporary = "\(folder)/.carbon-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
    let interrupts = InterruptedWrite(removing: temporary)
    defer { interrupts.end() }
    do throws(Failure) {
      let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw .last }
      do throws(Failure) {
        try Self.write(data, to: descriptor)
        if let rights { guard fchmod(descriptor, rights) == 0 else { throw .last } }
        guard fsync(descriptor) == 0 else { throw .last }
      } catch {
        _ = close(descriptor)
        throw error
      }
      guard close(descriptor) == 0, unsafe rename(temporary, target) == 0 else { throw .last }
    } catch {
      unsafe _ = unlink(temporary)
      throw error
    }
  }

  private static func write(_ data: Data, to descriptor: Int32) throws(Failure) {
    var rest = data[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
          unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Darwin)
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count < 0, errno != EINTR { throw .last }
      if count > 0 { rest = rest.dropFirst(count) }
    }
  }

  /// What a path leads to at last: links are followed one by one, as the system would, but none has to lead to anything.
  static func target(of path: String) -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
      path = next.hasPrefix("/") ? next : "\(folder(of: path))/\(next)"
    }
    return path
  }

  /// The folder that a file is or would be in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func status(of path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }
}

/// Takes care that a temporary file goes away with a process that is interrupted, terminated or hung up on.
private struct InterruptedWrite {
  private let handlers: [(number: Int32, before: (@convention(c) (Int32) -> Void)?)]

  /// One write at a time: nothing here is written by two threads.
  init(removing path: String) {
    unsafe temporaryPath = strdup(path)
    handlers = [SIGINT, SIGTERM, SIGHUP].map { number in
      let before = signal(number, removeAndEnd)
      // One that is ignored, as `nohup` asks, stays so; one that somebody waits for is theirs.
      if unsafe unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_DFL, to: Int.self) {
        _ = signal(number, before)
      }
      return (number, before)
    }
  }

  func end() {
    for (number, before) in handlers { _ = signal(number, before) }
    unsafe free(temporaryPath)
    unsafe temporaryPath = nil
  }
}

/// The file that the handler removes; set before the handler is, and as long as it is.
private nonisolated(unsafe) var temporaryPath: UnsafeMutablePointer<CChar>?

/// Calls nothing but what POSIX lets a handler call.
private func removeAndEnd(_ number: Int32) {
  // SAFETY: the path was allocated before the handler was set, and is freed after it is gone.
  if let path = unsafe temporaryPath { unsafe _ = unlink(path) }
  _ = signal(number, SIG_DFL)
  _ = raise(number)
}
