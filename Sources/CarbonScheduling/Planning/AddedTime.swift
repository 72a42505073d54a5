/// How much later than `release + duration` a job may end: the paper's N.
///
///     AddedTime.hours(24)       // a day, whatever the job
///     AddedTime.percent(100)    // as long again as the job: at most twice its duration
///     AddedTime.deadline(when)  // whatever is left until an instant
///
/// - Note: Dodge et al., FAccT 2022, section 5, evaluates 6, 12, 18 and 24 h, and 25, 50, 75 and 100 % of the duration.
public enum AddedTime: Hashable, Sendable {
  /// So long: zero or more, in whole seconds.
  case duration(Duration)
  /// This share of the job's duration: zero or more, finite; rounded down to whole seconds.
  case percent(Double)
  /// So long that the job ends by this instant.
  case deadline(Instant)
  /// So long that a job without pauses starts by this instant.
  case latestStart(Instant)

  /// So many minutes.
  public static func minutes(_ minutes: Int) -> AddedTime { units(minutes, of: 60) }
  /// So many hours.
  public static func hours(_ hours: Int) -> AddedTime { units(hours, of: 3_600) }
  /// So many days of 24 hours.
  public static func days(_ days: Int) -> AddedTime { units(days, of: 86_400) }

  /// So many times `seconds`, held within `Int64` seconds, which no trace reaches.
  private static func units(_ count: Int, of seconds: Int64) -> AddedTime {
    let (length, overflow) = Int64(count).multipliedReportingOverflow(by: seconds)
    return .duration(.seconds(overflow ? (count < 0 ? .min : .max) : length))
  }

  /// The seconds of an added time that does not depend on the job. What is planned often keeps them: to take a `Duration` apart is
  /// a division of 128 bits, which takes as long as a tenth of a plan.
  package var fixedSeconds: Int64? {
    guard case .duration(let duration) = self, let seconds = duration.wholeSeconds, seconds >= 0 else { return nil }
    return seconds
  }

  /// The added time of a job in seconds.
  ///
  /// - Throws: ``SchedulingError`` if it is negative, not finite or not whole, or if the deadline comes too early.
  /// - Complexity: O(1).
  package func seconds(for job: Workload, releasedAt release: Instant) throws(SchedulingError) -> Int64 {
    switch self {
    case .duration(let duration):
      guard let seconds = duration.wholeSeconds, seconds >= 0 else { throw .addedTime(self) }
      return seconds
    case .percent(let percent):
      // 29 % of 100 s should be 29 s, but 0.29 * 100 is 28.999999999999996: nudged up before it is rounded down, by
      // 2^-50 of itself, which is under a millionth of a second for any added time up to 10,000 days.
      let seconds = Double(job.durationSeconds) * percent / 100 * (1 + 0x1p-50)
      guard seconds >= 0, seconds < 0x1p53 else { throw .addedTime(self) }
      return Int64(seconds)
    case .deadline(let deadline):
      let end = release.advanced(by: job.duration)
      guard end <= deadline else {
        throw .deadline(deadline, release: release, duration: job.duration)
      }
      return end.duration(to: deadline).components.seconds
    case .latestStart(let latest):
      guard release <= latest else { throw .latestStart(latest, release: release) }
      return release.duration(to: latest).components.seconds
    }
  }
}

extension AddedTime: CustomStringConvertible {
  /// As the command lines read it, in whole hours where it can be, as the paper's tables have it: `24h`, `1h30m`, `100%`,
  /// `2020-01-02T00:00:00Z`.
  public var description: String {
    switch self {
    case .duration(let duration):
      if let seconds = duration.wholeSeconds, seconds >= 0, seconds % 3_600 == 0 {
        "\(seconds / 3_600)h"
      } else {
        duration.compactDescription
      }
    case .percent(let percent):
      abs(percent) < 1e15 && Double(Int64(percent)) == percent ? "\(Int64(percent))%" : "\(percent)%"
    case .deadline(let instant), .latestStart(let instant): instant.description
    }
  }
}

#if !hasFeature(Embedded)
  /// Coded by its one key: `{"seconds": 86400}`, `{"percent": 100}`, `{"deadline": "2020-01-02T00:00:00Z"}` or
  /// `{"latestStart": "2020-01-02T00:00:00Z"}`.
  extension AddedTime: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case seconds, percent, deadline, latestStart }

    /// Decodes the one key that is there.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let keys = CodingKeys.allCases.filter(container.contains)
      guard keys.count == 1, let key = keys.first else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: container.codingPath,
            debugDescription: "An added time has one of the keys seconds, percent, deadline and latestStart; give one.")
        )
      }
      switch key {
      case .seconds: self = .duration(.seconds(try container.decode(Int64.self, forKey: key)))
      case .percent: self = .percent(try container.decode(Double.self, forKey: key))
      case .deadline: self = .deadline(try container.decode(Instant.self, forKey: key))
      case .latestStart: self = .latestStart(try container.decode(Instant.self, forKey: key))
      }
    }

    /// Encodes one key.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .duration(let duration): try container.encode(duration.secondsRoundedDown, forKey: .seconds)
      case .percent(let percent): try container.encode(percent, forKey: .percent)
      case .deadline(let instant): try container.encode(instant, forKey: .deadline)
      case .latestStart(let instant): try container.encode(instant, forKey: .latestStart)
      }
    }
  }
#endif
