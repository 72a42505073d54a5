/// Plans with constraints by trying every subset of the trace's slots, from the words of the options alone: in slots and
/// grams of the trace, without the library's problem, grid or totals.
public struct NaiveConstrainedPlan {
  /// Grams plus weighed cost; what resumes emit included.
  public let objective: Double
  public let runs: [Range<Int>]

  /// A request on a trace of hours from its start.
  public struct Request {
    public var intensities: [Double]
    public var prices: [Double]?
    public var priceWeight = 0.0
    /// The power in each minute of the job's progress, in kW.
    public var minutes: [Double]
    public var resumeEnergy = 0.0
    public var resumeGrams = 0.0
    /// In hours, rounded up.
    public var resumeHours = 0
    public var chargesFirstStart = false
    public var minimumRun = 0
    public var minimumPause = 0
    public var maximumPauses: Int?
    public var unavailable: Set<Int> = []

    public init(intensities: [Double], minutes: [Double]) {
      (self.intensities, self.minutes) = (intensities, minutes)
    }
  }

  /// The least objective; then the fewest pauses; then the earliest slots.
  public static func best(_ request: Request) -> NaiveConstrainedPlan? {
    var best: (objective: Double, pauses: Int, slots: [Int], runs: [Range<Int>])?
    for mask in 1..<1 << request.intensities.count {
      let slots = request.intensities.indices.filter { mask >> $0 & 1 == 1 }
      let runs = NaivePauses.runs(of: slots)
      guard let objective = objective(of: runs, request) else { continue }
      if let best {
        if (objective, runs.count - 1) > (best.objective, best.pauses) { continue }
        let isTie = (objective, runs.count - 1) == (best.objective, best.pauses)
        if isTie, !slots.lexicographicallyPrecedes(best.slots) { continue }
      }
      best = (objective, runs.count - 1, slots, runs)
    }
    return best.map { NaiveConstrainedPlan(objective: $0.objective, runs: $0.runs) }
  }

  /// What runs come to, or nil if they break a rule.
  private static func objective(of runs: [Range<Int>], _ request: Request) -> Double? {
    if let most = request.maximumPauses, runs.count - 1 > most { return nil }
    var (objective, done) = (0.0, 0)
    for (index, run) in runs.enumerated() {
      if index > 0, run.lowerBound - runs[index - 1].upperBound < request.minimumPause { return nil }
      guard run.count >= request.minimumRun, request.unavailable.isDisjoint(with: run) else { return nil }
      let isCharged = index > 0 || request.chargesFirstStart
      let warmUp = isCharged ? request.resumeHours : 0
      guard run.count > warmUp else { return nil }
      func grams(_ hour: Int) -> Double {
        request.intensities[hour] + request.priceWeight * (request.prices?[hour] ?? 0)
      }
      if isCharged { objective += request.resumeEnergy * grams(run.lowerBound) + request.resumeGrams }
      for hour in run {
        // Each slot has to make progress, or to warm up for it.
        guard done < request.minutes.count else { return nil }
        if hour < run.lowerBound + warmUp {
          objective += request.minutes[done] * grams(hour)
        } else {
          let minutes = request.minutes[done..<min(done + 60, request.minutes.count)]
          objective += minutes.reduce(0, +) / 60 * grams(hour)
          done += minutes.count
        }
      }
    }
    return done == request.minutes.count ? objective : nil
  }
}
