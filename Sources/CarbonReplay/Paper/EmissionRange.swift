package import CarbonScheduling

/// What a job emits over regions and months: the range that the paper states for two of its jobs.
package struct EmissionRange: Sendable {
  /// One region in one month: the mean over the published starts.
  package struct RegionMonth: Sendable {
    package let region: String
    package let year: Int
    /// 1 to 12.
    package let month: Int
    package let emissions: Emissions
  }

  package let job: NamedWorkload
  /// From the least to the most; at least one.
  package let regionMonths: [RegionMonth]

  /// The least emissions that a share of the region-months does not exceed: 0.25 for the first quartile.
  package func quantile(_ share: Double) -> Emissions {
    let rank = Int((share * Double(regionMonths.count)).rounded(.up)) - 1
    return regionMonths[min(max(rank, 0), regionMonths.count - 1)].emissions
  }

  /// - Returns: `nil` if the job fits between no published start and the end of its trace.
  /// - Complexity: O(starts).
  package init?(of job: NamedWorkload, in regions: [Replay.Region]) {
    let all = regions.flatMap { region in
      ((try? Replay.monthlyMeans(of: job.workload, on: region.trace)) ?? []).map { mean in
        RegionMonth(
          region: region.name, year: mean.month.year, month: mean.month.month,
          emissions: Emissions(grams: mean.gramsPerKilowattHour * job.workload.energy.kilowattHours))
      }
    }
    guard !all.isEmpty else { return nil }
    self.job = job
    regionMonths = all.sorted {
      ($0.emissions, $0.region, $0.year, $0.month) < ($1.emissions, $1.region, $1.year, $1.month)
    }
  }
}

/// What a job emits by the hour of the local day at which it is started, as means over all days of a trace.
package struct TimeOfDay: Sendable {
  /// Started at 0, 3, 6, ..., 21 h of local standard time; `nil` where no start fits the trace.
  package let emissions: [Emissions?]

  /// The hours of the paper's figure.
  package static let hours = Array(stride(from: 0, to: 24, by: 3))

  /// - Parameter hoursAheadOfUTC: of the region's clock, in winter.
  /// - Complexity: O(days).
  package init(of job: Workload, on trace: IntensityTrace, hoursAheadOfUTC: Int) {
    let slots = (0..<trace.slotCount).filter { slot in
      let local = trace.start(ofSlot: slot).secondsSince1970 + Int64(hoursAheadOfUTC) * 3_600
      return local % (3 * 3_600) == 0
    }
    guard let releases = try? SweepReleases(of: job, on: trace, addedTime: .duration(.zero), among: slots) else {
      emissions = Self.hours.map { _ in nil }
      return
    }
    var sums = [Double](repeating: 0, count: 8)
    var counts = [Int](repeating: 0, count: 8)
    for index in 0..<releases.count {
      let slot = releases.slot(index)
      let local = trace.start(ofSlot: slot).secondsSince1970 + Int64(hoursAheadOfUTC) * 3_600
      let hour = Int(local.moduloRoundingDown(by: 86_400) / (3 * 3_600))
      sums[hour] += releases.baseline(ofSlot: slot).grams
      counts[hour] += 1
    }
    emissions = zip(sums, counts).map { $1 == 0 ? nil : Emissions(grams: $0 / Double($1)) }
  }
}
