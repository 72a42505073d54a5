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
  public struct Interval: Hashable, Sendable {
    /// Which device, counted from 0.
    public let device: Int
    /// Milliseconds since 1970.
    public let startMilliseconds: Int64
    /// Milliseconds since 1970, after the start.
    public let endMilliseconds: Int64
    /// The power at the start, in kW.
    public let startKilowatts: Double
    /// The power at the end, in kW.
    public let endKilowatts: Double

    /// The energy from `begin` to `end`, in milliseconds since 1970, both inside the interval; in kW times milliseconds, which
    /// are whole where powers and times are, so that sums of them round once.
    func kilowattMilliseconds(from begin: Int64, to end: Int64) -> Double {
      // The mean of a straight line is its value in the middle: `begin` and `end` weigh the same.
      let middle = Double(begin - startMilliseconds) / 2 + Double(end - startMilliseconds) / 2
      let share = middle / Double(endMilliseconds - startMilliseconds)
      let kilowatts = startKilowatts + (endKilowatts - startKilowatts) * share
      return kilowatts * Double(end - begin)
    }

    /// All its energy.
    public var energy: Energy {
      .kilowattHours(
        kilowattMilliseconds(from: startMilliseconds, to: endMilliseconds) / PowerLog.millisecondsPerHour)
    }
  }

  /// What a log calls a device.
  public struct Device: Hashable, Sendable {
    /// Its number in its machine.
    public var index: Int?
    /// What no other device has.
    public var uuid: String?
    /// Where it is plugged in.
    public var busID: String?
    /// Which log it is in, where there are several.
    public var log: String?

    /// Makes a device of what its log calls it.
    public init(index: Int? = nil, uuid: String? = nil, busID: String? = nil, log: String? = nil) {
      self.index = index
      self.uuid = uuid
      self.busID = busID
      self.log = log
    }
  }

  /// In order of device and time. Those of one device overlap only where runs did that were measured apart.
  public let intervals: [Interval]

  /// What was left out and what was odd, in the same order.
  public let irregularities: [Irregularity]

  /// What was measured, in the order of ``Interval/device``.
  public let devices: [Device]

  /// How many readings there were, those without a value included.
  public let readingCount: Int

  /// How many of them are in no interval: without a value and with no neighbours near enough, taken while the clock ran
  /// for the second time, too far from all others, or of a device that nobody can tell.
  public let unplacedReadingCount: Int

  let startMilliseconds: Int64
  let endMilliseconds: Int64

  /// Makes a log from readings of devices that were measured together.
  ///
  /// - Parameters:
  ///   - readings: For each device its readings, in the order in which they were taken; at least two of one device.
  ///   - names: What the devices are called; empty for nothing.
  ///   - longestInterval: How far apart two readings may be for the power between them to be taken as known; `nil`, the
  ///     default, is three times the median interval of the device.
  /// - Throws: ``PowerLogError`` if a power is negative, not finite or above 1e12 kW, or no time is covered.
  /// - Complexity: O(n log n) for n readings.
  public init(
    devices readings: [[PowerReading]], named names: [Device] = [], longestInterval: Duration? = nil
  ) throws(PowerLogError) {
    var intervals: [Interval] = []
    var irregularities: [Irregularity] = []
    var unplaced = 0
    let times = readings.joined().map { $0.millisecondsSince1970 }
    let whole = (times.min() ?? 0, times.max() ?? 0)
    for (device, readings) in readings.enumerated() {
      var joiner = ReadingJoiner(device: device, longestInterval: longestInterval, readings: readings)
      for reading in readings { try joiner.append(reading) }
      joiner.finish(whole: whole)
      intervals += joiner.intervals
      irregularities += joiner.irregularities
      unplaced += joiner.unplacedCount
    }
    try self.init(
      intervals: intervals, irregularities: irregularities,
      devices: readings.indices.map { $0 < names.count ? names[$0] : Device() },
      readingCount: times.count, unplacedReadingCount: unplaced)
  }

  /// Makes a log from intervals of known energy, spread evenly over each.
  ///
  /// Runs may overlap, as those of two programs do that are measured apart: all their energy counts, and ``irregularities``
  /// names those that overlap by more than two seconds, which stamps of whole seconds do not explain.
  ///
  /// - Parameter runs: Start and end in milliseconds since 1970 and the energy between, in kWh, in any order. A run of no
  ///   length and no energy counts for nothing; one with energy is a reading that has no place.
  /// - Throws: ``PowerLogError``.
  /// - Complexity: O(n log n) for n runs.
  public init(
    runs: [(startMilliseconds: Int64, endMilliseconds: Int64, energy: Energy)]
  ) throws(PowerLogError) {
    var intervals: [Interval] = []
    var irregularities: [Irregularity] = []
    var momentary = 0
    let ordered = runs.sorted {
      ($0.startMilliseconds, $0.endMilliseconds) < ($1.startMilliseconds, $1.endMilliseconds)
    }
    var covered = Int64.min
    for run in ordered {
      guard run.endMilliseconds > run.startMilliseconds else {
        if run.energy.kilowattHours != 0 { momentary += 1 }
        continue
      }
      let hours = Double(run.endMilliseconds.subtractingClamped(run.startMilliseconds)) / 3_600_000
      let kilowatts = run.energy.kilowattHours / hours
      try PowerLogError.check(kilowatts: kilowatts, at: run.startMilliseconds)
      try PowerLogError.check(kilowatts: kilowatts, at: run.endMilliseconds)
      if covered != .min, covered.subtractingClamped(run.startMilliseconds) > 2_000 {
        irregularities.append(
          .overlap(
            device: 0, from: Instant(millisecondsSince1970: run.startMilliseconds),
            to: Instant(millisecondsSince1970: min(covered, run.endMilliseconds))))
      }
      if covered != .min, covered < run.startMilliseconds {
        irregularities.append(
          .gap(
            device: 0, from: Instant(millisecondsSince1970: covered),
            to: Instant(millisecondsSince1970: run.startMilliseconds)))
      }
      covered = max(covered, run.endMilliseconds)
      intervals.append(
        Interval(
          device: 0, startMilliseconds: run.startMilliseconds, endMilliseconds: run.endMilliseconds,
          startKilowatts: kilowatts, endKilowatts: kilowatts))
    }
    if momentary > 0 { irregularities.append(.momentaryReadings(device: 0, count: momentary)) }
    try self.init(
      intervals: intervals, irregularities: irregularities, devices: [Device()], readingCount: runs.count,
      unplacedReadingCount: momentary)
  }

  init(
    intervals: [Interval], irregularities: [Irregularity], devices: [Device], readingCount: Int,
    unplacedReadingCount: Int
  ) throws(PowerLogError) {
    guard let first = intervals.first else { throw .coversNoTime }
    self.intervals = intervals
    self.irregularities = irregularities
    self.devices = devices
    self.readingCount = readingCount
    self.unplacedReadingCount = unplacedReadingCount
    startMilliseconds = intervals.reduce(first.startMilliseconds) { min($0, $1.startMilliseconds) }
    endMilliseconds = intervals.reduce(first.endMilliseconds) { max($0, $1.endMilliseconds) }
  }

  /// How many devices were measured.
  public var deviceCount: Int { devices.count }

  /// When the first interval begins, rounded down to a second.
  public var start: Instant { Instant(millisecondsSince1970: startMilliseconds) }

  /// When the last interval ends, rounded up to a second.
  public var end: Instant { Instant(millisecondsSince1970: endMilliseconds + 999) }

  /// What all devices used in the time that is covered.
  public var energy: Energy {
    var sum = CompensatedSum()
    for interval in intervals {
      sum.add(interval.kilowattMilliseconds(from: interval.startMilliseconds, to: interval.endMilliseconds))
    }
    return .kilowattHours(sum.value / Self.millisecondsPerHour)
  }

  static let millisecondsPerHour = 3_600_000.0
}

