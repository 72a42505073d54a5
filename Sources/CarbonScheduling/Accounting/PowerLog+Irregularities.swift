extension PowerLog {
  /// Something that keeps a log from covering its whole time, or that its reader should know.
  public enum Irregularity: Hashable, Sendable {
    /// No reading for so long, which is more than was allowed; the time is left out.
    case gap(device: Int, from: Instant, to: Instant)
    /// The clock went back at `at` to `to`; the readings up to where it had been already are left out.
    case clockStep(device: Int, at: Instant, to: Instant, readings: Int)
    /// Readings without a value.
    case missingReadings(device: Int, count: Int)
    /// Readings of energy that took no time, which are left out.
    case momentaryReadings(device: Int, count: Int)
    /// Two runs at the same time. Both count: of two programs on one machine, each may have measured all of it.
    case overlap(device: Int, from: Instant, to: Instant)
    /// Readings, without a name of their device, of a sample that lacks some, so that nobody can tell whose they are.
    case incompleteSamples(readings: Int)
    /// A line that the meter wrote in place of readings, and how often.
    case message(String, count: Int)
    /// The log breaks off within this line, which is left out.
    case brokenOff(line: Int)
  }

  /// The log with what its reader found beside the readings themselves.
  ///
  /// - Parameters:
  ///   - irregularities: What was found.
  ///   - unplacedReadings: How many readings that leaves out, which are not among those of the log yet.
  public func adding(_ irregularities: [Irregularity], unplacedReadings: Int = 0) -> PowerLog {
    // A log that covers time still does.
    (try? PowerLog(
      intervals: intervals, irregularities: self.irregularities + irregularities, devices: devices,
      readingCount: readingCount + unplacedReadings, unplacedReadingCount: unplacedReadingCount + unplacedReadings))
      ?? self
  }
}

/// How much of a log's readings and time is covered.
extension PowerLog {
  /// The share of readings that are left out, from 0 to 1.
  public var unplacedShare: Double {
    readingCount == 0 ? 0 : Double(unplacedReadingCount) / Double(readingCount)
  }

  /// The largest ``unplacedShare`` with which a total still stands for the job.
  public static let tolerableUnplacedShare = 0.1

  /// Whether so many readings are left out that the energy is not the job's.
  public var hasTooManyGaps: Bool {
    // In whole numbers: a tenth is no binary fraction.
    unplacedReadingCount * 10 > readingCount
  }

  /// The time between start and end in which no device has a reading: pauses, restarts and gaps.
  ///
  /// - Complexity: O(n log n) for n intervals.
  public var uncoveredDuration: Duration {
    var uncovered: Int64 = 0
    var covered = startMilliseconds
    for interval in intervals.sorted(by: { $0.startMilliseconds < $1.startMilliseconds }) {
      if interval.startMilliseconds > covered { uncovered += interval.startMilliseconds - covered }
      covered = max(covered, interval.endMilliseconds)
    }
    return .milliseconds(uncovered)
  }

  /// ``uncoveredDuration`` as a share of the time from start to end.
  public var uncoveredShare: Double {
    let (seconds, attoseconds) = uncoveredDuration.components
    return (Double(seconds) + Double(attoseconds) / 1e18) / (Double(endMilliseconds - startMilliseconds) / 1_000)
  }
}

extension PowerLog {
  /// One log of several: those of a job's nodes, or of the runs of a job that was paused.
  ///
  ///     let job = try PowerLog(joining: [node1, node2])
  ///
  /// Each log keeps its devices. A device that has a UUID may be in several logs, as long as it is not there twice at once.
  ///
  /// - Throws: ``PowerLogError/sameDevice(uuid:at:)``, or ``PowerLogError/coversNoTime`` without logs.
  /// - Complexity: O(intervals + d log d) for d devices.
  public init(joining logs: [PowerLog]) throws(PowerLogError) {
    var intervals: [Interval] = []
    var irregularities: [Irregularity] = []
    var devices: [Device] = []
    for log in logs {
      let first = devices.count
      devices += log.devices
      intervals += log.intervals.map { $0.moved(by: first) }
      irregularities += log.irregularities.map { $0.moved(by: first) }
    }
    try Self.checkApart(intervals, devices)
    try self.init(
      intervals: intervals, irregularities: irregularities, devices: devices,
      readingCount: logs.reduce(0) { $0 + $1.readingCount },
      unplacedReadingCount: logs.reduce(0) { $0 + $1.unplacedReadingCount })
  }

