public import CarbonScheduling

extension PowerLog {
  /// Reads a power log, in whichever of two formats it is.
  ///
  ///     let log = try PowerLog(contentsOf: "power.csv", utcOffset: UTCOffset(parsing: "+09:00"))
  ///     print(log.energy.kilowattHours, log.irregularities)
  ///
  /// **nvidia-smi**, as `nvidia-smi --query-gpu=timestamp,power.draw --format=csv -l 1` writes it, with or without units
  /// (`nounits`). With a column `index`, `uuid` or `pci.bus_id` each GPU has its own readings; without one, rows of the
  /// same stamp are GPUs in a fixed order. `[N/A]` is a reading that is missing.
  ///
  /// **CodeCarbon**, its `emissions.csv`: by the names `timestamp`, `duration` (s) and `energy_consumed` (kWh). A row says
  /// how much was used in `duration` up to `timestamp`; rows of one `run_id` are running totals, of which the differences
  /// are taken.
  ///
  /// - Parameters:
  ///   - source: A file, standard input, or bytes.
  ///   - utcOffset: The clock of stamps without a zone, which is what both tools write. Without it such stamps are an
  ///     error.
  ///   - longestInterval: How far apart readings of nvidia-smi may be; see ``PowerLog/init(devices:longestInterval:missing:)``.
  /// - Returns: The log; what it does not cover is in its irregularities.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes), and O(n log n) for n readings.
  public init(
    _ source: InputSource, utcOffset: UTCOffset? = nil, longestInterval: Duration? = nil
  ) throws(InputError) {
    let table = try TableReader(source, expecting: "timestamp,power.draw [W]")
    if table.column("energy_consumed") != nil {
      self = try CodeCarbonCSV.read(table, utcOffset: utcOffset)
    } else if let power = NvidiaSMICSV.powerColumn(of: table) {
      self = try NvidiaSMICSV.read(table, power: power, utcOffset: utcOffset, longestInterval: longestInterval)
    } else {
      throw table.error(
        problem: "there is no column power.draw and none energy_consumed",
        cure: "expected nvidia-smi's CSV with its header, or CodeCarbon's emissions.csv")
    }
  }

  /// Reads a power log from a file, or from standard input if `path` is `-`; see ``init(_:utcOffset:longestInterval:)``.
  public init(
    contentsOf path: String, utcOffset: UTCOffset? = nil, longestInterval: Duration? = nil
  ) throws(InputError) {
    try self.init(InputSource(path), utcOffset: utcOffset, longestInterval: longestInterval)
  }
}

/// The stamps of power logs: `2024/01/01 00:00:00.123`, or ISO 8601 with a fraction, mostly without a zone.
enum LogStamp {
  /// Milliseconds since 1970; digits beyond that are dropped.
  static func milliseconds(
    _ field: Span<UInt8>, utcOffset: UTCOffset?, in table: borrowing TableReader
  ) throws(InputError) -> Int64 {
    var text: [UInt8] = []
    var fraction: Int64 = 0
    var scale: Int64 = 100
    var index = 0
    while index < field.count {
      let byte = field[index]
      index += 1
      if byte == UInt8(ascii: "."), index < field.count, digitValue(field[index]) != nil {
        while index < field.count, let digit = digitValue(field[index]) {
          fraction += scale * Int64(digit)
          scale /= 10
          index += 1
        }
      } else {
        text.append(byte == UInt8(ascii: "/") ? UInt8(ascii: "-") : byte)
      }
    }
    var fault: TimeStamp.Fault
    do {
      return try TimeStamp.parse(text.span) * 1_000 + fraction
    } catch {
      fault = error
    }
    if fault == .noZone {
      guard let utcOffset else {
        throw table.error(
          problem: "the time stamp \(quoted(field)) has no time zone",
          cure: "say which the log's clock has, as an "
            + "offset such as +09:00")
      }
      text.append(UInt8(ascii: "Z"))
      do {
        return (try TimeStamp.parse(text.span) - utcOffset.seconds) * 1_000 + fraction
      } catch {
        fault = error
      }
    }
    throw table.error(
      problem: "the time stamp \(quoted(field)) \(fault.problem)",
      cure: fault == .notATimeStamp ? "expected one such as 2024/01/01 00:00:00.000" : fault.cure)
  }
}

extension TableReader {
  /// A finite number that is not negative, from a field of the current row.
  borrowing func measure(_ field: Span<UInt8>, _ what: String, largest: Double) throws(InputError) -> Double {
    guard let number = DecimalNumber.parse(field)?.value else {
      throw error(problem: "the \(what) \(quoted(field)) is not a number", cure: "write a plain decimal such as 61.00")
    }
    guard number >= 0, number <= largest else {
      throw error(
        problem: "the \(what) \(quoted(field)) is \(number < 0 ? "negative" : "too large")",
        cure: "give a number from 0 to \(largest)")
    }
    return number
  }
}
