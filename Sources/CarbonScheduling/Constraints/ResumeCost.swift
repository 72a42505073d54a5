/// What it costs to take up a job again after a pause: to read a checkpoint, to load data, to warm up.
///
///     let cost = ResumeCost(energy: .kilowattHours(0.1), emissions: Emissions(grams: 2), time: .seconds(600))
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

  public init(
    energy: Energy = .kilowattHours(0), emissions: Emissions = Emissions(grams: 0), time: Duration = .zero,
    chargesFirstStart: Bool = false
  ) {
    self.energy = energy
    self.emissions = emissions
    self.time = time
    self.chargesFirstStart = chargesFirstStart
  }

  /// No cost at all.
  public static let none = ResumeCost()

  package func validate() throws(SchedulingError) {
    guard energy.kilowattHours >= 0, energy.kilowattHours <= 1e12, emissions.grams >= 0, emissions.grams <= 1e12,
      time >= .zero, time <= .seconds(10_000 * 86_400)
    else { throw .resumeCost(self) }
  }
}

/// What an operator asks of the runs of a plan.
///
///     let limits = RunLimits(minimumRun: .seconds(1_800), minimumPause: .seconds(900), maximumPauses: 3)
///
/// Lengths are rounded up to whole slots. A run counts with its warm-up; a pause is the time between two runs, whether
/// the job could have run in it or not.
public struct RunLimits: Hashable, Sendable {
  /// How long each run lasts at least, the last one too.
  public let minimumRun: Duration
  /// How long each pause lasts at least.
  public let minimumPause: Duration
  /// How many pauses there are at most; `nil` for any number.
  public let maximumPauses: Int?

  public init(minimumRun: Duration = .zero, minimumPause: Duration = .zero, maximumPauses: Int? = nil) {
    self.minimumRun = minimumRun
    self.minimumPause = minimumPause
    self.maximumPauses = maximumPauses
  }

  /// Any runs.
  public static let none = RunLimits()

  package func validate() throws(SchedulingError) {
    let lengths = Duration.zero...Duration.seconds(10_000 * 86_400)
    guard lengths.contains(minimumRun), lengths.contains(minimumPause), maximumPauses ?? 0 >= 0 else {
      throw .runLimits(self)
    }
  }
}

#if !hasFeature(Embedded)
  extension ResumeCost: Codable {}
  extension RunLimits: Codable {}
#endif
