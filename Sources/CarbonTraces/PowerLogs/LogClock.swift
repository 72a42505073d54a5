public import CarbonScheduling

/// The clock that a log's stamps were read from, if they do not say.
///
///     LogClock(try UTCOffset(parsing: "+09:00"))
///     LogClock { Int64(zone.secondsFromGMT(for: date(of: $0))) }  // Foundation's TimeZone knows when clocks change
///
/// Where clocks are set back, an hour of local stamps occurs twice. Stamps of a device are taken for the first of the two
/// until they go back, and for the second from there on.
public struct LogClock: Sendable {
  private let secondsAheadOfUTC: @Sendable (Instant) -> Int64

  /// A clock that is ahead of UTC by so many seconds at each instant, behind where negative.
  public init(secondsAheadOfUTC: @escaping @Sendable (Instant) -> Int64) {
    self.secondsAheadOfUTC = secondsAheadOfUTC
  }

  /// A clock that is never changed.
  public init(_ offset: UTCOffset) {
    let seconds = offset.seconds
    self.init { _ in seconds }
  }

  /// UTC.
  public static let utc = LogClock(.utc)

  /// The instants, in seconds since 1970, at which the clock shows a time: one; two where it is set back, the earlier
  /// first; none where it leaps forward.
  func seconds(showing local: Int64) -> [Int64] {
    // Clocks are set less often than once in two days, and by less than one.
    let offsets = [-86_400, 86_400].map { secondsAheadOfUTC(Instant(secondsSince1970: local + $0)) }
    let candidates = offsets[0] == offsets[1] ? [offsets[0]] : offsets
    return candidates.map { local - $0 }.filter { secondsAheadOfUTC(Instant(secondsSince1970: $0)) == local - $0 }
      .sorted()
  }
}

/// Turns the stamps of one device, in the order in which they were taken, to instants.
struct LogClockReader {
  private let clock: LogClock?
  private var last: Int64?
  private var isSecondPass = false
  /// The last second that was looked up: stamps of several devices and of fractions of it are many.
  private var known: (local: Int64, seconds: [Int64])?

  init(_ clock: LogClock?) { self.clock = clock }

  enum Fault: Error {
    case noZone
    case skipped
  }

  /// Milliseconds since 1970.
  mutating func milliseconds(of time: LogStamp.Time) throws(Fault) -> Int64 {
    guard !time.hasZone else { return time.milliseconds }
    guard let clock else { throw .noZone }
    let local = time.milliseconds.dividedRoundingDown(by: 1_000)
    if known?.local != local { known = (local, clock.seconds(showing: local)) }
    guard let seconds = known?.seconds, let first = seconds.first else { throw .skipped }
    if seconds.count < 2 {
      isSecondPass = false
    } else if let last, time.milliseconds <= last {
      isSecondPass = true
    }
    last = time.milliseconds
    let chosen = isSecondPass && seconds.count > 1 ? seconds[1] : first
    return time.milliseconds + (chosen - local) * 1_000
  }
}

extension LogClock: CustomStringConvertible {
  /// How far it is ahead of UTC in winter and summer: `a clock 3600 s and 7200 s ahead of UTC`.
  public var description: String {
    let (january, july) = (Instant(secondsSince1970: 1_577_836_800), Instant(secondsSince1970: 1_593_561_600))
    let (winter, summer) = (secondsAheadOfUTC(january), secondsAheadOfUTC(july))
    return winter == summer ? "a clock \(winter) s ahead of UTC" : "a clock \(winter) s and \(summer) s ahead of UTC"
  }
}
