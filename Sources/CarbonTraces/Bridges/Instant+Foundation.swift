public import CarbonScheduling

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Instant {
  /// The second that it is by the system's clock.
  ///
  ///     let forecast = trace.slice(Instant.now..<trace.end)
  public static var now: Instant { Instant(Date()) }

  /// The second that `date` falls in, or the end of the range of `Int64` for dates beyond it.
  ///
  ///     Instant(Date(timeIntervalSince1970: 1.5)).secondsSince1970  // 1
  ///
  /// - Parameter date: A fraction of a second is dropped towards the past. Not a number is an error of the caller's.
  public init(_ date: Date) {
    let seconds = date.timeIntervalSince1970.rounded(.down)
    precondition(!seconds.isNaN, "A date is a number of seconds.")
    self.init(secondsSince1970: Int64(exactly: seconds) ?? (seconds < 0 ? .min : .max))
  }
}

extension Date {
  /// The same moment as a `Date`: exact for 285 million years around 2001.
  public init(_ instant: Instant) {
    self.init(timeIntervalSince1970: Double(instant.secondsSince1970))
  }
}

extension DateInterval {
  /// The time from one instant to another.
  ///
  ///     DateInterval(run.start..<run.end).duration  // in seconds
  public init(_ time: Range<Instant>) {
    self.init(start: Date(time.lowerBound), end: Date(time.upperBound))
  }

  /// When a run of a job goes on.
  public init(_ run: Run) {
    self.init(start: Date(run.start), end: Date(run.end))
  }
}

extension Range<Instant> {
  /// The seconds that an interval begins and ends in: a fraction of a second is dropped towards the past at both ends.
  public init(_ interval: DateInterval) {
    self = Instant(interval.start)..<Instant(interval.end)
  }
}
