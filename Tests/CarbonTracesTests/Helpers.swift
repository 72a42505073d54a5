import CarbonScheduling

@testable import CarbonTraces

/// Bytes in memory, from text, under the name `t.csv`.
func source(_ text: String, name: String = "t.csv") -> InputSource {
  .bytes(Array(text.utf8), name: name)
}

/// What a piece of code fails with, as its one line, or `nil` if it does not.
func failure(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return "\(error)"
  }
}

/// A decimal number, read as a file's are.
func decimal(_ text: String, timesTenTo power: Int = 0) -> DecimalNumber? {
  DecimalNumber.parse(Array(text.utf8).span, timesTenTo: power)
}

/// A narrow file of `rows` below the usual header.
func narrow(_ rows: String...) -> String {
  (["timestamp_utc,gco2_per_kwh"] + rows).map { $0 + "\n" }.joined()
}

/// A row at so many minutes into 2020.
func row(_ minutes: Int, _ value: String = "1") -> String {
  "\(newYear.advanced(by: .seconds(60 * minutes))),\(value)"
}

/// 2020-01-01T00:00:00Z.
let newYear = Instant(secondsSince1970: 1_577_836_800)

/// Random numbers that are the same in every run (Steele, Lea and Flood, OOPSLA 2014: SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
