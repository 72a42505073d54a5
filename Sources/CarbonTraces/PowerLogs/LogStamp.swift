import CarbonScheduling

/// The stamps of power logs: `2024/01/01 00:00:00.123`, or ISO 8601 with a fraction, mostly without a zone.
enum LogStamp {
  /// What a stamp says.
  struct Time: Hashable {
    /// Since 1970, by UTC or by the log's own clock; digits beyond milliseconds are dropped.
    var milliseconds: Int64
    /// Whether it is by UTC.
    var hasZone: Bool
  }

  static func time(_ field: Span<UInt8>, in rows: borrowing LogRows) throws(InputError) -> Time {
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
      return Time(milliseconds: try TimeStamp.parse(text.span) * 1_000 + fraction, hasZone: true)
    } catch {
      fault = error
    }
    if fault == .noZone {
      text.append(UInt8(ascii: "Z"))
      do {
        return Time(milliseconds: try TimeStamp.parse(text.span) * 1_000 + fraction, hasZone: false)
      } catch {
        fault = error
      }
    }
    throw rows.error(
      problem: "the time stamp \(quoted(field)) \(fault.problem)",
      cure: fault == .notATimeStamp ? "expected one such as 2024/01/01 00:00:00.000" : fault.cure)
  }

  /// The same by a device's clock, as milliseconds since 1970.
  static func milliseconds(
    of time: Time, by clock: inout LogClockReader, file: String, line: Int
  ) throws(InputError) -> Int64 {
    do {
      return try clock.milliseconds(of: time)
    } catch .noZone {
      throw InputError(
        file: file, line: line, problem: "the time stamp has no time zone", cure: PowerLog.clockCure)
    } catch {
      throw InputError(
        file: file, line: line, problem: "the time stamp is in an hour that the log's clock leaps over",
        cure: "check the time zone")
    }
  }
}
