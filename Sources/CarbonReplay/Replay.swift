public import CarbonScheduling

/// The paper's evaluation: every workload, in every region, released at many instants, with several added times, under
/// Flexible Start and under Pause and Resume.
///
///     let replay = Replay(
///       regions: [.init(name: "west-us", trace: trace)],
///       workloads: [.init(name: "bert-finetune", workload: job)])
///     let result = await replay.run()
///     print(result.cells.count)  // 16: two algorithms, eight added times
///
/// A release counts in a cell only if its whole window, release to latest end, lies inside the trace. Relative added times
/// are rounded down to whole slots. Plans are made in hindsight, on the trace that they
/// are judged by, unless ``foresight`` says what is known.
///
/// - Note: Dodge et al., FAccT 2022, section 5.
public struct Replay: Sendable {
  /// A region and its trace. Traces may differ in span; their slots are the steps in which releases are counted.
  public struct Region: Sendable {
    /// What the region is called in results.
    public let name: String
    /// Its intensities.
    public let trace: IntensityTrace
    /// The trace in the slots that its values are published in, for plans without foresight; `nil` if they are its own.
    public let history: IntensityTrace?
    /// What a provider forecast for the region, if that is to be planned on.
    public let archive: ForecastArchive?

    /// Names a trace.
    public init(
      name: String, trace: IntensityTrace, history: IntensityTrace? = nil, archive: ForecastArchive? = nil
    ) {
      self.name = name
      self.trace = trace
      self.history = history
      self.archive = archive
    }
  }

  /// What is replayed, in the order of results.
  public let regions: [Region]
  /// The jobs, in the order of results within a region.
  public let workloads: [NamedWorkload]
  /// How much later jobs may end.
  public let addedTimes: [AddedTime]
  /// When jobs are released.
  public let releases: ReleaseRule
  /// Which part of the cells is computed.
  public let shard: Shard
  /// What pauses cost under Pause and Resume.
  public let resumeCost: ResumeCost
  /// How runs are bound under Pause and Resume.
  public let limits: RunLimits
  /// By what releases are put together in rows beside the cells; `nil` for no such rows.
  public let grouping: ReplayGrouping?
  /// Whether cells say how the savings of single releases spread.
  public let measuresSpread: Bool
  /// What is known when plans are made; `nil` for hindsight.
  public let foresight: Foresight?
  /// In which time jobs are released; `nil` for all of it.
  public let period: Range<Instant>?

  var isConstrained: Bool { resumeCost != .none || limits != .none }

  /// - Parameters:
  ///   - regions: What to replay; results come in the same order.
  ///   - workloads: The jobs; results come in the same order within a region.
  ///   - addedTimes: How much later jobs may end; the paper's eight unless given.
  ///   - releases: When jobs are released; the paper's five starts a month unless given.
  ///   - shard: Which part of the cells to compute; all unless given.
  ///   - resumeCost: What each resume costs under Pause and Resume; nothing unless given. Releases that leave no plan are
  ///     skipped.
  ///   - limits: How runs are bound under Pause and Resume; not unless given.
  ///   - grouping: By what releases are put together in rows of their own; no such rows unless given.
  ///   - measuresSpread: Whether cells say how savings spread: it takes some of the time of a replay of every slot.
  ///   - foresight: What is known when plans are made; hindsight unless given. Without it cells have no spread, and there are
  ///     no groups.
  ///   - period: In which time jobs are released; steps between releases are counted from its beginning.
  public init(
    regions: [Region], workloads: [NamedWorkload],
    addedTimes: [AddedTime] = Self.publishedAddedTimes, releases: ReleaseRule = .published, shard: Shard = .all,
    resumeCost: ResumeCost = .none, limits: RunLimits = .none, grouping: ReplayGrouping? = nil,
    measuresSpread: Bool = true, foresight: Foresight? = nil, between period: Range<Instant>? = nil
  ) {
    self.regions = regions
    self.workloads = workloads
    self.addedTimes = addedTimes
    self.releases = releases
    self.shard = shard
    self.resumeCost = resumeCost
    self.limits = limits
    self.grouping = grouping
    self.measuresSpread = measuresSpread
    self.foresight = foresight
    self.period = period
  }

  /// The added times of the paper's eight tables.
  public static let publishedAddedTimes: [AddedTime] =
    [6, 12, 18, 24].map { .hours($0) } + [25, 50, 75, 100].map { .percent($0) }

  /// Replays all regions; each workload in each of them under each algorithm is a task.
  ///
  /// - Parameters:
  ///   - jobs: How many tasks to work on at a time, at least 1. The result does not depend on it.
  ///   - progress: Called after each region with how many are done.
  /// - Returns: The cells of all regions that could be replayed, and why the others could not.
  /// - Complexity: For each region O(cells * releases * W log W) for W slots in a window; memory O(slots) a job.
  public func run(jobs: Int = 1, progress: @escaping @Sendable (Int) -> Void = { _ in }) async -> ReplayResult {
    precondition(jobs >= 1, "At least one task must be worked on at a time.")
    let queue = ReplayQueue(of: self, progress: progress)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<jobs {
        group.addTask {
          var worker = ReplayWorker(replay: self)
          var task = await queue.next(after: nil)
          while let current = task {
            await queue.finish(current, worker.figures(of: current), worker.order)
            task = await queue.next(after: current)
          }
        }
      }
    }
    var result = ReplayResult()
    for (region, outcome) in zip(regions, await queue.outcomes) {
      do {
        let figures = try outcome.get()
        result.cells += figures.cells
        result.groups += figures.groups
        result.regions.append(region)
      } catch {
        result.failures.append((region.name, error))
      }
    }
    return result
  }
}
