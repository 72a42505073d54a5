extension JSONReader {
  /// A time stamp in a string, in seconds since 1970.
  ///
  /// - Parameter zone: The clock of stamps without a zone.
  mutating func time(_ what: String = "time stamp", zone: StampZone = .stated) throws(InputError) -> Int64 {
    try readStamp(what)
    do {
      return try TimeStamp.parse(text.span, zone: zone)
    } catch {
      throw fault(error, in: what)
    }
  }

  /// A stamp without a zone: seconds since 1970 as if the clock on the wall showed UTC.
  mutating func localTime(_ what: String) throws(InputError) -> Int64 {
    try readStamp(what)
    do {
      return try TimeStamp.parseLocal(text.span)
    } catch {
      throw fault(error, in: what)
    }
  }

  /// When something was issued: a stamp of which fractions of a second are dropped; `nil` for null.
  mutating func timeOfIssue() throws(InputError) -> Int64? {
    if try skipsNull() { return nil }
    try readStamp("time of the forecast")
    do {
      return try TimeStamp.parse(text.span, dropsFraction: true)
    } catch {
      throw fault(error, in: "time of the forecast")
    }
  }

  private mutating func readStamp(_ what: String) throws(InputError) {
    guard try kind() == .string else {
      throw error(problem: "the \(what) is not a string", cure: "write ISO 8601 in quotes: \"2020-01-01T00:00:00Z\"")
    }
    try readString(isKept: true)
  }

  private func fault(_ fault: TimeStamp.Fault, in what: String) -> InputError {
    error(problem: "the \(what) \(quoted(text.span)) \(fault.problem)", cure: fault.cure)
  }

  /// A whole number of seconds since 1970, or of milliseconds where seconds would lie beyond the year 5000.
  mutating func unixTime(_ what: String) throws(InputError) -> Int64 {
    let number = try number(what)?.value ?? .nan
    let seconds = abs(number) > 1e11 ? number / 1_000 : number
    guard abs(seconds) < 253_402_300_800, seconds == seconds.rounded() else {
      throw error(problem: "the \(what) is not a time", cure: "give whole seconds since 1970, or a stamp in ISO 8601")
    }
    return Int64(seconds)
  }

  /// A whole number of seconds from one second to 366 days.
  ///
  /// - Parameter unit: How many seconds the number counts in.
  mutating func slot(_ what: String, unit: Int64 = 1) throws(InputError) -> Duration {
    let seconds = try number(what)?.value ?? 0
    let limit = Double(TraceLimits.longestSlotSeconds / unit)
    guard seconds >= 1, seconds <= limit, seconds == seconds.rounded() else {
      throw error(
        problem: "the \(what) is not a possible length of time",
        cure: "give a whole number from 1 to \(Int64(limit))")
    }
    return .seconds(Int64(seconds) * unit)
  }

  /// A number of minutes, or a clock: `00:05:00`, `01:00` (hours and minutes), `1.00:00:00` (with days),
  /// `01:00:00.0000000`. Zero and null, which stand for none, are `nil`.
  mutating func minutesOrClock(_ what: String) throws(InputError) -> Duration? {
    if try skipsNull() { return nil }
    if try kind() == .number {
      let minutes = try number(what)?.value ?? 0
      guard minutes != 0 else { return nil }
      guard minutes >= 1, minutes <= Double(TraceLimits.longestSlotSeconds / 60), minutes == minutes.rounded() else {
        throw error(problem: "the \(what) is not a possible length of time", cure: "give whole minutes from 1 on")
      }
      return .seconds(Int64(minutes) * 60)
    }
    let text = try string(what)
    guard let seconds = ClockText.seconds(text), seconds <= TraceLimits.longestSlotSeconds else {
      throw error(
        problem: "the \(what) \(quoted(text)) is not one", cure: "write 00:05:00 or a number of minutes")
    }
    return seconds == 0 ? nil : .seconds(seconds)
  }

  /// A length of time in words: `hourly`, `15_minutes`, `daily`; `nil` for others, such as `monthly`.
  mutating func granularity(_ what: String) throws(InputError) -> Duration? {
    guard let text = try optionalString(what) else { return nil }
    switch text {
    case "hourly": return .seconds(3_600)
    case "daily": return .seconds(86_400)
    default:
      guard text.hasSuffix("_minutes"), let minutes = Int64(text.dropLast(8)), 1...1_440 ~= minutes else { return nil }
      return .seconds(60 * minutes)
    }
  }
}

/// A length of time as .NET writes it: `[days.]hours:minutes[:seconds[.fraction of zeros]]`.
private enum ClockText {
  static func seconds(_ text: String) -> Int64? {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var total: Int64 = 0
    if let point = parts[0].firstIndex(of: ".") {
      guard let days = whole(parts[0][..<point]) else { return nil }
      total = 86_400 * days
      parts[0] = parts[0][parts[0].index(after: point)...]
    }
    if parts.count == 3, let point = parts[2].firstIndex(of: ".") {
      let fraction = parts[2][parts[2].index(after: point)...]
      guard !fraction.isEmpty, fraction.allSatisfy({ $0 == "0" }) else { return nil }
      parts[2] = parts[2][..<point]
    }
    for (part, unit) in zip(parts, [3_600, 60, 1] as [Int64]) {
      guard let number = whole(part) else { return nil }
      total += unit * number
    }
    return total
  }

  /// Up to four digits.
  private static func whole(_ text: Substring) -> Int64? {
    guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy({ digitValue($0) != nil }) else { return nil }
    return Int64(text)
  }
}
