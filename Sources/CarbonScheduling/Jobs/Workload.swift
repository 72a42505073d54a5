/// A job that can wait: how long it runs and what power it draws.
///
///     let training = try Workload(duration: .seconds(6 * 3_600), power: .constant(kilowatts: 0.52))
///     print(training.energy.kilowattHours)  // 3.12
///
/// The job's progress does not depend on when it runs, and a pause costs nothing (Dodge et al., FAccT 2022, section 5).
public struct Workload: Hashable, Sendable {
  /// How long the job runs in all, pauses not counted: a positive whole number of seconds.
  public let duration: Duration

  /// What it draws while it runs.
  public let power: Power

  /// What it uses from start to end.
  public let energy: Energy

  /// Makes a job from the power it draws.
  ///
  /// - Parameters:
  ///   - duration: A positive whole number of seconds, at most 10,000 days.
  ///   - power: From 1e-12 to 1e12 kW; a profile as long as `duration`.
  /// - Throws: ``JobError`` if either is out of range.
  public init(duration: Duration, power: Power) throws(JobError) {
    durationSeconds = try Self.seconds(in: duration)
    self.duration = duration
    self.power = power
    guard power.pieces.isEmpty || power.pieceSeconds == durationSeconds else {
      throw .powerProfile(total: power.duration, duration: duration)
    }
    scale = EnergyScale(kilowattHours: power.kilowatts, seconds: 3_600)
    energy = .kilowattHours(power.kilowatts * Double(durationSeconds) / 3_600)
  }

  /// Makes a job that spreads `energy` evenly over its duration.
  ///
  ///     let training = try Workload(duration: .seconds(6 * 3_600), energy: .kilowattHours(3.1))
  ///
  /// - Parameters:
  ///   - duration: A positive whole number of seconds, at most 10,000 days.
  ///   - energy: For a power from 1e-12 to 1e12 kW.
  /// - Throws: ``JobError`` if either is out of range.
  public init(duration: Duration, energy: Energy) throws(JobError) {
    durationSeconds = try Self.seconds(in: duration)
    let kilowatts = energy.kilowattHours * 3_600 / Double(durationSeconds)
    guard Power.possibleKilowatts.contains(kilowatts) else { throw .energy(energy) }
    self.duration = duration
    self.energy = energy
    power = try .constant(kilowatts: kilowatts)
    scale = EnergyScale(kilowattHours: energy.kilowattHours, seconds: Double(durationSeconds))
  }

  /// How many seconds the job runs.
  package let durationSeconds: Int64

  /// The power as a quotient of what was given, so that going from an integral to grams rounds no more than it must:
  /// 3.1 kWh over a steady 100 g/kWh are 310 g, and not a last digit more.
  package let scale: EnergyScale

  private static func seconds(in duration: Duration) throws(JobError) -> Int64 {
    guard let seconds = duration.wholeSeconds, seconds >= 1, seconds <= longestSeconds else {
      throw .duration(duration)
    }
    return seconds
  }

  private static let longestSeconds: Int64 = 10_000 * 86_400
}

extension Workload: CustomStringConvertible {
  /// Length and energy: `6h, 3.12 kWh`.
  public var description: String { "\(duration.compactDescription), \(energy)" }
}

/// A constant power as a quotient, kilowatt-hours per so many seconds.
package struct EnergyScale: Hashable, Sendable {
  package let kilowattHours: Double
  package let seconds: Double

  /// What a job at this power emits over an integral of intensity.
  package func emissions(_ integral: ExactIntegral) -> Emissions {
    Emissions(grams: integral.scaled(by: kilowattHours, perSeconds: seconds))
  }
}

#if !hasFeature(Embedded)
  extension Workload: Codable {
    private enum CodingKeys: String, CodingKey { case seconds, kilowatts, kilowattHours, profile }

    /// Decodes and validates: `seconds` and one of `kilowatts` and `kilowattHours`.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let duration = Duration.seconds(try container.decode(Int64.self, forKey: .seconds))
      if let pieces = try container.decodeIfPresent([Power.Piece].self, forKey: .profile) {
        try self.init(duration: duration, power: .profile(pieces))
      } else if let energy = try container.decodeIfPresent(Double.self, forKey: .kilowattHours) {
        try self.init(duration: duration, energy: .kilowattHours(energy))
      } else {
        let kilowatts = try container.decode(Double.self, forKey: .kilowatts)
        try self.init(duration: duration, power: .constant(kilowatts: kilowatts))
      }
    }

    /// Encodes `seconds`, and `kilowatts` or `kilowattHours`, whichever the job was made with.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(durationSeconds, forKey: .seconds)
      if !power.pieces.isEmpty {
        try container.encode(power.pieces, forKey: .profile)
      } else if scale.kilowattHours == power.kilowatts, scale.seconds == 3_600 {
        try container.encode(power.kilowatts, forKey: .kilowatts)
      } else {
        try container.encode(energy.kilowattHours, forKey: .kilowattHours)
      }
    }
  }
#endif
