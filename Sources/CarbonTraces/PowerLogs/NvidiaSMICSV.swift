import CarbonScheduling

/// Reads what nvidia-smi writes when it is asked for CSV: `timestamp, power.draw [W]`, perhaps with more columns.
enum NvidiaSMICSV {
  /// The column of power: of newer drivers' three, the plain one, then the mean, then the momentary one.
  static func powerColumn(of table: borrowing TableReader) -> Int? {
    for name in ["power.draw", "power.draw.average", "power.draw.instant"] {
      if let column = column(name, of: table) { return column }
    }
    return nil
  }

  static func read(
    _ table: consuming TableReader, power: Int, utcOffset: UTCOffset?, longestInterval: Duration?
  ) throws(InputError) -> PowerLog {
    var table = table
    guard let time = column("timestamp", of: table) else {
      throw table.error(problem: "there is no column timestamp", cure: "ask for --query-gpu=timestamp,power.draw")
    }
    let identity = column("index", of: table) ?? column("uuid", of: table) ?? column("pci.bus_id", of: table)
    var log = ReadingsByDevice()
    while try table.nextRow() {
      let row = table.lines.bytes.span.extracting(table.range)
      let stamp = row.extracting(table.fields[time])
      let milliseconds = try LogStamp.milliseconds(stamp, utcOffset: utcOffset, in: table)
      let name = identity.map { table.fields.text(ofField: $0, in: row) }
      let field = row.extracting(table.fields[power])
      let kilowatts = isMissing(field) ? nil : try watts(field, in: table) / 1_000
      guard log.append(milliseconds: milliseconds, kilowatts: kilowatts, device: name) else {
        throw table.error(
          problem: "there are too many readings or devices",
          cure: "split the log: it may have \(ReadingsByDevice.mostReadings) readings of "
            + "\(ReadingsByDevice.mostDevices) devices")
      }
    }
    do {
      return try PowerLog(devices: log.readings, longestInterval: longestInterval, missing: log.missing)
    } catch {
      throw table.error(
        problem: "the readings cover no time", cure: "give at least two readings of a GPU with a power sensor")
    }
  }

  /// The place of a column, whatever the unit behind its name: `power.draw [W]`.
  private static func column(_ name: String, of table: borrowing TableReader) -> Int? {
    table.header.firstIndex { $0.lowercased().prefix { $0 != " " && $0 != "[" } == name }
  }

  /// `[N/A]`, `[Not Supported]`, `[Unknown Error]`, `N/A` or nothing.
  private static func isMissing(_ field: Span<UInt8>) -> Bool {
    field.isEmpty || field[0] == UInt8(ascii: "[") || field[0] == UInt8(ascii: "N")
  }

  /// A number, with or without its unit: `61.00 W`.
  private static func watts(_ field: Span<UInt8>, in table: borrowing TableReader) throws(InputError) -> Double {
    var end = field.count
    if end > 1, field[end - 1] == UInt8(ascii: "W") {
      end -= 1
      while end > 0, isBlank(field[end - 1]) { end -= 1 }
    }
    return try table.measure(field.extracting(0..<end), "power", largest: 1e9)
  }
}

/// Readings sorted by the device they are of.
private struct ReadingsByDevice {
  /// Three months of a reading each second; a log of so many takes half a gigabyte.
  static let mostReadings = 1 << 23
  static let mostDevices = 1_024

  private(set) var readings: [[PowerReading]] = []
  private(set) var missing: [Int] = []
  private var places: [String: Int] = [:]
  private var lastMilliseconds: Int64?
  /// How many rows have had the last stamp: the number of the GPU, where nothing names it.
  private var rank = 0
  private var count = 0

  /// - Returns: Whether there was room for it.
  mutating func append(milliseconds: Int64, kilowatts: Double?, device: String?) -> Bool {
    rank = milliseconds == lastMilliseconds ? rank + 1 : 0
    lastMilliseconds = milliseconds
    let place = device.map { places[$0] ?? readings.count } ?? rank
    count += 1
    guard place < Self.mostDevices, count <= Self.mostReadings else { return false }
    if place == readings.count {
      readings.append([])
      missing.append(0)
      if let device { places[device] = place }
    }
    if let kilowatts {
      readings[place].append(PowerReading(millisecondsSince1970: milliseconds, kilowatts: kilowatts))
    } else {
      missing[place] += 1
    }
    return true
  }
}
