/// Joins the readings of one device to stretches, and notes where they do not join.
///
///     readings   a  b  c                 d  e        c' d' e'
///                [==][==]     gap        [==]        the clock went back: c' to e' are left out
struct ReadingJoiner {
  private(set) var stretches: [PowerLog.Stretch] = []
  private(set) var irregularities: [PowerLog.Irregularity] = []

  private let device: Int
  private let longestMilliseconds: Int64
  private var last: PowerReading?
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
    try PowerLogError.check(kilowatts: reading.kilowatts, at: reading.millisecondsSince1970)
    let time = reading.millisecondsSince1970
    if let last {
      if time <= last.millisecondsSince1970 {
        step = (last.millisecondsSince1970, min(step?.to ?? time, time), (step?.readings ?? 0) + 1)
        return
      }
      // After a step back nobody knows how long it is since the reading before.
      let isKnown = step == nil
      finish()
      if isKnown {
        join(last, reading)
      }
    }
    last = reading
  }

  /// Notes a step of the clock that is still open.
  mutating func finish() {
    guard let step else { return }
    irregularities.append(
      .clockStep(
        device: device, at: Instant(millisecondsSince1970: step.at), to: Instant(millisecondsSince1970: step.to),
        readings: step.readings))
    self.step = nil
  }

  private mutating func join(_ left: PowerReading, _ right: PowerReading) {
    guard right.millisecondsSince1970 - left.millisecondsSince1970 <= longestMilliseconds else {
      irregularities.append(
        .gap(
          device: device, from: Instant(millisecondsSince1970: left.millisecondsSince1970),
          to: Instant(millisecondsSince1970: right.millisecondsSince1970)))
      return
    }
    stretches.append(
      PowerLog.Stretch(
        device: device, startMilliseconds: left.millisecondsSince1970, endMilliseconds: right.millisecondsSince1970,
        startKilowatts: left.kilowatts, endKilowatts: right.kilowatts))
  }

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
