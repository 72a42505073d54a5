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

  public static func < (left: Instant, right: Instant) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC, to the second: `2020-01-01T00:05:00Z`.
  public var description: String {
    let second = Int((secondsSince1970 % 86_400 + 86_400) % 86_400)
    let time = [second / 3600, second / 60 % 60, second % 60].map { twoDigits($0) }
    return "\(CivilDate(containing: self))T\(time[0]):\(time[1]):\(time[2])Z"
  }
}

#if !hasFeature(Embedded)
  /// An instant is coded as one integer, its seconds since 1970.
  extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
      secondsSince1970 = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(secondsSince1970)
    }
  }
#endif
