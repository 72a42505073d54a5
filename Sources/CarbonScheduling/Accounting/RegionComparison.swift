/// One job planned in every region, cleanest first: where *and* when.
///
///     let comparison = RegionComparison(
///       of: job, by: FlexibleStart(within: .hours(24)), in: traces, releasedAt: release,
///       transfers: ["france": Emissions(grams: 120)])
///     print(comparison.choices[0].region, comparison.choices[0].total.grams)
///
/// A region that cannot take the job is left out, and ``failures`` says why. Comparing marginal with average intensities
/// makes no sense; ``mixesSignals`` says whether that has been done.
public struct RegionComparison: Sendable {
  /// A region, the plan there, and what moving the job's data there emits.
  public struct Choice: Sendable {
    /// The region's name.
    public let region: String
    /// Its grid.
    public let trace: IntensityTrace
    /// The plan there.
    public let schedule: Schedule
    /// What moving the job's data there emits.
    public let transfer: Emissions

    /// The plan's emissions and the transfer's.
    public var total: Emissions { Emissions(grams: schedule.emissions.grams + transfer.grams) }
  }

  /// A region that cannot take the job.
  public struct Failure: Sendable {
    /// The region's name.
    public let region: String
    /// Why not.
    public let error: SchedulingError
  }

  /// Least total emissions first; regions that emit the same in the order of their names.
  public let choices: [Choice]

  /// Regions that are left out.
  public let failures: [Failure]

  /// Whether some traces are known to be marginal and others average.
  public let mixesSignals: Bool

  /// Plans a job on every trace.
  ///
  /// - Parameters:
  ///   - job: What runs.
  ///   - algorithm: How it is planned, the same everywhere.
  ///   - traces: Each region's intensities. A trace without a region is called `unnamed`.
  ///   - release: The earliest start; `nil` takes the latest of the traces' starts, so that all have one.
  ///   - transfers: What moving data emits, for regions where it does.
  /// - Complexity: That of a plan for each trace, and O(r log r) for r regions.
  public init(
    of job: Workload, by algorithm: some SchedulingAlgorithm, in traces: [IntensityTrace],
    releasedAt release: Instant? = nil, transfers: [String: Emissions] = [:]
  ) {
    var choices: [Choice] = []
    var failures: [Failure] = []
    let latestStart = traces.map { $0.start }.max()
    for trace in traces {
      let region = trace.region ?? "unnamed"
      do throws(SchedulingError) {
        let schedule = try algorithm.schedule(job, on: trace, releasedAt: release ?? latestStart ?? trace.start)
        choices.append(
          Choice(
            region: region, trace: trace, schedule: schedule, transfer: transfers[region] ?? Emissions(grams: 0)))
      } catch {
        failures.append(Failure(region: region, error: error))
      }
    }
    choices.sort { ($0.total.grams, $0.region) < ($1.total.grams, $1.region) }
    self.choices = choices
    self.failures = failures
    mixesSignals = traces.mixesSignals
  }
}

#if !hasFeature(Embedded)
  extension RegionComparison.Choice: Codable {}
#endif
