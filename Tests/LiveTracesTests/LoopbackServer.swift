import ChildProcesses
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A small server on the loopback address: what it answers is a test's own.
final class LoopbackServer: Sendable {
  /// An answer as bytes of HTTP; nothing where it just hangs up.
  struct Answer: Sendable {
    var status = "200 OK"
    var headers: [String] = []
    var body = ""
    /// Says that the body is longer than it is.
    var isTruncated = false
    /// Does not answer for so long.
    var delay = 0.0

    var text: String {
      let length = body.utf8.count + (isTruncated ? 100 : 0)
      let lines = ["HTTP/1.1 \(status)", "Content-Length: \(length)", "Connection: close"] + headers
      return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }
  }

  let port: UInt16
  private let socketNumber: Int32
  private let seen = Locked<[String]>([])

  /// - Parameter answer: Of the request's text.
  init(_ answer: @escaping @Sendable (String) -> Answer) throws {
    #if canImport(Darwin)
      let stream = SOCK_STREAM
    #else
      let stream = Int32(SOCK_STREAM.rawValue)
    #endif
    let number = socket(AF_INET, stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // SAFETY: the address lives for the calls, and its length is its size.
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = unsafe bind(number, pointer, length)
        _ = listen(number, 16)
        _ = unsafe getsockname(number, pointer, &length)
      }
    }
    socketNumber = number
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(number, nil, nil)
        guard connection >= 0 else { return }
        let file = FileHandle(fileDescriptor: connection, closeOnDealloc: true)
        var request = ""
        while !request.contains("\r\n\r\n") {
          let data = file.availableData
          if data.isEmpty { break }
          request += String(decoding: data, as: UTF8.self)
        }
        seen.withLock { $0.append(request) }
        let reply = answer(request)
        if reply.delay > 0 { Thread.sleep(forTimeInterval: reply.delay) }
        try? file.write(contentsOf: Data(reply.text.utf8))
        try? file.close()
      }
    }
  }

  deinit { shutdown(socketNumber, Int32(SHUT_RDWR)) }

  var address: String { "http://127.0.0.1:\(port)" }

  /// The requests so far.
  var requests: [String] { seen.withLock { $0 } }

  /// The first words of a request: `GET /path`.
  var paths: [String] { requests.map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" } }
}

/// A value that threads share.
final class Locked<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock { body(&value) } }
}
