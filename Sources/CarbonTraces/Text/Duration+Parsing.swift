public import CarbonScheduling

extension Duration {
  /// Reads a length of time as command lines have it.
  ///
  ///     try Duration(parsing: "1h30m")       // 5400 seconds
  ///     try Duration(parsing: "1.5h")        // the same
  ///     try Duration(parsing: "P1DT2H30M")   // 95400 seconds
  ///
  /// - Parameter text: Numbers with the units `d`, `h`, `m`, `s`, each at most once and from large to small; or ISO
  ///   8601, with weeks, days, hours, minutes and seconds. Fractions are accepted where they come to whole seconds.
  /// - Throws: ``TextError`` if it is no such text, not positive, not whole seconds, or above 10,000 days.
  /// - Complexity: O(length).
  public init(parsing text: String) throws(TextError) { try self.init(parsing: text, allowsZero: false) }

  /// Reads a length of time that may be zero, as what a resume takes may.
  public init(parsing text: String, allowsZero: Bool) throws(TextError) {
    let seconds = try DurationText.parse(text)
    guard seconds > 0 || allowsZero else {
      throw TextError(text: text, problem: "is not a positive duration", cure: "give at least one second")
    }
    self = .seconds(seconds)
  }
}

extension AddedTime {
  /// Reads an added time: a length, or a share of the job's duration. Either may be zero.
  ///
  ///     try AddedTime(parsing: "24h")    // .duration(.seconds(86_400))
  ///     try AddedTime(parsing: "12.5%")  // .percent(12.5)
  ///
  /// - Parameter text: A duration as ``Swift/Duration/init(parsing:)`` reads it, or a number and `%`.
  /// - Throws: ``TextError`` that says what was expected.
  public init(parsing text: String) throws(TextError) {
    guard text.utf8.last == UInt8(ascii: "%") else {
      self = .duration(.seconds(try DurationText.parse(text, or: ", or a share of the job's duration like 100%")))
      return
    }
    let number = Array(text.utf8.dropLast())
    guard let percent = DecimalNumber.parse(number.span)?.value, percent >= 0, percent <= Self.largestPercent else {
      throw TextError(
        text: text, problem: "is not a possible share of the job's duration", cure: "write it like 100% or 12.5%")
    }
    self = .percent(percent == 0 ? 0 : percent)
  }

  /// A million times the duration: above that, it is a slip of the hand.
  private static let largestPercent = 1e8
}

/// Reads `1h30m` and `PT1H30M` in exact arithmetic.
private enum DurationText {
  static let longestSeconds: Int64 = 10_000 * 86_400

  /// Whole seconds, zero or more.
  ///
  /// - Parameter alternative: What else would have been right, for the message.
  static func parse(_ text: String, or alternative: String = "") throws(TextError) -> Int64 {
    var bytes = Array(text.utf8)
    let isISO = bytes.first.map { $0 | 0x20 == UInt8(ascii: "p") } ?? false
    if isISO { bytes = bytes.dropFirst().map { $0 | 0x20 } }  // digits and the point have that bit anyway
    do {
      return try seconds(in: bytes.span, isISO: isISO)
    } catch {
      throw error.textError(text, or: alternative)
    }
  }

  enum Fault: Error {
    case notADuration
    case noUnit
    case calendarUnit
    case order
    case fraction
    case tooLong

    func textError(_ text: String, or alternative: String) -> TextError {
      let form = "write it like 45s, 90m, 6h, 1h30m, 2d or PT6H"
      let (problem, cure) =
        switch self {
        case .notADuration: ("is not a duration", form + alternative)
        case .noUnit: ("is a duration without a unit", "add d, h, m or s, as in 6h" + alternative)
        case .calendarUnit: ("has months or years, which differ in length", "give days: P30D")
        case .order: ("has its units out of order or twice", "write each once, from days down to seconds: 1d2h30m")
        case .fraction: ("does not come to whole seconds", "round it to a second")
        case .tooLong: ("is longer than 10000 days", "check its unit")
        }
      return TextError(text: text, problem: problem, cure: cure)
    }
  }

  /// The sum of numbers and units; in lower case.
  private static func seconds(in bytes: Span<UInt8>, isISO: Bool) throws(Fault) -> Int64 {
    // In ISO 8601, m before the t stands for months; after it, for minutes.
    var isTime = !isISO
    var total: Int64 = 0
    var smallestUnit = Int64.max
    var index = 0
    var hasPart = false
    while index < bytes.count {
      if isISO, !isTime, bytes[index] == UInt8(ascii: "t") {
        isTime = true
        index += 1
        guard index < bytes.count else { throw .notADuration }
      }
      let number = try scaledNumber(bytes, &index)
      guard index < bytes.count else { throw .noUnit }
      let unit: Int64
      switch (bytes[index], isISO, isTime) {
      case (UInt8(ascii: "w"), true, false): unit = 7 * 86_400
      case (UInt8(ascii: "d"), false, _), (UInt8(ascii: "d"), true, false): unit = 86_400
      case (UInt8(ascii: "h"), _, true): unit = 3_600
      case (UInt8(ascii: "m"), _, true): unit = 60
      case (UInt8(ascii: "s"), _, true): unit = 1
      case (UInt8(ascii: "m"), true, false), (UInt8(ascii: "y"), true, false): throw .calendarUnit
      default: throw .notADuration
      }
      index += 1
      guard unit < smallestUnit else { throw .order }
      smallestUnit = unit
      // At most 10^14 times 604,800: no overflow.
      let (quotient, remainder) = (number.digits * unit).quotientAndRemainder(dividingBy: number.denominator)
      guard remainder == 0 else { throw .fraction }
      total += quotient
      guard total <= longestSeconds else { throw .tooLong }
      hasPart = true
    }
    guard hasPart else { throw .notADuration }
    return total
  }

  /// Digits with or without a point, as a fraction of whole numbers.
  private static func scaledNumber(
    _ bytes: Span<UInt8>, _ index: inout Int
  ) throws(Fault) -> (digits: Int64, denominator: Int64) {
    var digits: Int64 = 0
    var denominator: Int64 = 1
    var isFraction = false
    let start = index
    while index < bytes.count {
      if let digit = digitValue(bytes[index]) {
        // 14 digits hold any length in seconds that is accepted; trailing zeros beyond that are not worth the room.
        guard digits < 10_000_000_000_000, denominator < 10_000_000_000_000 else {
          throw isFraction ? .fraction : .tooLong
        }
        digits = 10 * digits + Int64(digit)
        if isFraction { denominator *= 10 }
      } else if !isFraction, bytes[index] == UInt8(ascii: "."), index > start {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    guard index > start, digitValue(bytes[index - 1]) != nil else { throw .notADuration }
    return (digits, denominator)
  }
}
