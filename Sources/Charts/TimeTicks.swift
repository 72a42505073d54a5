import CarbonScheduling

/// Round times on a UTC axis: minutes, hours, days, weeks, months or years apart.
///
///     TimeTicks(from: 0, through: 86_400, atMost: 5).ticks.map(\.label)
///     // "1 Jan", "06:00", "12:00", "18:00", "2 Jan"
///
/// Midnight shows its date and the first of January its year, so each change of day or year is marked where it happens.
package struct TimeTicks: Hashable, Sendable {
  package struct Tick: Hashable, Sendable {
    package let unixSeconds: Int
    package let label: PlainText
    /// Whether a longer unit begins here: a day among hours, a year among months.
    package let isMajor: Bool
  }

  /// Ascending, inside the range; empty if no round time falls inside it.
  package let ticks: [Tick]

  /// The closest ticks of which there are at most `limit`.
  ///
  /// - Parameters:
  ///   - start: the axis' first Unix second.
  ///   - end: its last.
  ///   - limit: how many ticks there is room for, at least 1.
  /// - Complexity: O(`limit`).
  package init(from start: Int, through end: Int, atMost limit: Int) {
    let limit = max(1, limit)
    let span = max(0, end - start)
    for seconds in Self.evenSteps where span / seconds <= limit {
      let first = Self.roundUp(start, to: seconds)
      let times = Array(stride(from: first, through: end, by: seconds))
      if times.count <= limit {
        ticks = times.map { Self.tick($0, inDays: seconds >= 86_400) }
        return
      }
    }
    for months in Self.monthSteps where span / (months * 2_678_400) <= limit {
      let times = Self.monthStarts(from: start, through: end, every: months, limit: limit)
      if times.count <= limit {
        ticks = times.map { Self.monthTick($0, inYears: months >= 12) }
        return
      }
    }
    ticks = []
  }

  /// Steps that divide a day, then days; weeks begin on Mondays.
  private static let evenSteps = [
    60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
  ]
  private static let monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 120_000, 1_200_000]

  private static func roundUp(_ time: Int, to step: Int) -> Int {
    // 1970 began on a Thursday: Mondays lie four days after the multiples of a week.
    let origin = step == 604_800 ? 345_600 : 0
    return time + (origin - time).moduloRoundingDown(by: step)
  }

  private static func tick(_ time: Int, inDays: Bool) -> Tick {
    let civil = CivilTime(unixSeconds: time)
    let isMidnight = civil.secondOfDay == 0
    return Tick(
      unixSeconds: time, label: PlainText(inDays || isMidnight ? civil.date : civil.clock),
      isMajor: inDays ? civil.day == 1 : isMidnight)
  }

  private static func monthTick(_ time: Int, inYears: Bool) -> Tick {
    let civil = CivilTime(unixSeconds: time)
    let isYear = inYears || civil.month == 1
    return Tick(
      unixSeconds: time, label: PlainText(isYear ? String(civil.year) : civil.monthName),
      isMajor: !inYears && civil.month == 1)
  }

  private static func monthStarts(from start: Int, through end: Int, every months: Int, limit: Int) -> [Int] {
    let first = CivilTime(unixSeconds: start)
    var month = first.year * 12 + first.month - 1
    month -= month.moduloRoundingDown(by: months)
    var times: [Int] = []
    while times.count <= limit {
      let time = CivilTime.unixSeconds(year: 0, month: month + 1)
      if time > end { break }
      if time >= start { times.append(time) }
      month += months
    }
    return times
  }
}
