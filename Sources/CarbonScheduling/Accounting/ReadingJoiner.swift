/// Joins the readings of one device to intervals, and notes where they do not join.
///
///     readings   a  b  -  c                 d  e        c' d' e'
///                [==][====]     gap         [==]        the clock went back: c' to e' are left out
///
/// A reading without a value (-) is bridged by its neighbours if they are near enough to each other.
struct ReadingJoiner {
  private(set) var intervals: [PowerLog.Interval] = []
  private(set) var irregularities: [PowerLog.Irregularity] = []

  /// Readings that are in no interval.
  private(set) var unplacedCount = 0

  private let device: Int
  private let longestMilliseconds: Int64
  /// The time of the first reading with a value.
  private var firstTime: Int64?
  private var last: (time: Int64, kilowatts: Double)?
  /// Whether `last` is the end of an interval.
  private var isLastJoined = false
  private var missingCount = 0
  /// Readings without a value since `last`.
  private var openMissingCount = 0
  /// The step back that the clock has not made good yet: where it was, where it went, and what has been left out.
  private var step: (at: Int64, to: Int64, readings: Int)?

  init(device: Int, longestInterval: Duration?, readings: [PowerReading]) {
    self.device = device
    longestMilliseconds =
      longestInterval.map {
        let (seconds, attoseconds) = $0.clampedComponents
        return min(max(0, seconds), 1 << 50) * 1_000 + attoseconds / 1_000_000_000_000_000
      }
      ?? 3 * Self.medianInterval(of: readings)
  }

  mutating func append(_ reading: PowerReading) throws(PowerLogError) {
    let time = reading.millisecondsSince1970
    guard let kilowatts = reading.kilowatts else {
      try PowerLogError.check(milliseconds: time)
      missingCount += 1
      openMissingCount += 1
      return
    }
    try PowerLogError.check(kilowatts: kilowatts, at: time)
    if let last {
      if time <= last.time {
        step = (last.time, min(step?.to ?? time, time), (step?.readings ?? 0) + 1)
        return
      }
      // After a step back nobody knows how long it is since the reading before.
      let isKnown = step == nil
      close()
      join(last, (time, kilowatts), isKnown: isKnown)
    } else {
      unplacedCount += openMissingCount
      firstTime = time
    }
    openMissingCount = 0
    last = (time, kilowatts)
  }

  /// Notes what is still open, and what a device lacks of the time in which it was measured with others.
  ///
  /// - Parameter whole: When the first reading of any device was taken, and the last.
  mutating func finish(whole: (start: Int64, end: Int64)) {
    close()
    unplacedCount += openMissingCount
    if last != nil, !isLastJoined { unplacedCount += 1 }
    // Between its own readings a device's gaps are noted already.
    if let firstTime, let last, !intervals.isEmpty {
      if isGap(from: whole.start, to: firstTime) { irregularities.insert(gap(from: whole.start, to: firstTime), at: 0) }
      if isGap(from: last.time, to: whole.end) { irregularities.append(gap(from: last.time, to: whole.end)) }
    }
    if missingCount > 0 { irregularities.insert(.missingReadings(device: device, count: missingCount), at: 0) }
  }

  /// Notes a step of the clock that is still open.
  private mutating func close() {
    guard let step else { return }
    irregularities.append(
      .clockStep(
        device: device, at: Instant(millisecondsSince1970: step.at), to: Instant(millisecondsSince1970: step.to),
        readings: step.readings))
    unplacedCount += step.readings
    self.step = nil
  }

  private mutating func join(
    _ left: (time: Int64, kilowatts: Double), _ right: (time: Int64, kilowatts: Double), isKnown: Bool
  ) {
    if isKnown, !isGap(from: left.time, to: right.time) {
      intervals.append(
        PowerLog.Interval(
          device: device, startMilliseconds: left.time, endMilliseconds: right.time,
          startKilowatts: left.kilowatts, endKilowatts: right.kilowatts))
      isLastJoined = true
      return
    }
    if isKnown { irregularities.append(gap(from: left.time, to: right.time)) }
    unplacedCount += openMissingCount + (isLastJoined ? 0 : 1)
    isLastJoined = false
  }

  private func isGap(from start: Int64, to end: Int64) -> Bool {
    end.subtractingClamped(start) > longestMilliseconds
  }

  private func gap(from start: Int64, to end: Int64) -> PowerLog.Irregularity {
    .gap(
      device: device, from: Instant(millisecondsSince1970: start), to: Instant(millisecondsSince1970: end))
  }

  /// How often the device was asked, whether it had a value or not.
  private static func medianInterval(of readings: [PowerReading]) -> Int64 {
    var intervals: [Int64] = []
    for (left, right) in zip(readings, readings.dropFirst()) {
      let interval = right.millisecondsSince1970.subtractingClamped(left.millisecondsSince1970)
      if interval > 0 { intervals.append(min(interval, 1 << 60)) }
    }
    intervals.sort()
    return intervals.isEmpty ? 0 : intervals[intervals.count / 2]
  }
}

/// A sum whose error does not grow with the number of terms (Neumaier, ZAMM 1974).
struct CompensatedSum {
  private var sum = 0.0
  private var compensation = 0.0

  mutating func add(_ term: Double) {
    let next = sum + term
    compensation += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  var value: Double { sum + compensation }
}
