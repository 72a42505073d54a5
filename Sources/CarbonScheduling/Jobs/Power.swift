/// The power a job draws over its own time: constant, or piece by piece.
///
///     let steady = Power.constant(kilowatts: 0.52)
///     let staged = Power.profile([
///       Power.Piece(duration: .seconds(600), kilowatts: 0.1),    // load
///       Power.Piece(duration: .seconds(6_600), kilowatts: 0.9),  // train
///     ])
///
/// A profile follows the job's own progress: in a pause it stands still.
public struct Power: Hashable, Sendable {
  /// The mean power, in kW.
  public let kilowatts: Double

  /// The pieces of a profile, in order; empty for a constant power.
  public let pieces: [Piece]

  /// A stretch of a job's progress with one power.
  public struct Piece: Hashable, Sendable {
    /// How long: a positive whole number of seconds.
    public let duration: Duration
    /// Zero or more, at most 1e12.
    public let kilowatts: Double

    public init(duration: Duration, kilowatts: Double) {
      self.duration = duration
      self.kilowatts = kilowatts
    }
  }

  /// The same power from start to end.
  public static func constant(kilowatts: Double) -> Power { Power(kilowatts: kilowatts, pieces: []) }

  /// One power after the other. A job that is made with it must last as long as all pieces together.
  ///
  /// A profile that is not possible has a mean of NaN, so that no job can be made with it.
  public static func profile(_ pieces: [Piece]) -> Power {
    var (kilowattSeconds, seconds) = (0.0, Int64(0))
    for piece in pieces {
      guard let length = piece.duration.wholeSeconds, length >= 1, length <= 10_000 * 86_400,
        piece.kilowatts >= 0, piece.kilowatts <= 1e12
      else { return Power(kilowatts: .nan, pieces: pieces) }
      kilowattSeconds += piece.kilowatts * Double(length)
      seconds = seconds.addingClamped(length)
    }
    return Power(kilowatts: kilowattSeconds / Double(seconds), pieces: pieces)
  }

  /// How long all pieces of a profile last together; zero for a constant power.
  public var duration: Duration { pieces.reduce(.zero) { $0.addingClamped($1.duration) } }

  package var pieceSeconds: Int64 {
    pieces.reduce(0) { $0.addingClamped($1.duration.clampedComponents.seconds) }
  }
}

#if !hasFeature(Embedded)
  extension Power: Codable {
    private enum CodingKeys: String, CodingKey { case kilowatts, pieces }

    /// Decodes as ``constant(kilowatts:)`` or ``profile(_:)`` makes it: the mean follows from the pieces.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let pieces = try container.decode([Piece].self, forKey: .pieces)
      let kilowatts = try container.decode(Double.self, forKey: .kilowatts)
      self = pieces.isEmpty ? .constant(kilowatts: kilowatts) : .profile(pieces)
    }
  }
  extension Power.Piece: Codable {}
#endif
