public import CarbonScheduling

extension Replay {
  /// The mean intensity that a job meets when it is started at once, by month of release: for the paper's 6B job, whose
  /// monthly emissions it publishes, that divides out the energy.
  ///
  ///     Replay.monthlyMeans(of: job, on: trace)[(2020, 1)]  // 426.0 g/kWh over the five starts of January
  ///
  /// - Returns: For each month with a published release from which the whole job lies in the trace, the mean over them in
  ///   gCO2eq/kWh, in order of time.
  /// - Complexity: O(releases).
  public static func monthlyMeans(
    of job: Workload, on trace: IntensityTrace
  ) throws(SchedulingError) -> [(month: (year: Int, month: Int), gramsPerKilowattHour: Double)] {
    let slots = try ReleaseRule.published.slots(of: trace)
    let releases = try SweepReleases(of: job, on: trace, addedTime: .duration(.zero), among: slots)
    var means: [(month: (year: Int, month: Int), gramsPerKilowattHour: Double)] = []
    var grams: [Double] = []
    for index in 0..<releases.count {
      let slot = releases.slot(index)
      let date = CivilDate(containing: trace.start(ofSlot: slot))
      if means.last.map({ $0.month != (date.year, date.month) }) ?? true {
        means.append(((date.year, date.month), 0))
        grams = []
      }
      grams.append(releases.baseline(ofSlot: slot).grams / job.energy.kilowattHours)
      means[means.count - 1].gramsPerKilowattHour = grams.reduce(0, +) / Double(grams.count)
    }
    return means
  }
}
