#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Bionic)
  import Bionic
#elseif canImport(WASILibc)
  import WASILibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Hands out the bytes of a source a chunk at a time. The one place that talks to the operating system.
struct ByteReader: ~Copyable {
  private enum Origin {
    case descriptor(Int32)
    case memory([UInt8], position: Int)
  }

  private var origin: Origin
  private let mustClose: Bool
  /// What messages call the source.
  let name: String
  /// Bytes that ``peek()`` has taken from a descriptor, of which `peekedPosition` have been handed out.
  private var peeked: [UInt8] = []
  private var peekedPosition = 0
  /// Whether the end has been met: someone who types ends with one Ctrl-D, and is not asked for another.
  private var hasEnded = false

  /// - Throws: ``InputError`` of kind `.unreadable`, if there is no such file or it may not be opened.
  init(_ source: InputSource) throws(InputError) {
    name = source.name
    switch source {
    case .bytes(let bytes, _):
      origin = .memory(bytes, position: 0)
      mustClose = false
    case .standardInput:
      origin = .descriptor(STDIN_FILENO)
      mustClose = false
    case .file(let path):
      // The system would take the path to end there.
      guard !path.contains("\0") else { throw Self.failure(ENOENT, reading: path) }
      let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.failure(errno, reading: path) }
      origin = .descriptor(descriptor)
      mustClose = true
    }
  }

  deinit {
    if mustClose, case .descriptor(let descriptor) = origin { _ = close(descriptor) }
  }

  /// How many bytes ``peek()`` shows: what every format says its name in.
  static let peekSize = 65_536

  /// The first bytes, without taking them away: ``peekSize`` of them, or all if there are fewer.
  ///
  /// Must be called before any are read.
  mutating func peek() throws(InputError) -> [UInt8] {
    if case .memory(let bytes, _) = origin { return Array(bytes.prefix(Self.peekSize)) }
    var head = [UInt8](repeating: 0, count: Self.peekSize)
    var filled = 0
    while filled < head.count {
      let count = try read(into: &head, range: filled..<head.count)
      if count == 0 { break }
      filled += count
    }
    head.removeLast(head.count - filled)
    peeked = head
    return head
  }

  /// Reads some bytes, as many as are at hand, into `buffer[range]`.
  ///
  /// - Parameter range: Not empty, and inside the buffer.
  /// - Returns: How many came: 0 at the end only.
  mutating func read(into buffer: inout [UInt8], range: Range<Int>) throws(InputError) -> Int {
    if peekedPosition < peeked.count {
      let count = min(range.count, peeked.count - peekedPosition)
      buffer.replaceSubrange(
        range.lowerBound..<range.lowerBound + count, with: peeked[peekedPosition..<peekedPosition + count])
      peekedPosition += count
      return count
    }
    if hasEnded { return 0 }
    switch origin {
    case .memory(let bytes, let position):
      let count = min(range.count, bytes.count - position)
      let target = range.lowerBound..<range.lowerBound + count
      buffer.replaceSubrange(target, with: bytes[position..<position + count])
      origin = .memory(bytes, position: position + count)
      return count
    case .descriptor(let descriptor):
      precondition(buffer.indices.contains(range.lowerBound) && range.upperBound <= buffer.count)
      while true {
        // SAFETY: the range was checked above to lie inside the buffer, which lives until the closure returns.
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe readBytes(descriptor, UnsafeMutableRawBufferPointer(rebasing: bytes[range]))
        }
        if count == 0 { hasEnded = true }
        if count >= 0 { return count }
        if errno != EINTR { throw Self.failure(errno, reading: name) }
      }
    }
  }

  private static func failure(_ code: Int32, reading name: String) -> InputError {
    let (problem, cure) =
      switch code {
      case ENOENT, ENOTDIR: ("there is no such file", "give the path of an existing file, or - for standard input")
      case EACCES, EPERM: ("the file may not be read", "ask for permission to read it")
      case EISDIR: ("this is a folder", "give the path of a file in it")
      default: ("reading failed (system error \(code))", "check the file and try again")
      }
    return InputError(kind: .unreadable, file: name, problem: problem, cure: cure)
  }
}

/// `read(2)`, by a name that does not collide with a method's.
private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(descriptor, bytes.baseAddress, bytes.count)
}
