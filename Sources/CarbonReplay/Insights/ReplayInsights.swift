package import CarbonScheduling

/// What a report shows beyond the cells of a replay: when each grid is clean, how emissions go through the year, and
/// which delays win.
///
///     let insights = ReplayInsights(of: result, replay: replay)
///     insights.regions[0].hourlyMeans[3]        // g/kWh from 03:00 to 04:00 UTC
///
/// Only a report needs it, so a replay does not compute it.
package struct ReplayInsights: Sendable {
  /// One for each region that was replayed, in that order.
  package let regions: [Region]

  /// The job whose emissions by month are shown: the paper's 6B job where it is replayed, else the one with most energy
  /// that fits the traces. `nil` if no job has a month.
  package let monthlyJob: NamedWorkload?

  /// What each job emits over regions and months; without the jobs that have no month.
  package let ranges: [EmissionRange]

  /// The paper's BERT fine-tuning in Central US by hour of start; `nil` if either is not replayed.
  package let timeOfDay: TimeOfDay?

  /// The job whose delays are shown, and how much later it may end. `nil` if no job fits.
  package let delayed: (job: NamedWorkload, addedTime: AddedTime)?

  package struct Region: Sendable {
    package let name: String
    /// Over all slots that have a value.
    package let meanIntensity: Double
    /// By hour of day in UTC, in g/kWh; `nil` where no slot of that hour has a value.
    package let hourlyMeans: [Double?]
    /// Of the monthly job; empty if it does not fit the trace.
    package let monthlyMeans: [MonthlyMean]
    /// Of the delayed job; `nil` if it does not fit the trace.
    package let delays: DelayCounts?
  }

  package struct MonthlyMean: Hashable, Sendable {
    package let year: Int
    /// 1 to 12.
    package let month: Int
    package let gramsPerKilowattHour: Double
  }

  /// - Complexity: O(slots) a region.
  package init(of result: ReplayResult, replay: Replay) {
    let traces = result.regions.map(\.trace)
    let monthly = Self.monthlyMeans(of: replay.workloads, on: traces)
    let delays = Self.delays(of: replay.workloads, addedTimes: replay.addedTimes, on: traces)
    monthlyJob = monthly?.job
    delayed = delays.map { ($0.job, $0.addedTime) }
    ranges = replay.workloads.compactMap { EmissionRange(of: $0, in: result.regions) }
    timeOfDay = Self.timeOfDay(of: replay.workloads, in: result.regions)
    regions = result.regions.indices.map { index in
      Region(
        name: result.regions[index].name, meanIntensity: traces[index].meanIntensity,
        hourlyMeans: traces[index].hourlyMeans, monthlyMeans: monthly?.means[index] ?? [],
        delays: delays?.counts[index])
    }
  }

  private static func timeOfDay(of workloads: [NamedWorkload], in regions: [Replay.Region]) -> TimeOfDay? {
    guard let job = workloads.first(where: { $0.name == "bert-finetune" })?.workload,
      let region = regions.first(where: { PublishedRegion.named($0.name)?.name == "central-us" }),
      let hours = PublishedRegion.named("central-us")?.standardHours
    else { return nil }
    return TimeOfDay(of: job, on: region.trace, hoursAheadOfUTC: hours)
  }

  private static func monthlyMeans(
    of workloads: [NamedWorkload], on traces: [IntensityTrace]
  ) -> (job: NamedWorkload, means: [[MonthlyMean]])? {
    let published = workloads.filter { $0.name == "transformer-6b" }
    for job in published + workloads.sorted(by: { $0.workload.energy > $1.workload.energy }) {
      let means = traces.map { trace in
        ((try? Replay.monthlyMeans(of: job.workload, on: trace)) ?? []).map {
          MonthlyMean(year: $0.month.year, month: $0.month.month, gramsPerKilowattHour: $0.gramsPerKilowattHour)
        }
      }
      if means.contains(where: { !$0.isEmpty }) { return (job, means) }
    }
    return nil
  }

  /// A job that is neither a blink nor a week shows best how delays depend on the hour: the one nearest to six hours, with
  /// the longest absolute added time, as its shares of a duration differ from job to job.
  private static func delays(
    of workloads: [NamedWorkload], addedTimes: [AddedTime], on traces: [IntensityTrace]
  ) -> (job: NamedWorkload, addedTime: AddedTime, counts: [DelayCounts?])? {
    let sixHours: Int64 = 6 * 3_600
    let candidates = workloads.enumerated().sorted { left, right in
      let distances = [left, right].map { abs($0.element.workload.durationSeconds - sixHours) }
      return (distances[0], left.offset) < (distances[1], right.offset)
    }
    for (_, job) in candidates {
      let lengths = addedTimes.compactMap { added in
        (try? added.seconds(for: job.workload, releasedAt: traces.first?.start ?? Instant(secondsSince1970: 0)))
          .map { (addedTime: added, seconds: $0) }
      }
      let absolute = lengths.filter { if case .duration = $0.addedTime { true } else { false } }
      guard let longest = (absolute.isEmpty ? lengths : absolute).max(by: { $0.seconds < $1.seconds }) else { continue }
      let counts = traces.map { DelayCounts(of: job.workload, addedSeconds: longest.seconds, on: $0) }
      if counts.contains(where: { $0 != nil }) { return (job, longest.addedTime, counts) }
    }
    return nil
  }
}

extension IntensityTrace {
  /// The mean of all slots that begin in each hour of the day, UTC, in gCO2eq/kWh.
  fileprivate var hourlyMeans: [Double?] {
    var sums = [Double](repeating: 0, count: 24)
    var counts = [Int](repeating: 0, count: 24)
    var second = start.secondsSince1970 % 86_400
    if second < 0 { second += 86_400 }
    // Values as they came, in grams: what a trace computes with may be in other units.
    for value in gramsPerKilowattHour {
      if let value {
        let hour = Int(second / 3_600)
        sums[hour] += value
        counts[hour] += 1
      }
      second = (second + slotSeconds) % 86_400
    }
    return zip(sums, counts).map { $1 == 0 ? nil : $0 / Double($1) }
  }
}
