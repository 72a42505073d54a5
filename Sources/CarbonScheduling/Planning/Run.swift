/// An uninterrupted part of a job: it runs from `start` up to, not including, `end`.
///
///     let run = try Run(start: release, end: release + .seconds(3_600))
///     print(run.duration)  // 3600.0 seconds
public struct Run: Hashable, Sendable {
  /// When the job begins to run.
  public let start: Instant

  /// When it stops.
  public let end: Instant

  /// Makes a run.
  ///
  /// - Throws: ``SchedulingError/runWithoutLength(start:end:)`` if it ends at its start or before.
  public init(start: Instant, end: Instant) throws(SchedulingError) {
    guard start < end else { throw .runWithoutLength(start: start, end: end) }
    self.start = start
    self.end = end
  }

  /// The run over a span of time that is not empty.
  package init(_ time: Range<Instant>) {
    precondition(!time.isEmpty, "A run has a length.")
    start = time.lowerBound
    end = time.upperBound
  }

  /// How long the job runs.
  public var duration: Duration { start.duration(to: end) }

  /// From start to end.
  public var time: Range<Instant> { start..<end }
}

extension Run: CustomStringConvertible {
  /// Start and end as an ISO 8601 interval: `2020-01-01T00:00:00Z/2020-01-01T06:00:00Z`.
  public var description: String { "\(start)/\(end)" }
}

#if !hasFeature(Embedded)
  extension Run: Codable {
    private enum CodingKeys: String, CodingKey { case start, end }

    /// Decodes and validates `start` and `end`.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        start: try container.decode(Instant.self, forKey: .start), end: try container.decode(Instant.self, forKey: .end)
      )
    }
  }
#endif
