import CarbonScheduling

/// The time stamps of a file's rows, checked as they come.
struct TimeColumn {
  /// Seconds since 1970, strictly increasing.
  var seconds: [Int64] = []

  mutating func append(from table: borrowing TableReader, column: Int) throws(InputError) {
    let row = table.lines.bytes.span.extracting(table.range)
    let field = row.extracting(table.fields[column])
    let time: Int64
    do {
      time = try TimeStamp.parse(field)
    } catch {
      throw table.error(problem: "the time stamp \(quoted(field)) \(error.problem)", cure: error.cure)
    }
    if let last = seconds.last, time <= last {
      let instant = Instant(secondsSince1970: time)
      throw time == last
        ? table.error(
          problem: "the time stamp \(instant) is a duplicate of the row before",
          cure: "remove one of the two")
        : table.error(
          problem: "the time stamp \(instant) is earlier than the row before, \(Instant(secondsSince1970: last))",
          cure: "sort the rows by time, and remove duplicates")
    }
    seconds.append(time)
  }
}

/// The values of one column, row by row, and the digits they were written with.
struct ValueColumn {
  /// NaN where a cell is empty; no cell can say NaN.
  private var values: [Double] = []
  /// One code a row from the first row that differs on; before that, all are `uniformCode`.
  private var codes: [UInt8] = []
  private var uniformCode: UInt8?

  /// Whether the last value has fewer digits than all others, which have the same: without a line end behind it, some are
  /// likely missing.
  var lastIsShorter: Bool {
    guard let last = codes.last, let uniformCode, last < uniformCode else { return false }
    return codes.count > 2 && codes.dropLast().allSatisfy { $0 == uniformCode }
  }

  mutating func append(from table: inout TableReader, column: Int, emptyIsGap: Bool) throws(InputError) {
    if table.fields[column].isEmpty {
      guard emptyIsGap else { throw try Self.emptyValue(in: &table) }
      append(.nan, code: uniformCode ?? FractionDigits.shortestCode)
      return
    }
    let row = table.lines.bytes.span.extracting(table.range)
    let field = row.extracting(table.fields[column])
    guard let number = table.decimal(field), abs(number.value) <= IntensityTrace.largestMagnitude else {
      throw table.error(
        about: field, what: "value", example: "439.30", largest: "1000000 in magnitude",
        gap: emptyIsGap ? ", or for a gap leave the cell empty" : ", or for a gap remove the row")
    }
    if uniformCode == nil { uniformCode = number.fractionCode }
    append(number.value, code: number.fractionCode)
  }

  private mutating func append(_ value: Double, code: UInt8) {
    if codes.isEmpty, let uniformCode, code != uniformCode {
      codes = [UInt8](repeating: uniformCode, count: values.count)
    }
    values.append(value)
    if !codes.isEmpty { codes.append(code) }
  }

  /// Makes room for so many values.
  mutating func reserve(_ count: Int) { values.reserveCapacity(count) }

  /// How many digits after the point all values so far have; `nil` if not all have as many.
  var plainDigits: Int? { codes.isEmpty ? uniformCode.map(Int.init) : nil }

  /// Takes values that are written with as many digits as those before them.
  mutating func appendPlain(_ more: ArraySlice<Double>) { values.append(contentsOf: more) }

  func document(
    on evenSlots: EvenSlots, region: String?, origin: OriginColumns, file: String
  ) throws(InputError) -> TraceDocument {
    guard let uniformCode else {
      throw InputError(
        file: file, line: 1, problem: "the region \(quoted(region ?? "")) has no value in any row",
        cure: "remove its column")
    }
    var slots = evenSlots.scatter(values, elsewhere: .nan)
    var digits =
      codes.isEmpty
      ? FractionDigits(code: uniformCode) : FractionDigits(codes: evenSlots.scatter(codes, elsewhere: uniformCode))
    let pounds = PoundsAgain(grams: slots, digits: digits)
    if let pounds { (slots, digits) = (pounds.values, pounds.digits) }
    let gaps = takeGaps(outOf: &slots)
    do {
      let trace = try IntensityTrace(
        start: evenSlots.start, slot: .seconds(evenSlots.slotSeconds), values: slots, gaps: gaps,
        in: pounds == nil ? .gramsPerKilowattHour : .poundsPerMegawattHour, signal: origin.signal, region: region,
        provenance: origin.provenance, source: file)
      var document = TraceDocument(trace, fractionDigits: digits)
      document.slotChanges = evenSlots.changes
      return document
    } catch {
      throw InputError(file: file, problem: "the rows make no trace", cure: error.description)
    }
  }

  private static func emptyValue(in table: inout TableReader) throws(InputError) -> InputError {
    if let truncation = try table.truncation() { return truncation }
    return table.error(problem: "the value is empty", cure: "fill it in, or for a gap remove the whole row")
  }
}
