/// Undoes the compression inside gzip: DEFLATE (RFC 1951).
struct Inflater {
  private let bytes: [UInt8]
  /// Where the next byte to take bits from is.
  private(set) var position: Int
  private var bits: UInt64 = 0
  private var bitCount = 0

  init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// Appends what the blocks hold; afterwards ``position`` is behind the last.
  mutating func inflate(into output: inout [UInt8]) throws(Gzip.Fault) {
    let start = output.count
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored(into: &output)
      case 1: try inflateBlock(Self.fixedLengths, Self.fixedDistances, from: start, into: &output)
      case 2:
        let (lengths, distances) = try readCodes()
        try inflateBlock(lengths, distances, from: start, into: &output)
      default: throw .damaged
      }
    }
    // Bytes that were taken ahead are given back.
    position -= bitCount / 8
    (bits, bitCount) = (0, 0)
  }

  // MARK: Bits

  private mutating func fill() {
    while bitCount <= 48, position < bytes.count {
      bits |= UInt64(bytes[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  private mutating func take(_ count: Int) throws(Gzip.Fault) -> Int {
    if bitCount < count { fill() }
    guard bitCount >= count else { throw .breaksOff }
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  private mutating func symbol(_ code: HuffmanCode) throws(Gzip.Fault) -> Int {
    if bitCount < HuffmanCode.longest { fill() }
    guard let (symbol, length) = code.decode(bits) else { throw .damaged }
    guard length <= bitCount else { throw .breaksOff }
    bits >>= UInt64(length)
    bitCount -= length
    return symbol
  }

  // MARK: Blocks

  private mutating func copyStored(into output: inout [UInt8]) throws(Gzip.Fault) {
    _ = try take(bitCount % 8)
    let (length, complement) = (try take(16), try take(16))
    guard length == ~complement & 0xFFFF else { throw .damaged }
    guard output.count + length <= Gzip.largest else { throw .tooLarge }
    for _ in 0..<length { output.append(UInt8(try take(8))) }
  }

  private mutating func inflateBlock(
    _ lengths: HuffmanCode, _ distances: HuffmanCode, from start: Int, into output: inout [UInt8]
  ) throws(Gzip.Fault) {
    while true {
      let symbol = try symbol(lengths)
      if symbol < 256 {
        guard output.count < Gzip.largest else { throw .tooLarge }
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol - 257 < Self.lengthBases.count else { throw .damaged }
      let length = Self.lengthBases[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
      let place = try self.symbol(distances)
      guard place < Self.distanceBases.count else { throw .damaged }
      let distance = Self.distanceBases[place] + (try take(Self.distanceBits[place]))
      guard distance <= output.count - start else { throw .damaged }
      guard output.count + length <= Gzip.largest else { throw .tooLarge }
      // May overlap what it writes: a distance of one repeats a byte.
      for index in output.count - distance..<output.count - distance + length { output.append(output[index]) }
    }
  }

  /// The two codes of a block that brings its own.
  private mutating func readCodes() throws(Gzip.Fault) -> (HuffmanCode, HuffmanCode) {
    let (lengthCount, distanceCount, codeCount) = (try take(5) + 257, try take(5) + 1, try take(4) + 4)
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<codeCount { codeLengths[Self.codeOrder[index]] = UInt8(try take(3)) }
    guard let code = HuffmanCode(codeLengths) else { throw .damaged }
    var all: [UInt8] = []
    while all.count < lengthCount + distanceCount {
      let symbol = try symbol(code)
      switch symbol {
      case 16:
        guard let last = all.last else { throw .damaged }
        for _ in 0..<3 + (try take(2)) { all.append(last) }
      case 17: for _ in 0..<3 + (try take(3)) { all.append(0) }
      case 18: for _ in 0..<11 + (try take(7)) { all.append(0) }
      default: all.append(UInt8(symbol))
      }
    }
    guard all.count == lengthCount + distanceCount, all[256] != 0,
      let lengths = HuffmanCode(Array(all[..<lengthCount])), let distances = HuffmanCode(Array(all[lengthCount...]))
    else { throw .damaged }
    return (lengths, distances)
  }

  // MARK: Tables of the format

  private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049, 3_073, 4_097,
    6_145, 8_193, 12_289, 16_385, 24_577,
  ]
  private static let distanceBits = (0..<30).map { max(0, $0 / 2 - 1) }
  private static let fixedLengths =
    HuffmanCode(
      [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
        + [UInt8](repeating: 8, count: 8)) ?? HuffmanCode.empty
  private static let fixedDistances = HuffmanCode([UInt8](repeating: 5, count: 30)) ?? HuffmanCode.empty
}

/// A prefix code given by the lengths of its words (RFC 1951, section 3.2.2).
struct HuffmanCode {
  /// How long a word may be.
  static let longest = 15
  /// Words up to this long are looked up at once.
  private static let lookupBits = 10

  static let empty = HuffmanCode(lookup: [], counts: [], symbols: [])

  /// For the next ten bits: a symbol times 16 plus its word's length, or 0 for a longer word.
  private let lookup: [UInt16]
  /// How many words there are of each length.
  private let counts: [Int]
  /// The symbols in the order of their words.
  private let symbols: [Int]

  private init(lookup: [UInt16], counts: [Int], symbols: [Int]) {
    self.lookup = lookup
    self.counts = counts
    self.symbols = symbols
  }

  /// - Parameter lengths: Of each symbol's word; 0 for symbols that do not occur.
  /// - Returns: `nil` if there are more words than such lengths leave room for.
  init?(_ lengths: [UInt8]) {
    var counts = [Int](repeating: 0, count: Self.longest + 1)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var left = 1
    var offsets = [0, 0]
    for length in 1...Self.longest {
      left = 2 * left - counts[length]
      guard left >= 0 else { return nil }
      offsets.append(offsets[length] + counts[length])
    }
    var symbols = [Int](repeating: 0, count: lengths.count)
    var words = [Int](repeating: 0, count: Self.longest + 2)
    for length in 1...Self.longest { words[length + 1] = (words[length] + counts[length]) << 1 }
    var lookup = [UInt16](repeating: 0, count: 1 << Self.lookupBits)
    for (symbol, length) in lengths.enumerated() where length != 0 {
      let length = Int(length)
      symbols[offsets[length]] = symbol
      offsets[length] += 1
      let word = words[length]
      words[length] += 1
      guard length <= Self.lookupBits else { continue }
      // Words come with their first bit first, and so lowest.
      var turned = 0
      for bit in 0..<length where word >> bit & 1 != 0 { turned |= 1 << (length - 1 - bit) }
      for entry in stride(from: turned, to: lookup.count, by: 1 << length) {
        lookup[entry] = UInt16(symbol << 4 | length)
      }
    }
    self.init(lookup: lookup, counts: counts, symbols: symbols)
  }

  /// The symbol whose word the bits begin with, lowest bit first, and how long that is; `nil` if there is none.
  func decode(_ bits: UInt64) -> (symbol: Int, length: Int)? {
    guard !lookup.isEmpty else { return nil }
    let entry = lookup[Int(bits & UInt64(lookup.count - 1))]
    if entry != 0 { return (Int(entry >> 4), Int(entry & 15)) }
    var (code, first, index) = (0, 0, 0)
    for length in 1...Self.longest {
      code |= Int(bits >> UInt64(length - 1) & 1)
      if code - counts[length] < first { return (symbols[index + code - first], length) }
      index += counts[length]
      first = (first + counts[length]) << 1
      code <<= 1
    }
    return nil
  }
}
