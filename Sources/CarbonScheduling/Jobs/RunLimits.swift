/// What an operator asks of the runs of a plan.
///
///     let limits = try RunLimits(minimumRun: .seconds(1_800), minimumPause: .seconds(900), maximumPauses: 3)
///
/// Lengths are rounded up to whole slots. A run counts with its warm-up; a pause is the time between two runs, whether
/// the job could have run in it or not.
public struct RunLimits: Hashable, Sendable {
  /// How long each run lasts at least, the last one too.
  public let minimumRun: Duration
  /// How long each pause lasts at least.
  public let minimumPause: Duration
  /// How many pauses there are at most; `nil` for any number.
  public private(set) var maximumPauses: Int?

  /// Makes limits.
  ///
  /// - Parameters:
  ///   - minimumRun: How long each run lasts at least: zero or more, at most 10,000 days.
  ///   - minimumPause: How long each pause lasts at least: zero or more, at most 10,000 days.
  ///   - maximumPauses: How many pauses there are at most: zero or more; `nil` for any number.
  /// - Throws: ``JobError/runLimits(minimumRun:minimumPause:maximumPauses:)`` for anything else.
  public init(minimumRun: Duration = .zero, minimumPause: Duration = .zero, maximumPauses: Int? = nil) throws(JobError)
  {
    let lengths = Duration.zero...Duration.seconds(10_000 * 86_400)
    guard lengths.contains(minimumRun), lengths.contains(minimumPause), maximumPauses ?? 0 >= 0 else {
      throw .runLimits(minimumRun: minimumRun, minimumPause: minimumPause, maximumPauses: maximumPauses)
    }
    self.minimumRun = minimumRun
    self.minimumPause = minimumPause
    self.maximumPauses = maximumPauses
  }

  /// Any runs.
  public static let none = RunLimits()

  private init() { (minimumRun, minimumPause, maximumPauses) = (.zero, .zero, nil) }

  /// The same with another number of pauses.
  ///
  /// - Parameter maximumPauses: Zero or more.
  package func allowing(maximumPauses: Int) -> RunLimits {
    precondition(maximumPauses >= 0, "A number of pauses is not negative.")
    var limits = self
    limits.maximumPauses = maximumPauses
    return limits
  }
}

extension RunLimits: CustomStringConvertible {
  /// In words: `runs of 30m or more, pauses of 15m or more, at most 3 pauses`.
  public var description: String {
    "runs of \(minimumRun.compactDescription) or more, pauses of \(minimumPause.compactDescription) or more"
      + (maximumPauses.map { ", at most \($0) \($0 == 1 ? "pause" : "pauses")" } ?? "")
  }
}

#if !hasFeature(Embedded)
  extension RunLimits: Codable {
    private enum CodingKeys: String, CodingKey { case minimumRunSeconds, minimumPauseSeconds, maximumPauses }

    /// Decodes and validates lengths in seconds; what is missing asks for nothing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      func length(_ key: CodingKeys) throws -> Duration {
        .seconds(try container.decodeIfPresent(Int64.self, forKey: key) ?? 0)
      }
      try self.init(
        minimumRun: length(.minimumRunSeconds), minimumPause: length(.minimumPauseSeconds),
        maximumPauses: container.decodeIfPresent(Int.self, forKey: .maximumPauses))
    }

    /// Encodes lengths in seconds; what asks for nothing is left out.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      if minimumRun > .zero { try container.encode(minimumRun.secondsRoundedDown, forKey: .minimumRunSeconds) }
      if minimumPause > .zero { try container.encode(minimumPause.secondsRoundedDown, forKey: .minimumPauseSeconds) }
      try container.encodeIfPresent(maximumPauses, forKey: .maximumPauses)
    }
  }
#endif
