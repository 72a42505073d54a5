/// Changes good files into ones that may be bad, the same ones for the same seed.
struct Mutator {
  private var random: SplitMix
  private let seeds: [[UInt8]]

  init(seeds: [String], seed: UInt64) {
    self.seeds = seeds.map { Array($0.utf8) }
    random = SplitMix(seed: seed)
  }

  /// The next input: a seed with one to five changes, or one seed's beginning with another's end.
  mutating func next() -> [UInt8] {
    var bytes = pick(seeds)
    if Int.random(in: 0..<16, using: &random) == 0 {
      let other = pick(seeds)
      bytes = Array(bytes.prefix(place(in: bytes)) + other.suffix(place(in: other)))
    }
    for _ in 0..<Int.random(in: 1...5, using: &random) where !bytes.isEmpty { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let at = place(in: bytes)
    switch Int.random(in: 0..<9, using: &random) {
    case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
    case 2 where at < bytes.count: bytes.remove(at: at)
    case 3: bytes.insert(contentsOf: pick(Self.tokens), at: at)
    case 4: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
    case 5: bytes.removeLast(bytes.count - at)
    case 6 where bytes.count < 4_000:
      let end = min(bytes.count, at + Int.random(in: 1...200, using: &random))
      bytes.insert(contentsOf: bytes[at..<end], at: at)
    case 7: replaceDigit(&bytes, from: at)
    default: swapRanges(&bytes)
    }
  }

  private mutating func replaceDigit(_ bytes: inout [UInt8], from at: Int) {
    guard let index = bytes[at...].firstIndex(where: { 48...57 ~= $0 }) else { return }
    bytes[index] = UInt8.random(in: 48...57, using: &random)
  }

  private mutating func swapRanges(_ bytes: inout [UInt8]) {
    let ends = [place(in: bytes), place(in: bytes), place(in: bytes)].sorted()
    bytes = Array(bytes[..<ends[0]] + bytes[ends[1]..<ends[2]] + bytes[ends[0]..<ends[1]] + bytes[ends[2]...])
  }

  private mutating func place(in bytes: [UInt8]) -> Int { Int.random(in: 0...bytes.count, using: &random) }

  private mutating func pick(_ choices: [[UInt8]]) -> [UInt8] {
    choices.isEmpty ? [] : choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private static let tokens: [[UInt8]] =
    [
      "\"", ",", ";", "\t", "\n", "\r\n", "\r", "-", "+", "9", "0", "e", "e308", "e-400", ".", ":", "Z", "T", "[", "]",
      "{",
      "}", "null", "true", "NaN", "\\", "\\u", "\\uD800", "\0", "é", "\u{301}", "\u{202E}", "\u{FEFF}", "sep=;\n",
      "99999999999999999999", "-9223372036854775808", "0000-01-01", "9999-12-31T23:59:59Z", "2024-02-29", "+23:59",
      "1e15",
      "\"\"", "  ", "[[[[[[[[", "{\"a\":", "W", "[N/A]",
    ].map { Array($0.utf8) } + [[0x1F, 0x8B], [0xFF], [0xEF, 0xBB, 0xBF], [0xC3]]
}

/// Random numbers that are the same in every run (Steele, Lea and Flood, OOPSLA 2014: SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
