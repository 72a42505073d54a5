/// An uninterrupted stretch of a job: it runs from `start` up to, not including, `end`.
public struct Run: Hashable, Sendable {
  public let start: Instant
  public let end: Instant

  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }

  public var duration: Duration { start.duration(to: end) }
}

extension Run: CustomStringConvertible {
  /// Start and end as an ISO 8601 interval: `2020-01-01T00:00:00Z/2020-01-01T06:00:00Z`.
  public var description: String { "\(start)/\(end)" }
}

#if !hasFeature(Embedded)
  extension Run: Codable {}
#endif