  /// Finds a device that is in two logs at once.
  private static func checkApart(_ intervals: [Interval], _ devices: [Device]) throws(PowerLogError) {
    var spans = [(start: Int64, end: Int64)](repeating: (.max, .min), count: devices.count)
    for interval in intervals {
      let span = spans[interval.device]
      spans[interval.device] = (min(span.start, interval.startMilliseconds), max(span.end, interval.endMilliseconds))
    }
    var named: [(uuid: String, start: Int64, end: Int64)] = []
    for (device, span) in zip(devices, spans) where span.start < span.end {
      if let uuid = device.uuid { named.append((uuid, span.start, span.end)) }
    }
    named.sort { ($0.uuid, $0.start) < ($1.uuid, $1.start) }
    for (left, right) in zip(named, named.dropFirst()) where left.uuid == right.uuid && right.start < left.end {
      throw .sameDevice(uuid: right.uuid, at: Instant(millisecondsSince1970: right.start))
    }
  }
}

extension PowerLog {
  /// The log with its devices said to be in the log of that name.
  public func named(_ log: String) -> PowerLog {
    let named = devices.map { device in
      var device = device
      device.log = log
      return device
    }
    return
      (try? PowerLog(
        intervals: intervals, irregularities: irregularities, devices: named, readingCount: readingCount,
        unplacedReadingCount: unplacedReadingCount)) ?? self
  }
}

extension PowerLog.Interval {
  fileprivate func moved(by devices: Int) -> Self {
    Self(
      device: device + devices, startMilliseconds: startMilliseconds, endMilliseconds: endMilliseconds,
      startKilowatts: startKilowatts, endKilowatts: endKilowatts)
  }
}

extension PowerLog.Irregularity {
  /// Which device it is about, if it is about one.
  public var device: Int? {
    switch self {
    case .gap(let device, _, _), .clockStep(let device, _, _, _), .missingReadings(let device, _),
      .momentaryReadings(let device, _), .overlap(let device, _, _):
      device
    case .incompleteSamples, .message, .brokenOff: nil
    }
  }

  fileprivate func moved(by devices: Int) -> Self {
    switch self {
    case .gap(let device, let from, let to): .gap(device: device + devices, from: from, to: to)
    case .clockStep(let device, let at, let to, let readings):
      .clockStep(device: device + devices, at: at, to: to, readings: readings)
    case .missingReadings(let device, let count): .missingReadings(device: device + devices, count: count)
    case .momentaryReadings(let device, let count): .momentaryReadings(device: device + devices, count: count)
    case .overlap(let device, let from, let to): .overlap(device: device + devices, from: from, to: to)
    case .incompleteSamples, .message, .brokenOff: self
    }
  }
}

extension PowerLog.Irregularity: CustomStringConvertible {
  /// What it is, in a few words.
  public var description: String {
    switch self {
    case .gap(let device, let from, let to): "device \(device): nothing from \(from) to \(to)"
    case .clockStep(let device, let instant, let to, let readings):
      "device \(device): the clock went back from \(instant) to \(to), \(readings) readings left out"
    case .missingReadings(let device, let count): "device \(device): \(count) readings without a value"
    case .momentaryReadings(let device, let count): "device \(device): \(count) readings that took no time"
    case .overlap(let device, let from, let to): "device \(device): two runs at once from \(from) to \(to)"
    case .incompleteSamples(let readings): "\(readings) readings of samples that lack some"
    case .message(let text, let count): "\(count) times the line '\(text)'"
    case .brokenOff(let line): "broken off in line \(line)"
    }
  }
}

#if !hasFeature(Embedded)
  extension PowerLog.Irregularity: Codable {}
#endif
