import CarbonScheduling

/// Reads ISO 8601 time stamps from bytes, to whole seconds.
///
/// The date comes first, in full; then, after `T`, `t` or a space, hours and minutes; seconds and a fraction of zeros
/// may follow; then `Z`, `z` or an offset (`+02:00`, `+0200`, `+02`). A date alone is its midnight in UTC.
enum TimeStamp {
  /// Why bytes are not a time stamp.
  enum Fault: Error {
    case notATimeStamp
    case noSuchDay
    case noSuchTime
    case hour24
    case leapSecond
    case fraction
    case noZone
    case noSuchOffset
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  ///
  /// - Parameter dropsFraction: Whether a fraction of a second is dropped instead of refused.
  /// - Complexity: O(bytes).
  static func parse(_ bytes: Span<UInt8>, dropsFraction: Bool = false) throws(Fault) -> Int64 {
    var cursor = Cursor()
    let year = try 100 * cursor.twoDigits(bytes) + cursor.twoDigits(bytes)
    try cursor.expect("-", bytes)
    let month = try cursor.twoDigits(bytes)
    try cursor.expect("-", bytes)
    let day = try cursor.twoDigits(bytes)
    let date = CivilDate(year: year, month: month, day: day)
    // The first 28 days exist in every month; to ask the calendar costs more.
    guard (1...12).contains(month), (1...28).contains(day) || date.exists else { throw .noSuchDay }
    let midnight = date.startOfDay.secondsSince1970
    if cursor.index == bytes.count { return midnight }

    guard cursor.skip("T", bytes) || cursor.skip("t", bytes) || cursor.skip(" ", bytes) else { throw .notATimeStamp }
    let hour = try cursor.twoDigits(bytes)
    try cursor.expect(":", bytes)
    let minute = try cursor.twoDigits(bytes)
    var second = 0
    var hasFraction = false
    if cursor.skip(":", bytes) {
      second = try cursor.twoDigits(bytes)
      if cursor.skip(".", bytes) || cursor.skip(",", bytes) { hasFraction = try cursor.hasNonZeroFraction(bytes) }
    }
    guard hour != 24 else { throw .hour24 }
    guard second != 60 else { throw .leapSecond }
    guard hour < 24, minute < 60, second < 60 else { throw .noSuchTime }
    let offset = try cursor.zoneOffset(bytes)
    guard cursor.index == bytes.count else { throw .notATimeStamp }
    guard !hasFraction || dropsFraction else { throw .fraction }
    return midnight + Int64(3_600 * hour + 60 * minute + second - offset)
  }

  /// A place in the text, which every method is given (a type that held a span could not leave its initializer yet).
  private struct Cursor {
    var index = 0

    @inline(__always)
    mutating func skip(_ character: Unicode.Scalar, _ bytes: Span<UInt8>) -> Bool {
      guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    mutating func expect(_ character: Unicode.Scalar, _ bytes: Span<UInt8>) throws(Fault) {
      guard skip(character, bytes) else { throw .notATimeStamp }
    }

    @inline(__always)
    mutating func twoDigits(_ bytes: Span<UInt8>) throws(Fault) -> Int {
      guard index + 2 <= bytes.count, let tens = digitValue(bytes[index]), let ones = digitValue(bytes[index + 1])
      else { throw .notATimeStamp }
      index += 2
      return 10 * tens + ones
    }

    mutating func hasNonZeroFraction(_ bytes: Span<UInt8>) throws(Fault) -> Bool {
      let start = index
      var isNonZero = false
      while index < bytes.count, let digit = digitValue(bytes[index]) {
        isNonZero = isNonZero || digit != 0
        index += 1
      }
      guard index > start else { throw .notATimeStamp }
      return isNonZero
    }

    /// Seconds that local time is ahead of UTC.
    mutating func zoneOffset(_ bytes: Span<UInt8>) throws(Fault) -> Int {
      if skip("Z", bytes) || skip("z", bytes) { return 0 }
      if index == bytes.count { throw .noZone }
      let isNegative = skip("-", bytes)
      guard isNegative || skip("+", bytes) else { throw .notATimeStamp }
      let hours = try twoDigits(bytes)
      var minutes = 0
      if index < bytes.count {
        _ = skip(":", bytes)
        minutes = try twoDigits(bytes)
      }
      guard hours < 24, minutes < 60 else { throw .noSuchOffset }
      return (isNegative ? -60 : 60) * (60 * hours + minutes)
    }
  }
}

extension TimeStamp.Fault {
  /// What is wrong, to be read after the text.
  var problem: String {
    switch self {
    case .notATimeStamp: "is not a time stamp"
    case .noSuchDay: "names a day that does not exist"
    case .noSuchTime: "names a time that does not exist"
    case .hour24: "has an hour 24"
    case .leapSecond: "is a leap second, which Unix time does not count"
    case .fraction: "falls between two whole seconds"
    case .noZone: "has no time zone"
    case .noSuchOffset: "has an offset that does not exist"
    }
  }

  var cure: String {
    switch self {
    case .notATimeStamp: "write ISO 8601, such as 2020-01-01T00:00:00Z"
    case .noSuchDay: "check the month and the day (2020-02-29 exists, 2021-02-29 does not)"
    case .noSuchTime: "write 00:00:00 to 23:59:59"
    case .hour24: "write midnight as 00:00:00 of the next day"
    case .leapSecond: "write second 59, or second 00 of the next minute"
    case .fraction: "give whole seconds, with a fraction of zeros if any"
    case .noZone: "add Z for UTC, or an offset such as +02:00"
    case .noSuchOffset: "write +00:00 to +23:59, or with -, or Z for UTC"
    }
  }
}
