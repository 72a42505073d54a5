import CarbonScheduling

/// A part of a replay that is worked on alone: some workloads in one region, under one algorithm or all.
struct ReplayTask: Sendable {
  let region: Int
  /// Their indices among all workloads.
  let workloads: [Int]
  let algorithms: [Algorithm]
  /// Its place among the region's tasks.
  let place: Int
  /// The order of the region's slots, if somebody has found it.
  var order: SlotOrder?

  /// Whether it takes the order of the region's slots.
  var needsOrder: Bool { algorithms.contains(.pauseAndResume) }
}

/// The tasks of a replay, dealt out to whoever asks, and what came of them.
///
/// Who has worked on a region goes on with it. Then regions are begun in turn, and where none is left, help goes to the one that has
/// most to do. The first to need the order of a region's slots finds it for all; until then others do what needs none.
actor ReplayQueue {
  private var waiting: [[ReplayTask]] = []
  private var results: [[Result<RegionReplay.Figures, ForecastError>?]] = []
  private var begun: [Bool] = []
  /// Of each region, whether somebody is finding or has found the order of its slots, and the order.
  private var isOrdering: [Bool] = []
  private var orders: [SlotOrder?] = []
  private var doneCount = 0
  private let progress: @Sendable (Int) -> Void

  init(of replay: Replay, progress: @escaping @Sendable (Int) -> Void) {
    self.progress = progress
    for region in replay.regions.indices {
      let workloads = replay.workloads.indices.filter { replay.shard.contains(region * replay.workloads.count + $0) }
      // Forecasts of a region are made once for all of its workloads. A region without any still tells whether it has gaps.
      let parts =
        replay.foresight == nil && !workloads.isEmpty
        ? workloads.flatMap { workload in Algorithm.delaying.map { ([workload], [$0]) } }
        : [(workloads, Algorithm.delaying)]
      let tasks = parts.enumerated().map { place, part in
        ReplayTask(region: region, workloads: part.0, algorithms: part.1, place: place)
      }
      waiting.append(tasks.sorted { replay.work(of: $0) < replay.work(of: $1) })
      results.append(Array(repeating: nil, count: parts.count))
      begun.append(false)
      isOrdering.append(false)
      orders.append(nil)
    }
  }

  /// The next task, if any is left.
  ///
  /// - Parameter task: What the same worker has done last.
  func next(after task: ReplayTask?) -> ReplayTask? {
    if let task, let same = takeTask(of: task.region) { return same }
    let most = waiting.indices.max { (waiting[$0].count, $1) < (waiting[$1].count, $0) }
    guard let region = begun.firstIndex(of: false) ?? most else { return nil }
    begun[region] = true
    return takeTask(of: region)
  }

  private func takeTask(of region: Int) -> ReplayTask? {
    let isAwaited = isOrdering[region] && orders[region] == nil
    guard let place = (isAwaited ? waiting[region].lastIndex { !$0.needsOrder } : nil) ?? waiting[region].indices.last
    else { return nil }
    var task = waiting[region].remove(at: place)
    if task.needsOrder {
      isOrdering[region] = true
      task.order = orders[region]
    }
    return task
  }

  /// Keeps what a task has come to, and the order of its region's slots.
  func finish(_ task: ReplayTask, _ result: Result<RegionReplay.Figures, ForecastError>, _ order: SlotOrder) {
    results[task.region][task.place] = result
    if task.needsOrder { orders[task.region] = order }
    guard results[task.region].allSatisfy({ $0 != nil }) else { return }
    orders[task.region] = nil
    doneCount += 1
    progress(doneCount)
  }

  /// What each region has come to: the figures of its tasks in order, or the first failure among them.
  var outcomes: [Result<RegionReplay.Figures, ForecastError>] {
    results.map { tasks in
      tasks.reduce(.success(RegionReplay.Figures())) { whole, part in
        guard case .success(var figures) = whole, let part else { return whole }
        switch part {
        case .failure(let error): return .failure(error)
        case .success(let more):
          figures.cells += more.cells
          figures.groups += more.groups
          return .success(figures)
        }
      }
    }
  }
}

extension Replay {
  /// What grows with the work of a task: what takes longest is begun first, so that nobody is left waiting at the end.
  ///
  /// Pause and Resume takes several times as long as Flexible Start; then it is the longer jobs.
  fileprivate func work(of task: ReplayTask) -> (Int, Int64, Int) {
    (task.needsOrder ? 1 : 0, task.workloads.map { workloads[$0].workload.durationSeconds }.max() ?? 0, -task.place)
  }
}

/// Works on one task after the other, in memory of its own.
struct ReplayWorker {
  private let replay: Replay
  private var region: (index: Int, replay: RegionReplay)?
  private var memory = RegionReplay.Memory()

  init(replay: Replay) { self.replay = replay }

  /// The order of the slots of the trace that was swept last under Pause and Resume.
  var order: SlotOrder { memory.pauseAndResume[0].order }

  mutating func figures(of task: ReplayTask) -> Result<RegionReplay.Figures, ForecastError> {
    if let order = task.order { memory.pauseAndResume[0].order = order }
    do throws(ForecastError) {
      return .success(try replayed(task.region).figures(of: task, in: &memory))
    } catch {
      return .failure(error)
    }
  }

  private mutating func replayed(_ index: Int) throws(ForecastError) -> RegionReplay {
    if let region, region.index == index { return region.replay }
    do throws(SchedulingError) {
      let found = try RegionReplay(ofRegion: index, in: replay)
      region = (index, found)
      return found
    } catch {
      throw .planning(error)
    }
  }
}
