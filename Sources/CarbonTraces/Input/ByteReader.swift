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

/// Hands out the bytes of a source a chunk at a time, unpacked if they are gzip. The one place that talks to the operating
/// system.
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
  private var hasStarted = false
  /// Whether the descriptor's end has been met: someone who types ends with one Ctrl-D, and is not asked for another.
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

  /// How many bytes there are in all, where that is known before they are read; packed ones count as they are.
  var size: Int? {
    switch origin {
    case .memory(let bytes, _): return bytes.count
    case .descriptor(let descriptor):
      var status = stat()
      guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return Int(status.st_size)
    }
  }

  /// How many bytes ``peek()`` shows: what every format says its name in.
  static let peekSize = 65_536

  /// The first bytes, without taking them away: ``peekSize`` of them, or all if there are fewer.
  ///
  /// Must be called before any are read.
  mutating func peek() throws(InputError) -> [UInt8] {
    try start()
    if case .memory(let bytes, _) = origin { return Array(bytes.prefix(Self.peekSize)) }
    return peeked
  }

  /// Looks at the first bytes, and unpacks all if they say that they are gzip.
  private mutating func start() throws(InputError) {
    guard !hasStarted else { return }
    hasStarted = true
    if case .memory(let bytes, let position) = origin {
      guard Gzip.isGzip(bytes) else { return }
      origin = .memory(try unpacked(bytes), position: position)
      return
    }
    try fill(upTo: Self.peekSize)
    guard Gzip.isGzip(peeked) else { return }
    while peeked.count <= Gzip.largest {
      let count = peeked.count
      try fill(upTo: count + max(Self.peekSize, count))
      if peeked.count == count { break }
    }
    let bytes = peeked
    peeked = []
    if mustClose, case .descriptor(let descriptor) = origin { _ = close(descriptor) }
    origin = .memory([], position: 0)
    origin = .memory(try unpacked(bytes), position: 0)
  }

  private func unpacked(_ bytes: [UInt8]) throws(InputError) -> [UInt8] {
    do {
      return try Gzip.unpacked(bytes)
    } catch {
      throw InputError(file: name, problem: error.problem, cure: "check it with gzip -t, or unpack it with gunzip")
    }
  }

  /// Reads on until so many bytes are in ``peeked``, or the end is reached.
  private mutating func fill(upTo size: Int) throws(InputError) {
    var filled = peeked.count
    peeked.append(contentsOf: [UInt8](repeating: 0, count: size - filled))
    while filled < size {
      // Taken out of `self` meanwhile, because that is what reads.
      var buffer: [UInt8] = []
      swap(&buffer, &peeked)
      let count = try readOrigin(into: &buffer, range: filled..<size)
      swap(&buffer, &peeked)
      if count == 0 { break }
      filled += count
    }
    peeked.removeLast(size - filled)
  }

  /// Reads some bytes, as many as are at hand, into `buffer[range]`.
  ///
  /// - Parameter range: Not empty, and inside the buffer.
  /// - Returns: How many came: 0 at the end only.
  mutating func read(into buffer: inout [UInt8], range: Range<Int>) throws(InputError) -> Int {
    try start()
    if peekedPosition < peeked.count {
      let count = min(range.count, peeked.count - peekedPosition)
      buffer.replaceSubrange(
        range.lowerBound..<range.lowerBound + count, with: peeked[peekedPosition..<peekedPosition + count])
      peekedPosition += count
      return count
    }
    return try readOrigin(into: &buffer, range: range)
  }

  private mutating func readOrigin(into buffer: inout [UInt8], range: Range<Int>) throws(InputError) -> Int {
    switch origin {
    case .memory(let bytes, let position):
      let count = min(range.count, bytes.count - position)
      let target = range.lowerBound..<range.lowerBound + count
      buffer.replaceSubrange(target, with: bytes[position..<position + count])
      origin = .memory(bytes, position: position + count)
      return count
    case .descriptor(let descriptor):
      if hasEnded { return 0 }
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
