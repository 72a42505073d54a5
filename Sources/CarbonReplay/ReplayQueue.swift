import CarbonScheduling

/// A part of a replay that is worked on alone: some workloads in one region.
struct ReplayTask: Sendable {
  let region: Int
  /// Their indices among all workloads.
  let workloads: [Int]
  /// Its place among the region's tasks.
  let place: Int
}

/// The tasks of a replay, dealt out to whoever asks, and what came of them.
///
/// Who has worked on a region goes on with it, since it holds the order of its slots. Then regions are begun in turn, and where none
/// is left, help goes to the one that has most to do.
actor ReplayQueue {
  private var waiting: [[ReplayTask]] = []
  private var results: [[Result<RegionReplay.Figures, ForecastError>?]] = []
  private var begun: [Bool] = []
  private var doneCount = 0
  private let progress: @Sendable (Int) -> Void

  init(of replay: Replay, progress: @escaping @Sendable (Int) -> Void) {
    self.progress = progress
    for region in replay.regions.indices {
      let workloads = replay.workloads.indices.filter { replay.shard.contains(region * replay.workloads.count + $0) }
      // Forecasts of a region are made once for all of its workloads. A region without any still tells whether it has gaps.
      let parts = replay.foresight == nil && !workloads.isEmpty ? workloads.map { [$0] } : [workloads]
      // The longest jobs take longest to plan: begun first, they leave nobody waiting at the end.
      let tasks = parts.enumerated().map { ReplayTask(region: region, workloads: $0.element, place: $0.offset) }
      waiting.append(
        tasks.sorted { (replay.seconds(of: $0), $1.place) < (replay.seconds(of: $1), $0.place) })
      results.append(Array(repeating: nil, count: parts.count))
      begun.append(false)
    }
  }

  /// The next task, if any is left.
  ///
  /// - Parameter task: What the same worker has done last.
  func next(after task: ReplayTask?) -> ReplayTask? {
    if let task, let same = waiting[task.region].popLast() { return same }
    let most = waiting.indices.max { (waiting[$0].count, $1) < (waiting[$1].count, $0) }
    guard let region = begun.firstIndex(of: false) ?? most else { return nil }
    begun[region] = true
    return waiting[region].popLast()
  }

  /// Keeps what a task has come to.
  func finish(_ task: ReplayTask, _ result: Result<RegionReplay.Figures, ForecastError>) {
    results[task.region][task.place] = result
    guard results[task.region].allSatisfy({ $0 != nil }) else { return }
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
  /// How long a task's longest job runs.
  fileprivate func seconds(of task: ReplayTask) -> Int64 {
    task.workloads.map { workloads[$0].workload.durationSeconds }.max() ?? 0
  }
}

/// Works on one task after the other, in memory of its own.
struct ReplayWorker {
  private let replay: Replay
  private var region: (index: Int, replay: RegionReplay)?
  private var memory = RegionReplay.Memory()

  init(replay: Replay) { self.replay = replay }

  mutating func figures(of task: ReplayTask) -> Result<RegionReplay.Figures, ForecastError> {
    do throws(ForecastError) {
      return .success(try replayed(task.region).figures(of: task.workloads, in: &memory))
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
