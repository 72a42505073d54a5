/// Some tasks of a fleet as a flow, on the places of their windows alone.
///
///     places   0 ....|####|....|######|....       windows of the tasks, joined where they overlap
///     slots          |0123|    |456789|           what the flow sees
struct FleetRelaxation {
  let problem: FleetProblem
  /// The places, in order and apart, and the flow's slot that each range begins with.
  private var ranges: [(places: Range<Int>, firstSlot: Int)] = []
  let slotCount: Int

  init(_ problem: FleetProblem, tasks: [Int]) {
    self.problem = problem
    var windows: [Range<Int>] = []
    for task in tasks {
      for option in problem.tasks[task].options where !option.places.isEmpty { windows.append(option.places) }
    }
    windows.sort { $0.lowerBound < $1.lowerBound }
    var joined: [Range<Int>] = []
    for window in windows { joined.appendJoining(window) }
    var count = 0
    for places in joined {
      ranges.append((places, count))
      count += places.count
    }
    slotCount = count
  }

  /// A value of each slot from a value of each place.
  func gather<Value>(_ values: [Value]) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(slotCount)
    for range in ranges { result.append(contentsOf: values[range.places]) }
    return result
  }

  func slot(_ place: Int) -> Int {
    var (low, high) = (0, ranges.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if ranges[middle].places.lowerBound <= place { low = middle } else { high = middle }
    }
    return ranges[low].firstSlot + place - ranges[low].places.lowerBound
  }

  func place(_ slot: Int) -> Int {
    var (low, high) = (0, ranges.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if ranges[middle].firstSlot <= slot { low = middle } else { high = middle }
    }
    return ranges[low].places.lowerBound + slot - ranges[low].firstSlot
  }

  /// The flow of some tasks.
  ///
  /// - Parameters:
  ///   - width: Counts units of so many as one, where all tasks are as wide.
  ///   - charges: By slot, per unit of the capacity; empty for none.
  ///   - capacities: By slot.
  func flow(
    of tasks: [Int], unitsOf width: Int = 1, charges: [Double], capacities: [Int], leavingOut: Bool
  ) -> (flow: CapacityFlow, isComplete: Bool) {
    var jobs: [CapacityFlow.Job] = []
    for task in tasks {
      let own = problem.tasks[task]
      jobs.append(
        CapacityFlow.Job(
          windows: own.options.filter { !$0.places.isEmpty }.map {
            let first = slot($0.places.lowerBound)
            return first..<first + $0.places.count
          }.sorted { $0.lowerBound < $1.lowerBound }, steps: own.steps, width: own.mostUnits / width, power: own.power))
      if case .elastic = own.kind { jobs[jobs.count - 1].units = own.leastUnits / width }
    }
    var flow = CapacityFlow(jobs: jobs, values: gather(problem.values), charges: charges, capacities: capacities)
    for (index, task) in tasks.enumerated() {
      for option in problem.tasks[task].options where !option.isForbidden.isEmpty {
        for place in option.places where problem.tasks[task].isForbidden(place, option) {
          flow.forbid(index, slot(place))
        }
      }
    }
    let isComplete = flow.solve(leavingOut: leavingOut, jobs: jobs)
    return (flow, isComplete)
  }
}
