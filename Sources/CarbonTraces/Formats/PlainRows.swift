import CarbonScheduling

/// Takes the rows of a native CSV that are written plainly, at the speed of memory.
///
///     2020-01-01T00:10:00Z,594.78,418.02\n
///     |- the next slot     -|- digits, as many behind the point as before, and commas
///
/// A stamp is not parsed, but compared with the one that comes next; a row is looked at once, from its first byte to its
/// line feed. The first byte that is not as expected leaves the whole row to ``TableReader``, which reads whatever a row
/// may be, or says what is wrong with it.
struct PlainRows {
  /// How many columns of values follow the stamp, and how many that are empty follow those.
  private let valueCount: Int
  private let emptyCount: Int
  private let powers = powersOfTen

  /// `nil` if columns lie in another order than they are written in.
  init?(_ layout: NativeLayout) {
    let last = layout.columns.count
    guard layout.dialect == Dialect(), layout.timeColumn == 0, layout.columns == Array(1...last) else { return nil }
    let others = [layout.signal, layout.provenance].compactMap { $0 }
    guard others.allSatisfy({ $0 > last }), layout.columnCount == 1 + last + others.count else { return nil }
    valueCount = last
    emptyCount = others.count
  }

  /// Takes as many rows as are plain and lie in memory whole.
  func take(from table: inout TableReader, into times: inout TimeColumn, _ columns: inout [ValueColumn]) {
    let before = times.seconds.count
    if before == 2, let size = table.lines.size {
      // As many rows as there would be if all were as long as this one, and some more: room that is not used costs nothing.
      let count = min(size / max(1, table.range.count + 1) / 8 * 9, TraceLimits.slotCount / columns.count)
      times.seconds.reserveCapacity(count)
      for index in columns.indices { columns[index].reserve(count) }
    }
    let position = takeRows(of: table, into: &times, &columns)
    table.passOver(rows: times.seconds.count - before, endingAt: position)
  }

  /// - Returns: Where the first row begins that was not taken.
  private func takeRows(
    of table: borrowing TableReader, into times: inout TimeColumn, _ columns: inout [ValueColumn]
  ) -> Int {
    let range = table.lines.unread
    var position = range.lowerBound
    guard let last = times.seconds.last, times.seconds.count > 1,
      var expected = ExpectedStamp(after: last, step: last - times.seconds[times.seconds.count - 2])
    else { return position }
    let bytes = table.lines.bytes.span
    let mostRows = TraceLimits.slotCount / columns.count
    while times.seconds.count < mostRows,
      let next = takeRow(bytes, position, range.upperBound, expected, times.seconds.count, &columns)
    {
      times.seconds.append(expected.seconds)
      position = next
      guard expected.advance() else { break }
    }
    return position
  }

  /// Takes one row.
  ///
  /// - Returns: Where the next begins; `nil`, and nothing taken, if the row is not plain.
  @inline(__always)
  private func takeRow(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ expected: ExpectedStamp, _ row: Int,
    _ columns: inout [ValueColumn]
  ) -> Int? {
    // The stamp, and one byte for each column at least.
    guard end - start > ExpectedStamp.size + valueCount, expected.matches(bytes, at: start) else { return nil }
    var index = start + ExpectedStamp.size
    for column in 0..<valueCount {
      guard let (value, code) = takeNumber(bytes, &index, end), columns[column].appendPlain(value, code: code) else {
        for taken in 0..<column { columns[taken].removeLast(downTo: row) }
        return nil
      }
    }
    var isWhole = true
    for _ in 0..<emptyCount {
      isWhole = isWhole && index < end && bytes[index] == UInt8(ascii: ",")
      index += 1
    }
    if index + 1 < end, bytes[index] == UInt8(ascii: "\r") { index += 1 }
    guard isWhole, index < end, bytes[index] == UInt8(ascii: "\n") else {
      for column in 0..<valueCount { columns[column].removeLast(downTo: row) }
      return nil
    }
    return index + 1
  }

  /// Takes a comma and a number below a million of at most 15 digits, without needless zeros or an exponent.
  @inline(__always)
  private func takeNumber(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> (value: Double, code: UInt8)? {
    guard index + 1 < end, bytes[index] == UInt8(ascii: ",") else { return nil }
    index += 1
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var digits: UInt64 = 0
    let start = index
    while index < end, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
      digits = 10 &* digits &+ UInt64(digit)
      index += 1
    }
    // Six digits keep the value below the largest that a trace may have.
    guard 1...6 ~= index - start, index - start == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
    guard index < end, bytes[index] == UInt8(ascii: ".") else {
      return (isNegative ? -Double(digits) : Double(digits), 0)
    }
    index += 1
    let point = index
    while index < end, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
      digits = 10 &* digits &+ UInt64(digit)
      index += 1
    }
    // So few digits are exact, and so is the power of ten: the division is the one rounding.
    guard 1...9 ~= index - point else { return nil }
    let value = Double(digits) / powers[index - point]
    return (isNegative ? -value : value, UInt8(truncatingIfNeeded: index - point))
  }
}

/// The stamp that the next row has if it is the next slot: `2020-01-01T00:10:00Z`, as two words and a half.
private struct ExpectedStamp {
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
