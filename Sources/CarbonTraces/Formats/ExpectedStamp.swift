import CarbonScheduling

/// The stamp that the next row has if it is the next slot: `2020-01-01T00:10:00Z`, as two words and a half.
struct ExpectedStamp {
  /// How many bytes a stamp has.
  static let size = 20

  /// Its time, in seconds since 1970.
  private(set) var seconds: Int64
  private let step: Int64
  private var secondOfDay: Int64
  /// `2020-01-`, and `01T` in the lowest bytes; the first byte is the lowest.
  private var date: UInt64 = 0
  private var day: UInt64 = 0
  /// `01T00:10` and `:00Z`.
  private var middle: UInt64 = 0
  private var tail: UInt32 = 0

  /// `nil` if it lies outside the years 0 to 9999.
  init?(after last: Int64, step: Int64) {
    let (next, overflow) = last.addingReportingOverflow(step)
    guard !overflow, step > 0 else { return nil }
    seconds = next
    self.step = step
    secondOfDay = 0
    guard setDate() else { return nil }
    setTime()
  }

  /// Goes on to the stamp after this; `false` at the end of all years.
  @inline(__always)
  mutating func advance() -> Bool {
    seconds &+= step
    secondOfDay &+= step
    if secondOfDay >= 86_400, !setDate() { return false }
    setTime()
    return true
  }

  @inline(__always)
  func matches(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    precondition(start >= 0 && start + Self.size <= bytes.count)
    let raw = unsafe bytes.bytes
    // SAFETY: all 20 bytes from `start` lie inside the span, as was checked above.
    let first = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    let second = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
    let third = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start + 16, as: UInt32.self)
    return UInt64(littleEndian: first) == date && UInt64(littleEndian: second) == middle
      && UInt32(littleEndian: third) == tail
  }

  private mutating func setDate() -> Bool {
    // Years 0000 to 9999.
    guard -62_167_219_200..<253_402_300_800 ~= seconds else { return false }
    let day = CivilDate(containing: Instant(secondsSince1970: seconds))
    secondOfDay = seconds - day.startOfDay.secondsSince1970
    date = Self.digits(day.year / 100) | Self.digits(day.year % 100) << 16 | Self.digits(day.month) << 40
    date |= UInt64(UInt8(ascii: "-")) << 32 | UInt64(UInt8(ascii: "-")) << 56
    self.day = Self.digits(day.day) | UInt64(UInt8(ascii: "T")) << 16
    return true
  }

  @inline(__always)
  private mutating func setTime() {
    let minutes = Int(secondOfDay / 60)
    let second = Int(secondOfDay) - 60 * minutes
    let hour = minutes / 60
    middle = day | Self.digits(hour) << 24 | UInt64(UInt8(ascii: ":")) << 40
    middle |= Self.digits(minutes - 60 * hour) << 48
    tail = UInt32(UInt8(ascii: ":")) | UInt32(truncatingIfNeeded: Self.digits(second)) << 8
    tail |= UInt32(UInt8(ascii: "Z")) << 24
  }

  /// Two digits, the first in the lowest byte.
  @inline(__always)
  private static func digits(_ number: Int) -> UInt64 {
    let tens = number / 10
    return UInt64(truncatingIfNeeded: (0x30 + tens) | (0x30 + number - 10 * tens) << 8)
  }
}
