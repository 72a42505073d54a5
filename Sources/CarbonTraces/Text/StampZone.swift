import CarbonScheduling

/// What clock the stamps of a file are on that have no zone of their own.
enum StampZone {
  /// They must have one.
  case stated
  /// UTC, as the provider says.
  case utc
}

/// Turns local stamps of most of western Europe into UTC, in the order in which they come: UTC+1, and in summer UTC+2.
///
/// The hour that comes twice in October is told apart by the order of the stamps, forwards or backwards.
struct CentralEuropeanClock {
  /// The local times and results so far of which the order is judged.
  private var previous: (local: Int64, utc: Int64)?
  private var isBackwards: Bool?

  /// - Parameter local: What the clock shows, in seconds since 1970 as if it were UTC.
  /// - Returns: Seconds since 1970, or `nil` for a time that the clock skips in spring.
  mutating func utc(ofLocal local: Int64) -> Int64? {
    let (summer, winter) = (local - 7_200, local - 3_600)
    let isSummer = Self.isSummer(utc: summer)
    let isWinter = !Self.isSummer(utc: winter)
    guard isSummer || isWinter else { return nil }
    var utc = isSummer ? summer : winter
    if let isBackwards, let last = previous, isBackwards ? local > last.local + 7_200 : local < last.local - 7_200 {
      previous = nil  // another series begins
    }
    if isSummer, isWinter, let previous {
      // The hour that comes twice. Going on from row to row, time does not turn round.
      let backwards = isBackwards ?? (local < previous.local)
      utc = backwards ? (winter < previous.utc ? winter : summer) : (summer > previous.utc ? summer : winter)
    }
    if isBackwards == nil, let previous, previous.utc != utc { isBackwards = utc < previous.utc }
    previous = (local, utc)
    return utc
  }

  /// Whether clocks are on summer time, which begins and ends at 01:00 UTC on the last Sundays of March and October.
  static func isSummer(utc seconds: Int64) -> Bool {
    let day = CivilDate(containing: Instant(secondsSince1970: seconds))
    switch day.month {
    case 4...9: return true
    case 3: return seconds >= lastSunday(year: day.year, month: 3) + 3_600
    case 10: return seconds < lastSunday(year: day.year, month: 10) + 3_600
    default: return false
    }
  }

  /// Midnight of the last Sunday of a month with 31 days.
  private static func lastSunday(year: Int, month: Int) -> Int64 {
    let last = CivilDate(year: year, month: month, day: 31).startOfDay.secondsSince1970
    // 1970-01-01 was a Thursday: four days after a Sunday.
    let daysSinceSunday = (last / 86_400 + 4).moduloRoundingDown(by: 7)
    return last - daysSinceSunday * 86_400
  }
}

extension TimeStamp {
  /// Reads a stamp that may lack a zone, if `zone` says what it is then.
  static func parse(_ bytes: Span<UInt8>, zone: StampZone) throws(Fault) -> Int64 {
    do {
      return try parse(bytes)
    } catch {
      guard error == .noZone, zone == .utc else { throw error }
    }
    return try parseLocal(bytes)
  }

  /// Reads a stamp without a zone: seconds since 1970, as if the clock on the wall showed UTC.
  static func parseLocal(_ bytes: Span<UInt8>) throws(Fault) -> Int64 {
    var stamp: [UInt8] = []
    stamp.reserveCapacity(bytes.count + 1)
    for index in bytes.indices { stamp.append(bytes[index]) }
    stamp.append(UInt8(ascii: "Z"))
    return try parse(stamp.span)
  }
}
