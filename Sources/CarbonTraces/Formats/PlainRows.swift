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
  /// How many columns follow the values that are empty but in the first row.
  private let emptyCount: Int
  private let powers = powersOfTen

  /// `nil` if columns lie in another order than they are written in.
  init?(_ layout: NativeLayout) {
    let last = layout.columns.count
    guard layout.dialect == Dialect(), layout.timeColumn == 0, layout.columns == Array(1...last) else { return nil }
    let others = [layout.signal, layout.provenance].compactMap { $0 }
    guard others.allSatisfy({ $0 > last }), layout.columnCount == 1 + last + others.count else { return nil }
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
    var digitCounts: [Int] = []
    for column in columns {
      guard let count = column.plainDigits, count <= PlainNumber.mostFractionDigits else { return position }
      digitCounts.append(count)
    }
    let mostRows = TraceLimits.slotCount / columns.count
    var block = [Double](repeating: 0, count: columns.count * Self.blockStride)
    var isPlain = true
    while isPlain {
      let rows: Int
      (rows, isPlain) = Self.take(
        min(Self.blockRows, mostRows - times.seconds.count), of: table.lines.bytes.span, from: &position,
        to: range.upperBound, &expected, &times.seconds, digitCounts, emptyCount, powers, into: &block)
      for column in columns.indices {
        let first = column * Self.blockStride
        columns[column].appendPlain(block[first..<first + rows])
      }
    }
    return position
  }

  /// How many rows are read before their values are handed to the columns, and how far apart these are meanwhile: no power of
  /// two, which would put all of them in the same few lines of the fastest memory.
  private static let blockRows = 256
  private static let blockStride = blockRows + 8

  /// Takes rows until one is not plain; returns how many, and whether there may be more.
  ///
  /// - Parameters:
  ///   - digitCounts: How many digits come after the point in each column.
  ///   - block: Where the values go, column by column.
  private static func take(
    _ mostRows: Int, of bytes: Span<UInt8>, from position: inout Int, to end: Int, _ expected: inout ExpectedStamp,
    _ times: inout [Int64], _ digitCounts: [Int], _ emptyCount: Int, _ powers: [Double], into block: inout [Double]
  ) -> (rows: Int, isPlain: Bool) {
    let digitCounts = digitCounts.span
    var block = block.mutableSpan
    var rows = 0
    while rows < mostRows {
      // The stamp, and one byte for each column at least.
      guard end - position > ExpectedStamp.size + digitCounts.count, expected.matches(bytes, at: position) else {
        return (rows, false)
      }
      var index = position + ExpectedStamp.size
      for column in 0..<digitCounts.count {
        guard let value = PlainNumber.take(bytes, &index, fractionDigits: digitCounts[column], powers) else {
          return (rows, false)
        }
        block[column &* blockStride &+ rows] = value
      }
      for _ in 0..<emptyCount {
        guard index < end, bytes[index] == UInt8(ascii: ",") else { return (rows, false) }
        index += 1
      }
      if index + 1 < end, bytes[index] == UInt8(ascii: "\r") { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: "\n") else { return (rows, false) }
      position = index + 1
      times.append(expected.seconds)
      rows += 1
      guard expected.advance() else { return (rows, false) }
    }
    return (rows, rows > 0)
  }
}
