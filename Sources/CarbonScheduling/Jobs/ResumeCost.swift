/// What it costs to take up a job again after a pause: to read a checkpoint, to load data, to warm up.
///
///     let cost = try ResumeCost(energy: .kilowattHours(0.1), emissions: .grams(2), time: .seconds(600))
///
/// A job that is paused may draw power too, ``idleKilowatts``: a stopped process holds its memory, and its board is on.
///
/// The energy is drawn at the intensity of the slot in which the job resumes. For `time` after that it draws its power,
/// the one of the point of its progress that it has reached, and makes no progress; the time is rounded up to whole slots.
public struct ResumeCost: Hashable, Sendable {
  /// What each resume uses: zero or more, at most 1e12 kWh.
  public let energy: Energy
  /// What each resume emits beside that, whatever the grid does: zero or more, at most 1e12 g.
  public let emissions: Emissions
  /// How long the job makes no progress after a resume: zero or more, at most 10,000 days.
  public let time: Duration
  /// Whether the first start costs the same; the run-now baseline stays the plain run.
  public let chargesFirstStart: Bool

  /// What the job draws while it is paused: from 0 to 1e12 kW. Over a gap of the trace nothing is known of it.
  public let idleKilowatts: Double

  /// Makes a cost.
  ///
  /// - Parameters:
  ///   - energy: What each resume uses: zero or more, at most 1e12 kWh.
  ///   - emissions: What each resume emits beside that: zero or more, at most 1e12 g.
  ///   - time: How long the job makes no progress after a resume: zero or more, at most 10,000 days.
  ///   - chargesFirstStart: Whether the first start costs the same.
  ///   - idleKilowatts: What the job draws while it is paused: from 0 to 1e12 kW.
  /// - Throws: ``JobError/resumeCost(energy:emissions:time:)`` or ``JobError/idlePower(kilowatts:)`` for anything else.
  public init(
    energy: Energy = .kilowattHours(0), emissions: Emissions = Emissions(grams: 0), time: Duration = .zero,
    chargesFirstStart: Bool = false, idleKilowatts: Double = 0
  ) throws(JobError) {
    guard idleKilowatts >= 0, idleKilowatts <= 1e12 else { throw .idlePower(kilowatts: idleKilowatts) }
    guard energy.kilowattHours >= 0, energy.kilowattHours <= 1e12, emissions.grams >= 0, emissions.grams <= 1e12,
      time >= .zero, time <= .seconds(10_000 * 86_400)
    else { throw .resumeCost(energy: energy, emissions: emissions, time: time) }
    self.energy = energy
    self.emissions = emissions
    self.time = time
    self.chargesFirstStart = chargesFirstStart
    self.idleKilowatts = idleKilowatts
  }

  /// No cost at all.
  public static let none = ResumeCost()

  private init() {
    (energy, emissions, time, chargesFirstStart) = (Energy(kilowattHours: 0), Emissions(grams: 0), .zero, false)
    idleKilowatts = 0
  }
}

extension ResumeCost: CustomStringConvertible {
  /// In words: `0.1 kWh, 2.0 g and 10m a resume`, the first start too where it is charged.
  public var description: String {
    "\(energy), \(emissions) and \(time.compactDescription) a resume"
      + (chargesFirstStart ? ", the first start too" : "")
  }
}

#if !hasFeature(Embedded)
  extension ResumeCost: Codable {
    private enum CodingKeys: String, CodingKey { case kilowattHours, grams, seconds, chargesFirstStart, idleKilowatts }

    /// Decodes and validates; what is missing costs nothing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        energy: Energy(kilowattHours: container.decodeIfPresent(Double.self, forKey: .kilowattHours) ?? 0),
        emissions: Emissions(grams: container.decodeIfPresent(Double.self, forKey: .grams) ?? 0),
        time: .seconds(container.decodeIfPresent(Int64.self, forKey: .seconds) ?? 0),
        chargesFirstStart: container.decodeIfPresent(Bool.self, forKey: .chargesFirstStart) ?? false,
        idleKilowatts: container.decodeIfPresent(Double.self, forKey: .idleKilowatts) ?? 0)
    }

    /// Encodes what costs anything.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      if energy.kilowattHours > 0 { try container.encode(energy.kilowattHours, forKey: .kilowattHours) }
      if emissions.grams > 0 { try container.encode(emissions.grams, forKey: .grams) }
      if time > .zero { try container.encode(time.secondsRoundedDown, forKey: .seconds) }
      if idleKilowatts > 0 { try container.encode(idleKilowatts, forKey: .idleKilowatts) }
      if chargesFirstStart { try container.encode(true, forKey: .chargesFirstStart) }
    }
  }
#endif
