/// What a job drew, as it was measured: power over time, of one device or several.
///
///     let log = try PowerLog(devices: [[
///       PowerReading(millisecondsSince1970: 0, kilowatts: 0.2),
///       PowerReading(millisecondsSince1970: 1_800_000, kilowatts: 0.4),
///     ]], longestInterval: .seconds(3_600))
///     print(log.energy.kilowattHours)  // 0.15
///
/// Between two readings of a device the power is a straight line from one to the other. Where readings are too far apart
/// for that, and where the clock was set back, nothing is assumed: the time is left out, and ``irregularities`` says so.
public struct PowerLog: Hashable, Sendable {
  /// Measured time of one device: the power goes in a straight line from its start to its end.
  public struct Stretch: Hashable, Sendable {
    /// Which device, counted from 0.
    public let device: Int
    /// Milliseconds since 1970; the end comes after the start.
    public let startMilliseconds: Int64
    public let endMilliseconds: Int64
    /// The power at both ends, in kW.
    public let startKilowatts: Double
    public let endKilowatts: Double

    /// The energy from `begin` to `end`, in milliseconds since 1970, both inside the stretch.
    func energy(from begin: Int64, to end: Int64) -> Double {
      // The mean of a straight line is its value in the middle: `begin` and `end` weigh the same.
      let middle = Double(begin - startMilliseconds) / 2 + Double(end - startMilliseconds) / 2
      let share = middle / Double(endMilliseconds - startMilliseconds)
      let kilowatts = startKilowatts + (endKilowatts - startKilowatts) * share
      return kilowatts * Double(end - begin) / 3_600_000
    }

    /// All its energy.
    public var energy: Energy { .kilowattHours(energy(from: startMilliseconds, to: endMilliseconds)) }
  }

  /// Something that keeps a log from covering its whole time.
  public enum Irregularity: Hashable, Sendable {
    /// No reading for so long, which is more than was allowed; the time is left out.
    case gap(device: Int, from: Instant, to: Instant)
    /// The clock went back at `at` to `to`; the readings up to where it had been already are left out.
    case clockStep(device: Int, at: Instant, to: Instant, readings: Int)
    /// Readings without a value.
    case missingReadings(device: Int, count: Int)
  }

  /// In order of device and time; those of one device do not overlap.
  public let stretches: [Stretch]

  /// What was left out, in the same order.
  public let irregularities: [Irregularity]

  /// How many devices were measured.
  public let deviceCount: Int

  /// Makes a log from readings.
  ///
  /// - Parameters:
  ///   - devices: For each device its readings, in the order in which they were taken; at least two of one device.
  ///   - longestInterval: How far apart two readings may be for the power between them to be taken as known; `nil`, the
  ///     default, is three times the median interval of the device.
  ///   - missing: For each device how many readings had no value; empty for none.
  /// - Throws: ``PowerLogError`` if a power is negative, not finite or above 1e12 kW, or no time is covered.
  /// - Complexity: O(n log n) for n readings.
  public init(
    devices: [[PowerReading]], longestInterval: Duration? = nil, missing: [Int] = []
  ) throws(PowerLogError) {
    var stretches: [Stretch] = []
    var irregularities: [Irregularity] = []
    for (device, readings) in devices.enumerated() {
      if device < missing.count, missing[device] > 0 {
        irregularities.append(.missingReadings(device: device, count: missing[device]))
      }
      var joiner = ReadingJoiner(device: device, longestInterval: longestInterval, readings: readings)
      for reading in readings { try joiner.append(reading) }
      joiner.finish()
      stretches += joiner.stretches
      irregularities += joiner.irregularities
    }
    try self.init(stretches: stretches, irregularities: irregularities, deviceCount: devices.count)
  }