#if !hasFeature(Embedded)
  extension PowerLog.Device: Codable {}

  extension PowerLog.Interval: Codable {}

  /// Coded as its intervals, with what was noticed beside them.
  extension PowerLog: Codable {
    private enum CodingKeys: String, CodingKey {
      case intervals, irregularities, devices, readingCount, unplacedReadingCount
    }

    /// Decodes and validates; without `devices` they have no names, and what else is missing is nothing noticed.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let intervals = try container.decode([Interval].self, forKey: .intervals)
      for interval in intervals {
        let (start, end) = (interval.startMilliseconds, interval.endMilliseconds)
        try PowerLogError.check(kilowatts: interval.startKilowatts, at: start)
        try PowerLogError.check(kilowatts: interval.endKilowatts, at: end)
        guard start < end, (0..<1_000_000).contains(interval.device) else {
          throw DecodingError.dataCorruptedError(
            forKey: .intervals, in: container,
            debugDescription: "The interval from \(start) to \(end) of device \(interval.device) is not possible; "
              + "give an end after its start, and devices counted from 0.")
        }
      }
      let count = intervals.reduce(0) { max($0, $1.device + 1) }
      var devices = try container.decodeIfPresent([Device].self, forKey: .devices) ?? []
      while devices.count < count { devices.append(Device()) }
      try self.init(
        intervals: intervals,
        irregularities: container.decodeIfPresent([Irregularity].self, forKey: .irregularities) ?? [], devices: devices,
        readingCount: container.decodeIfPresent(Int.self, forKey: .readingCount) ?? 2 * intervals.count,
        unplacedReadingCount: container.decodeIfPresent(Int.self, forKey: .unplacedReadingCount) ?? 0)
    }

    /// Encodes what is there.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(intervals, forKey: .intervals)
      if !irregularities.isEmpty { try container.encode(irregularities, forKey: .irregularities) }
      try container.encode(devices, forKey: .devices)
      try container.encode(readingCount, forKey: .readingCount)
      if unplacedReadingCount > 0 { try container.encode(unplacedReadingCount, forKey: .unplacedReadingCount) }
    }
  }
#endif
