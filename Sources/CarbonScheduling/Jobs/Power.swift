/// The power a job draws over its own time: constant, or piece by piece.
///
///     let steady = try Power.constant(kilowatts: 0.52)
///     let staged = try Power.profile([
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

  /// A part of a job's progress with one power.
  public struct Piece: Hashable, Sendable {
    /// How long: a positive whole number of seconds.
    public let duration: Duration
    /// The power in kW: zero or more, at most 1e12.
    public let kilowatts: Double

    let seconds: Int64

    /// Makes a piece.
    ///
    /// - Parameters:
    ///   - duration: A positive whole number of seconds, at most 10,000 days.
    ///   - kilowatts: From 0 to 1e12.
    /// - Throws: ``JobError/powerPiece(duration:kilowatts:)`` for anything else.
    public init(duration: Duration, kilowatts: Double) throws(JobError) {
      guard let length = duration.wholeSeconds, (1...10_000 * 86_400).contains(length), kilowatts >= 0,
        kilowatts <= 1e12
      else { throw .powerPiece(duration: duration, kilowatts: kilowatts) }
      seconds = length
      self.duration = duration
      self.kilowatts = kilowatts
    }
  }

  /// The same power from start to end.
  ///
  /// - Parameter kilowatts: From 1e-12 to 1e12.
  /// - Throws: ``JobError/power(kilowatts:)`` for any other.
  public static func constant(kilowatts: Double) throws(JobError) -> Power {
    guard possibleKilowatts.contains(kilowatts) else { throw .power(kilowatts: kilowatts) }
    return Power(kilowatts: kilowatts, pieces: [])
  }

  /// One power after the other. A job that is made with it must last as long as all pieces together.
  ///
  /// - Parameter pieces: Of positive whole seconds, at most 10,000 days each; of 0 to 1e12 kW, not all zero.
  /// - Throws: ``JobError/powerProfile(total:duration:)`` for any others, or none.
  public static func profile(_ pieces: [Piece]) throws(JobError) -> Power {
    var (kilowattSeconds, seconds) = (0.0, Int64(0))
    for piece in pieces {
      kilowattSeconds += piece.kilowatts * Double(piece.seconds)
      seconds = seconds.addingClamped(piece.seconds)
    }
    let kilowatts = kilowattSeconds / Double(seconds)
    guard possibleKilowatts.contains(kilowatts) else {
      throw .powerProfile(total: .seconds(seconds), duration: .seconds(seconds))
    }
    return Power(kilowatts: kilowatts, pieces: pieces)
  }

  /// Powers below would come to energies of zero, of which there is no mean; a nanowatt is no computer.
  static let possibleKilowatts = 1e-12...1e12

  /// How long all pieces of a profile last together; zero for a constant power.
  public var duration: Duration { pieces.reduce(.zero) { $0.addingClamped($1.duration) } }

  package var pieceSeconds: Int64 {
    pieces.reduce(0) { $0.addingClamped($1.seconds) }
  }
}

extension Power: CustomStringConvertible {
  /// The power, or the mean of its pieces: `0.52 kW`, `0.83 kW on average, in 2 pieces`.
  public var description: String {
    "\(kilowatts) kW" + (pieces.isEmpty ? "" : " on average, in \(pieces.count) pieces")
  }
}

extension Power.Piece: CustomStringConvertible {
  /// How long at what power: `10m at 0.1 kW`.
  public var description: String { "\(duration.compactDescription) at \(kilowatts) kW" }
}

#if !hasFeature(Embedded)
  /// Coded as `{"kilowatts": 0.52}`, or `{"pieces": [{"seconds": 600, "kilowatts": 0.1}]}`.
  extension Power: Codable {
    private enum CodingKeys: String, CodingKey { case kilowatts, pieces }

    /// Decodes and validates as ``constant(kilowatts:)`` or ``profile(_:)`` does.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      if let pieces = try container.decodeIfPresent([Piece].self, forKey: .pieces), !pieces.isEmpty {
        self = try .profile(pieces)
      } else {
        self = try .constant(kilowatts: try container.decode(Double.self, forKey: .kilowatts))
      }
    }

    /// Encodes the pieces, or the power where it is constant.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      if pieces.isEmpty {
        try container.encode(kilowatts, forKey: .kilowatts)
      } else {
        try container.encode(pieces, forKey: .pieces)
      }
    }
  }

  extension Power.Piece: Codable {
    private enum CodingKeys: String, CodingKey { case seconds, kilowatts }

    /// Decodes and validates `seconds` and `kilowatts`.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        duration: .seconds(try container.decode(Int64.self, forKey: .seconds)),
        kilowatts: try container.decode(Double.self, forKey: .kilowatts))
    }

    /// Encodes `seconds` and `kilowatts`.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(seconds, forKey: .seconds)
      try container.encode(kilowatts, forKey: .kilowatts)
    }
  }
#endif
