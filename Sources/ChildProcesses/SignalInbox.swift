#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where signals go that this process waits for: each is a byte in a pipe.
///
/// A handler may do next to nothing, but it may write a byte; and a process that waits for the pipe to be readable wakes up
/// at once, with no signal lost between looking and sleeping.
package final class SignalInbox {
  private let reading: FileDescriptor
  private let writing: FileDescriptor

  /// - Parameter numbers: The signals that are taken from now on; one that is ignored, as `nohup` asks, stays so.
  package init(_ numbers: [Int32]) throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw .last("pipe") }
    (reading, writing) = (FileDescriptor(owning: ends[0]), FileDescriptor(owning: ends[1]))
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    unsafe signalPipe = writing.number
    for number in numbers {
      let before = signal(number, signalHandler)
      if isIgnored(before), number != SIGCHLD { _ = signal(number, SIG_IGN) }
    }
  }

  /// Sleeps until a signal comes or so much time has passed, and takes all signals that have come.
  package func wait(milliseconds: Int32) -> [Int32] {
    var request = pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, milliseconds) > 0 else { return [] }
    // More than this many at once are the same ones again.
    var bytes = [UInt8](repeating: 0, count: 256)
    let number = reading.number
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      #if canImport(Glibc)
        unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        unsafe Musl.read(number, buffer.baseAddress, buffer.count)
      #elseif canImport(Darwin)
        unsafe Darwin.read(number, buffer.baseAddress, buffer.count)
      #endif
    }
    return count > 0 ? bytes[..<count].map { Int32($0) } : []
  }
}

/// The pipe that the handler writes to; set once, before the handler is.
private nonisolated(unsafe) var signalPipe: Int32 = -1

private func signalHandler(_ number: Int32) {
  let saved = errno
  var byte = UInt8(truncatingIfNeeded: number)
  // SAFETY: one byte of a local variable is written; write(2) is safe in a handler.
  #if canImport(Glibc)
    _ = unsafe Glibc.write(signalPipe, &byte, 1)
  #elseif canImport(Musl)
    _ = unsafe Musl.write(signalPipe, &byte, 1)
  #elseif canImport(Darwin)
    _ = unsafe Darwin.write(signalPipe, &byte, 1)
  #endif
  errno = saved
}

private func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
  unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}
