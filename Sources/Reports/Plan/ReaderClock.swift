package import CarbonScheduling
import Charts

/// The clock on the wall of whoever reads a plan.
package struct ReaderClock: Sendable {
  /// Such as "Europe/Paris".
  let name: String
  private let secondsAheadOfUTC: @Sendable (Instant) -> Int

  /// - Parameters:
  ///   - name: of the time zone.
  ///   - secondsAheadOfUTC: which may change with daylight saving.
  package init(name: String, secondsAheadOfUTC: @escaping @Sendable (Instant) -> Int) {
    self.name = name
    self.secondsAheadOfUTC = secondsAheadOfUTC
  }

  package static let utc = ReaderClock(name: "UTC") { _ in 0 }

  /// "12 Mar 2020 07:05 +01:00": the offset says which side of a change of clocks it is.
  func words(_ instant: Instant) -> PlainText { "\(wordsWithoutOffset(instant)) \(offset(instant))" }

  /// "12 Mar 2020 07:05".
  func wordsWithoutOffset(_ instant: Instant) -> PlainText {
    Instant(secondsSince1970: instant.secondsSince1970 + Int64(secondsAheadOfUTC(instant))).words
  }

  /// "+01:00".
  func offset(_ instant: Instant) -> PlainText {
    let ahead = secondsAheadOfUTC(instant)
    let minutes = abs(ahead) / 60
    return PlainText((ahead < 0 ? "\u{2212}" : "+") + (minutes / 60).twoDigits + ":" + (minutes % 60).twoDigits)
  }
}
