package import CarbonScheduling
import CarbonTraces

/// An instant as a command line says it: fixed, by a local clock, or from now on.
///
///     try Moment(parsing: "2024-05-01T22:00:00Z")  // .fixed
///     try Moment(parsing: "2024-05-01T22:00")      // .local: it takes a time zone to say when that is
///     try Moment(parsing: "2024-05-01")            // .midnight, of UTC unless there is a time zone
///     try Moment(parsing: "now")                   // .fromNow(.zero)
///     try Moment(parsing: "+6h")                   // .fromNow(.seconds(21_600))
package enum Moment: Hashable, Sendable {
  case fixed(Instant)
  /// What the clock shows, as if it were UTC's.
  case local(Instant)
  /// The start of a day, as if it were UTC's.
  case midnight(Instant)
  case fromNow(Duration)

  /// The forms, for the help of options.
  package static let forms = "2024-05-01T22:00Z, a date, now or +6h, or a local time with --time-zone"

  /// - Throws: ``CarbonTraces/TextError``, whose cure names the forms.
  package init(parsing text: String) throws {
    if text == "now" {
      self = .fromNow(.zero)
    } else if text.utf8.first == UInt8(ascii: "+") {
      self = .fromNow(try Duration(parsing: String(text.dropFirst()), allowsZero: true))
    } else if let clock = try? Instant(iso8601: text + "Z") {
      // The stamp had no zone, or two of them would not have been read.
      self = .local(clock)
    } else {
      let instant = try Instant(iso8601: text)
      self = text.utf8.count == 10 ? .midnight(instant) : .fixed(instant)
    }
  }
}

/// A time in which a job must not run: `2024-05-01T08:00Z/2024-05-01T17:00Z`.
package struct MomentRange: Hashable, Sendable {
  package let start: Moment
  package let end: Moment

  /// - Throws: ``CarbonTraces/TextError``.
  package init(parsing text: String) throws {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count == 2 else {
      throw TextError(
        text: text, problem: "is not a time",
        cure: "write its start and a later end, like 2020-01-01T08:00:00Z/2020-01-01T17:00:00Z")
    }
    (start, end) = (try Moment(parsing: String(ends[0])), try Moment(parsing: String(ends[1])))
  }
}
