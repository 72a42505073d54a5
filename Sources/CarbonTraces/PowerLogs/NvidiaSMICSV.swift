import CarbonScheduling

/// Reads what nvidia-smi writes when it is asked for CSV: `timestamp, power.draw [W]`, perhaps with more columns.
enum NvidiaSMICSV {
  /// The columns of power: the plain one, then the mean, then the momentary one. A reading is the first that has a value.
  static func powerColumns(of header: [String]) -> [Int] {
    ["power.draw", "power.draw.average", "power.draw.instant"].compactMap { name in
      header.firstIndex { LogRows.plain($0) == name }
    }
  }

  static func read(
    _ rows: consuming LogRows, clock: LogClock?, longestInterval: Duration?
  ) throws(InputError) -> PowerLog {
    var rows = rows
    let powers = powerColumns(of: rows.header)
    guard let time = rows.column("timestamp") else {
      throw rows.error(problem: "there is no column timestamp", cure: "ask for --query-gpu=timestamp,power.draw")
    }
    let names = DeviceColumns(rows)
    var log = DeviceReadings(clock: clock, file: rows.lines.name, hasNames: names.exist)
    var shape: ValueShape?
    while try rows.next() {
      let read: (time: LogStamp.Time, kilowatts: Double?, shape: ValueShape?)
      do throws(InputError) {
        read = try reading(of: rows, time: time, powers: powers)
      } catch {
        if rows.breakOff() { break }
        throw error
      }
      // `61` at the end of a log of `61.00 W` has been cut.
      if let shape, !rows.isTerminated, read.shape?.isShorter(than: shape) == true, rows.breakOff() { break }
      shape = read.shape ?? shape
      let reading = DeviceReadings.Reading(
        time: read.time, kilowatts: read.kilowatts, line: rows.lineNumber, isAfterBreak: rows.isAfterBreak)
      guard log.append(reading, of: names.device(rows)) else { throw tooMany(rows) }
    }
    let found = try log.finish()
    let irregularities = found.irregularities + rows.irregularities
    do throws(PowerLogError) {
      return try PowerLog(devices: found.readings, named: found.devices, longestInterval: longestInterval)
        .adding(irregularities, unplacedReadings: found.unplaced)
    } catch {
      throw rows.error(
        problem: "the readings cover no time", cure: "give at least two readings of a GPU with a power sensor")
    }
  }

  /// What the current row says, and how its value is written, if it has one.
  private static func reading(
    of rows: borrowing LogRows, time: Int, powers: [Int]
  ) throws(InputError) -> (time: LogStamp.Time, kilowatts: Double?, shape: ValueShape?) {
    let row = rows.lines.bytes.span.extracting(rows.range)
    let stamp = try LogStamp.time(row.extracting(rows.fields[time]), in: rows)
    for column in powers {
      let field = row.extracting(rows.fields[column])
      if !isMissing(field) { return (stamp, try watts(field, in: rows) / 1_000, ValueShape(field)) }
    }
    return (stamp, nil, nil)
  }

  private static func tooMany(_ rows: borrowing LogRows) -> InputError {
    rows.error(
      problem: "there are too many readings or devices",
      cure: "split the log: it may have \(DeviceReadings.mostReadings) readings of "
        + "\(DeviceReadings.mostDevices) devices")
  }

  /// `[N/A]`, `[Not Supported]`, `[Unknown Error]`, `ERR!`, `N/A`, or nothing: words in place of a number.
  private static func isMissing(_ field: Span<UInt8>) -> Bool {
    guard !field.isEmpty else { return true }
    let letter = field[0] | 0x20
    return field[0] == UInt8(ascii: "[") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
  }

  /// A number, with or without its unit: `61.00 W`.
  private static func watts(_ field: Span<UInt8>, in rows: borrowing LogRows) throws(InputError) -> Double {
    var end = field.count
    if end > 1, field[end - 1] == UInt8(ascii: "W") {
      end -= 1
      while end > 0, isBlank(field[end - 1]) { end -= 1 }
    }
    return try rows.measure(field.extracting(0..<end), "power", largest: 1e9)
  }

  /// How a value is written: nvidia-smi writes all alike.
  private struct ValueShape {
    var hasUnit: Bool
    var decimals: Int

    init(_ field: Span<UInt8>) {
      hasUnit = field[field.count - 1] == UInt8(ascii: "W")
      decimals = 0
      var isFraction = false
      for index in field.indices {
        if isFraction, digitValue(field[index]) != nil { decimals += 1 }
        if [UInt8(ascii: "."), UInt8(ascii: ",")].contains(field[index]) { isFraction = true }
      }
    }

    func isShorter(than other: Self) -> Bool { (other.hasUnit && !hasUnit) || decimals < other.decimals }
  }
}

/// The columns that say which device a row is of.
private struct DeviceColumns {
  private let index: Int?
  private let uuid: Int?
  private let bus: Int?

  init(_ rows: borrowing LogRows) {
    index = rows.column("index")
    uuid = rows.column("uuid") ?? rows.column("gpu_uuid")
    bus = rows.column("pci.bus_id") ?? rows.column("gpu_bus_id")
  }

  var exist: Bool { index != nil || uuid != nil || bus != nil }

  /// The device of the current row.
  func device(_ rows: borrowing LogRows) -> PowerLog.Device {
    let row = rows.lines.bytes.span.extracting(rows.range)
    func text(_ column: Int?) -> String? { column.map { rows.fields.text(ofField: $0, in: row) } }
    return PowerLog.Device(index: text(index).flatMap { Int($0) }, uuid: text(uuid), busID: text(bus))
  }
}
