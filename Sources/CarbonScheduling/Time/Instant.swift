/// A moment in time, in whole seconds of Unix time (UTC, leap seconds not counted).
///
///     let noon = Instant(secondsSince1970: 1_577_880_000)
///     print(noon)                              // 2020-01-01T12:00:00Z
///     print(noon.advanced(by: .seconds(300)))  // 2020-01-01T12:05:00Z
///
/// Grids publish intensities on whole seconds and jobs are planned on them, so nothing finer is kept; conversions
/// from and to `Date` live in `CarbonTraces`, which may import Foundation.
public struct Instant: InstantProtocol, Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z; negative before.
  public let secondsSince1970: Int64

  /// Makes the instant that lies `secondsSince1970` seconds after 1970-01-01T00:00:00Z.
  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = secondsSince1970
  }

  /// The instant `duration` later, or earlier if it is negative.
  ///
  /// - Parameter duration: Any length; a fraction of a second is dropped towards the past. A result beyond the range
  ///   of `Int64` seconds (292 thousand million years) stays at that bound.
  public func advanced(by duration: Duration) -> Instant {
    Instant(secondsSince1970: secondsSince1970.addingClamped(duration.secondsRoundedDown))
  }

  /// How long after this instant `other` comes: negative if it is earlier.
  public func duration(to other: Instant) -> Duration {
    .seconds(other.secondsSince1970.subtractingClamped(secondsSince1970))
  }

  /// Whether the left instant comes first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC, to the second: `2020-01-01T00:05:00Z`.
  public var description: String {
    let second = Int(secondsSince1970.moduloRoundingDown(by: 86_400))
    let time = [second / 3600, second / 60 % 60, second % 60].map { twoDigits($0) }
    return "\(CivilDate(containing: self))T\(time[0]):\(time[1]):\(time[2])Z"
  }
}

extension Instant {
  /// The instant so much later; see ``advanced(by:)``.
  ///
  ///     release + .seconds(3_600)
  public static func + (instant: Instant, duration: Duration) -> Instant { instant.advanced(by: duration) }

  /// The instant so much earlier.
  public static func - (instant: Instant, duration: Duration) -> Instant {
    instant.advanced(by: .zero - Duration.zero.addingClamped(duration))
  }

  /// How long after `earlier` this instant comes.
  ///
  ///     plan.deadline - plan.release
  public static func - (later: Instant, earlier: Instant) -> Duration { earlier.duration(to: later) }
}

extension Instant: LosslessStringConvertible {
  /// Reads what ``description`` writes: `2020-01-01T00:05:00Z`, and nothing else; the day in which time begins is out of reach.
  ///
  /// Other ways to write time stamps are read by `CarbonTraces`.
  public init?(_ description: String) {
    // year-month-dayThour:minute:secondZ, counted from the end, since years may have more than four digits or a sign.
    let bytes = Array(description.utf8)
    let tail = bytes.count - 16
    guard tail >= 4, bytes[tail...].elementsEqual("-00-00T00:00:00Z".utf8, by: Self.hasShape) else { return nil }
    func number(_ place: Int) -> Int { Int(bytes[tail + place] - 48) * 10 + Int(bytes[tail + place + 1] - 48) }
    guard let year = Int(String(decoding: bytes[..<tail], as: UTF8.self)), abs(year) <= 292_277_026_596 else {
      return nil
    }
    let day = CivilDate(year: year, month: number(1), day: number(4))
    guard day.exists, number(7) < 24, number(10) < 60, number(13) < 60 else { return nil }
    let time = Int64(number(7) * 3_600 + number(10) * 60 + number(13))
    self.init(secondsSince1970: day.startOfDay.secondsSince1970.addingClamped(time))
    guard self.description == description else { return nil }
  }

  /// Whether a byte is a digit where a pattern has one, else the same.
  private static func hasShape(_ byte: UInt8, _ pattern: UInt8) -> Bool {
    pattern == 48 ? (48...57).contains(byte) : byte == pattern
  }
}

#if !hasFeature(Embedded)
  /// An instant is coded as people write it: `"2020-01-01T00:05:00Z"`.
  extension Instant: Codable {
    /// Decodes ISO 8601 in UTC, to the second.
    public init(from decoder: any Decoder) throws {
      self = try decoder.word({ Instant($0) }, problem: "is not an instant; write it in UTC, like 2020-01-01T00:05:00Z")
    }

    /// Encodes ISO 8601 in UTC, to the second.
    public func encode(to encoder: any Encoder) throws {
      try encoder.encode(word: description)
    }
  }
#endif
