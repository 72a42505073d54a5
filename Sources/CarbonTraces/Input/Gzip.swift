/// Unpacks gzip (RFC 1952), so that `west-us.csv.gz` is as good as the file in it.
enum Gzip {
  /// Why bytes cannot be unpacked.
  enum Fault: Error {
    case damaged
    case breaksOff
    case tooLarge

    var problem: String {
      switch self {
      case .damaged: "the gzip data are damaged"
      case .breaksOff: "the gzip data break off in the middle"
      case .tooLarge: "the gzip data unpack to more than \(Gzip.largest >> 20) MiB"
      }
    }
  }

  /// What is unpacked at most: a small file must not fill the memory.
  static let largest = 1 << 29

  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The contents of all members one after the other, as `gzip -dc` writes them.
  ///
  /// - Complexity: O(bytes in and out).
  static func unpacked(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    repeat {
      position = try skipHeader(bytes, from: position)
      let start = output.count
      var inflater = Inflater(bytes, from: position)
      try inflater.inflate(into: &output)
      position = inflater.position
      guard position + 8 <= bytes.count else { throw .breaksOff }
      let (checksum, length) = (word(bytes, position), word(bytes, position + 4))
      guard checksum == CRC32.of(output[start...]), length == UInt32(truncatingIfNeeded: output.count - start) else {
        throw .damaged
      }
      position += 8
    } while position < bytes.count && isGzip(bytes[position...])
    return output
  }

  private static func word(_ bytes: [UInt8], _ position: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << (8 * UInt32($1)) }
  }

  /// Where the compressed data begin behind the header of a member.
  private static func skipHeader(_ bytes: [UInt8], from start: Int) throws(Fault) -> Int {
    guard start + 10 <= bytes.count else { throw .breaksOff }
    guard bytes[start] == 0x1F, bytes[start + 1] == 0x8B, bytes[start + 2] == 8 else { throw .damaged }
    let flags = bytes[start + 3]
    var position = start + 10
    if flags & 4 != 0 {
      guard position + 2 <= bytes.count else { throw .breaksOff }
      position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
    }
    // A name and a comment end in zero.
    for flag in [8, 16] as [UInt8] where flags & flag != 0 {
      while position < bytes.count, bytes[position] != 0 { position += 1 }
      position += 1
    }
    if flags & 2 != 0 { position += 2 }
    guard position <= bytes.count else { throw .breaksOff }
    return position
  }
}

/// The checksum of gzip: the remainder of a division by the polynomial 0x04C11DB7, bits turned round.
private enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320 }
  }

  static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    let table = table
    var value = UInt32.max
    for byte in bytes { value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ (value >> 8) }
    return ~value
  }
}
