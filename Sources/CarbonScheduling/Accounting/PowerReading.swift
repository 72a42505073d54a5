/// The power of a device at a moment.
public struct PowerReading: Hashable, Sendable {
  /// When it was taken, in milliseconds since 1970.
  public let millisecondsSince1970: Int64

  /// The power in kW; `nil` where the meter was asked and had no value.
  public let kilowatts: Double?

  /// Makes a reading.
  public init(millisecondsSince1970: Int64, kilowatts: Double?) {
    self.millisecondsSince1970 = millisecondsSince1970
    self.kilowatts = kilowatts
  }
}

/// Why readings make no power log.
public enum PowerLogError: Error, Hashable, Sendable {
  /// A power is negative, not a number, or above 1e12 kW.
  case power(kilowatts: Double, at: Instant)
  /// A time is more than three million years away.
  case time(millisecondsSince1970: Int64)
  /// No two readings of one device are near enough to each other.
  case coversNoTime
  /// Two logs have the same device at the same time, so that its energy would count twice.
  case sameDevice(uuid: String, at: Instant)

  static func check(kilowatts: Double, at milliseconds: Int64) throws(PowerLogError) {
    try check(milliseconds: milliseconds)
    // One comparison refuses NaN as well.
    guard kilowatts >= 0, kilowatts <= 1e12 else {
      throw .power(kilowatts: kilowatts, at: Instant(millisecondsSince1970: milliseconds))
    }
  }

  static func check(milliseconds: Int64) throws(PowerLogError) {
    // So far from the ends of `Int64` that no sum of times overflows.
    guard milliseconds.magnitude <= 100_000_000_000_000_000 else {
      throw .time(millisecondsSince1970: milliseconds)
    }
  }
}

extension PowerLogError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .power(let kilowatts, let instant):
      "The power at \(instant) is \(kilowatts) kW; give a number from 0 to 1e12."
    case .time(let milliseconds):
      "A reading \(milliseconds) ms after 1970 is not possible; give milliseconds, and check the clock."
    case .coversNoTime:
      "The power log covers no time; give at least two readings of a device, near enough to each other."
    case .sameDevice(let uuid, let instant):
      "The device \(uuid) is in two power logs at \(instant); give each log once."
    }
  }
}

extension Instant {
  /// The second that a millisecond falls in.
  init(millisecondsSince1970 milliseconds: Int64) {
    self.init(secondsSince1970: milliseconds.dividedRoundingDown(by: 1_000))
  }
}

#if !hasFeature(Embedded)
  extension PowerReading: Codable {}
#endif