  /// Makes a log from stretches of known energy, spread evenly over each.
  ///
  /// - Parameter runs: Start and end in milliseconds since 1970 and the energy between, in kWh, in time order. A run that
  ///   begins before the last has ended is left out as a clock step.
  /// - Throws: ``PowerLogError``.
  public init(
    runs: [(startMilliseconds: Int64, endMilliseconds: Int64, energy: Energy)]
  ) throws(PowerLogError) {
    var stretches: [Stretch] = []
    var irregularities: [Irregularity] = []
    for run in runs where run.endMilliseconds > run.startMilliseconds {
      let hours = Double(run.endMilliseconds.subtractingClamped(run.startMilliseconds)) / 3_600_000
      let kilowatts = run.energy.kilowattHours / hours
      try PowerLogError.check(kilowatts: kilowatts, at: run.startMilliseconds)
      try PowerLogError.check(kilowatts: kilowatts, at: run.endMilliseconds)
      if let last = stretches.last, last.endMilliseconds > run.startMilliseconds {
        irregularities.append(
          .clockStep(
            device: 0, at: Instant(millisecondsSince1970: last.endMilliseconds),
            to: Instant(millisecondsSince1970: run.startMilliseconds), readings: 1))
        continue
      }
      if let last = stretches.last, last.endMilliseconds < run.startMilliseconds {
        irregularities.append(
          .gap(
            device: 0, from: Instant(millisecondsSince1970: last.endMilliseconds),
            to: Instant(millisecondsSince1970: run.startMilliseconds)))
      }
      stretches.append(
        Stretch(
          device: 0, startMilliseconds: run.startMilliseconds, endMilliseconds: run.endMilliseconds,
          startKilowatts: kilowatts, endKilowatts: kilowatts))
    }
    try self.init(stretches: stretches, irregularities: irregularities, deviceCount: 1)
  }

  private init(
    stretches: [Stretch], irregularities: [Irregularity], deviceCount: Int
  ) throws(PowerLogError) {
    guard let first = stretches.first else { throw .coversNoTime }
    self.stretches = stretches
    self.irregularities = irregularities
    self.deviceCount = deviceCount
    startMilliseconds = stretches.reduce(first.startMilliseconds) { min($0, $1.startMilliseconds) }
    endMilliseconds = stretches.reduce(first.endMilliseconds) { max($0, $1.endMilliseconds) }
  }

  let startMilliseconds: Int64
  let endMilliseconds: Int64

  /// When the first stretch begins, rounded down to a second.
  public var start: Instant { Instant(millisecondsSince1970: startMilliseconds) }

  /// When the last stretch ends, rounded up to a second.
  public var end: Instant { Instant(millisecondsSince1970: endMilliseconds + 999) }

  /// What all devices used in the time that is covered.
  public var energy: Energy {
    var sum = CompensatedSum()
    for stretch in stretches { sum.add(stretch.energy.kilowattHours) }
    return .kilowattHours(sum.value)
  }
}

/// The power of a device at a moment.
public struct PowerReading: Hashable, Sendable {
  public let millisecondsSince1970: Int64
  public let kilowatts: Double

  public init(millisecondsSince1970: Int64, kilowatts: Double) {
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

  static func check(kilowatts: Double, at milliseconds: Int64) throws(PowerLogError) {
    // So far from the ends of `Int64` that no sum of times overflows.
    guard milliseconds.magnitude <= 100_000_000_000_000_000 else {
      throw .time(millisecondsSince1970: milliseconds)
    }
    // One comparison refuses NaN as well.
    guard kilowatts >= 0, kilowatts <= 1e12 else {
      throw .power(kilowatts: kilowatts, at: Instant(millisecondsSince1970: milliseconds))
    }
  }
}

extension PowerLogError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .power(let kilowatts, let instant):
      "The power at \(instant) is \(kilowatts) kW; give a number from 0 to 1e12."
    case .time(let milliseconds):
      "A reading \(milliseconds) ms after 1970 is not possible; give milliseconds, and check the clock."
    case .coversNoTime:
      "The power log covers no time; give at least two readings of a device, near enough to each other."
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
