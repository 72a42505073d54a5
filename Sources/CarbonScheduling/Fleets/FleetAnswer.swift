import PauseKernels
import WindowKernels

/// Where a task runs.
struct FleetPlacement: Sendable, Equatable {
  /// Units in a place.
  struct Use: Sendable, Equatable {
    var place: Int
    var units: Int
  }

  /// Units that run for a share of a step only.
  struct Cut: Sendable, Equatable {
    let place: Int
    let units: Int
    let share: Double
  }

  /// Which of the task's options.
  var option: Int
  /// In order of places.
  var uses: [Use]
  /// Of an elastic job: in this place so many of its units run for a share of the time only.
  var cut: Cut?
  /// What it costs, multipliers of capacity left out.
  var cost: Double
}

/// The exact plans of single jobs on multipliers of capacity.
///
/// Each kind of job has the planner it has alone: the cheapest steps by selection, one run by sums, runs that cost by the pause
/// programme, elastic ones by their steps of width in order.
struct FleetAnswers {
  let problem: FleetProblem
  private var selection = Selection()
  private var costs: [Double] = []

  init(_ problem: FleetProblem) { self.problem = problem }

  /// An answer, and what bounds it.
  struct Answer {
    var placement: FleetPlacement
    /// The least that any plan of the job costs with multipliers: at most what this one does.
    var least: Double
    /// What this one costs with multipliers.
    var charged: Double
  }

  /// The best plan of a task, the first of equal options.
  ///
  /// - Parameters:
  ///   - multipliers: Of a unit of each place: whole numbers.
  ///   - room: How many units each place has left; empty for any number.
  /// - Returns: `nil` if there is none.
  mutating func answer(_ index: Int, multipliers: [Double], room: [Int]) -> Answer? {
    let task = problem.tasks[index]
    var best: Answer?
    var least = Double.infinity
    for option in task.options.indices {
      guard var answer = answer(task, option, multipliers, room) else { continue }
      let transfer = task.options[option].transfer
      answer.placement.cost += transfer
      answer.charged += transfer
      answer.least += transfer
      least = min(least, answer.least)
      if let best, best.charged <= answer.charged { continue }
      best = answer
    }
    best?.least = least
    return best
  }

  private mutating func answer(_ task: FleetTask, _ option: Int, _ multipliers: [Double], _ room: [Int]) -> Answer? {
    switch task.kind {
    case .freeSteps: return freeSteps(task, option, multipliers, room)
    case .oneRun(let latestStart, let startStep):
      return oneRun(task, option, multipliers, room, latestStart: latestStart, startStep: startStep)
    case .runs(let costs): return runs(task, option, multipliers, room, costs)
    case .elastic(let throughputs, let work):
      return elastic(task, option, multipliers, room, ElasticSteps(throughputs), work: work)
    }
  }

  private func isFree(_ place: Int, _ task: FleetTask, _ option: FleetTask.Option, _ room: [Int]) -> Bool {
    (room.isEmpty ? problem.capacities[place] : room[place]) >= task.width && !task.isForbidden(place, option)
  }

  private mutating func freeSteps(_ task: FleetTask, _ option: Int, _ multipliers: [Double], _ room: [Int]) -> Answer? {
    let places = task.options[option].places
    let width = Double(task.width)
    costs.removeAll(keepingCapacity: true)
    var free = 0
    for place in places {
      if isFree(place, task, task.options[option], room) {
        free += 1
        costs.append(width * (task.power * problem.values[place] + multipliers[place]))
      } else {
        costs.append(.infinity)
      }
    }
    guard free >= task.steps, task.steps > 0 else { return nil }
    let costs = costs
    let outcome = selection.choose(task.steps, of: costs.span)
    var placement = FleetPlacement(option: option, uses: [], cost: 0)
    var chosen = ChosenRuns()
    let mask = selection.mask
    while let run = chosen.next(in: mask.span) {
      for index in run {
        let place = places.lowerBound + index
        placement.uses.append(.init(place: place, units: task.width))
        placement.cost += width * task.power * problem.values[place]
      }
    }
    return Answer(placement: placement, least: outcome.sum, charged: outcome.sum)
  }

  private func oneRun(
    _ task: FleetTask, _ option: Int, _ multipliers: [Double], _ room: [Int], latestStart: Int, startStep: Int
  ) -> Answer? {
    let places = task.options[option].places
    let last = min(latestStart, places.count - task.steps)
    guard last >= 0 else { return nil }
    var (best, least): (Int?, Double) = (nil, .infinity)
    // How many places in a row are free up to the present one, and with a constant power what they cost.
    var (freeInRow, sum) = (0, 0.0)
    for end in places {
      func cost(_ place: Int) -> Double {
        Double(task.width) * (task.power * problem.values[place] + multipliers[place])
      }
      if isFree(end, task, task.options[option], room) {
        freeInRow += 1
        sum += cost(end)
      } else {
        (freeInRow, sum) = (0, 0)
      }
      if freeInRow > task.steps { sum -= cost(end - task.steps) }
      let start = end - task.steps + 1
      freeInRow = min(freeInRow, task.steps)
      let waited = start - places.lowerBound
      guard freeInRow == task.steps, waited <= last, waited % startStep == 0 else { continue }
      let total = task.powers.isEmpty ? sum : profileCost(task, from: start, multipliers)
      if total < least { (best, least) = (start, total) }
    }
    guard let best else { return nil }
    let run = best..<best + task.steps
    let cost = run.reduce(0.0) { $0 + task.power(ofStep: $1 - best) * problem.values[$1] }
    return Answer(
      placement: FleetPlacement(option: option, uses: run.map { .init(place: $0, units: task.width) }, cost: cost),
      least: least, charged: least)
  }

  private func profileCost(_ task: FleetTask, from start: Int, _ multipliers: [Double]) -> Double {
    var sum = 0.0
    for step in 0..<task.steps {
      sum += task.powers[step] * problem.values[start + step] + Double(task.width) * multipliers[start + step]
    }
    return sum
  }

  private func runs(
    _ task: FleetTask, _ option: Int, _ multipliers: [Double], _ room: [Int], _ costs: FleetTask.RunCosts
  ) -> Answer? {
    let places = task.options[option].places
    guard !places.isEmpty else { return nil }
    let planner = LagrangianRuns(
      task: task, costs: costs, values: Array(problem.values[places]),
      multipliers: multipliers[places].map { $0 * Double(task.width) },
      isFree: places.map { isFree($0, task, task.options[option], room) })
    guard let plan = planner.plan() else { return nil }
    var placement = FleetPlacement(option: option, uses: [], cost: plan.cost)
    for run in plan.runs {
      for step in run { placement.uses.append(.init(place: places.lowerBound + step, units: task.width)) }
    }
    return Answer(placement: placement, least: plan.least, charged: plan.charged)
  }

  private func elastic(
    _ task: FleetTask, _ option: Int, _ multipliers: [Double], _ room: [Int], _ steps: ElasticSteps, work: Double
  ) -> Answer? {
    let places = task.options[option].places
    var items: [ElasticSteps.Item] = []
    for place in places where !task.isForbidden(place, task.options[option]) {
      let units = (room.isEmpty ? problem.capacities[place] : room[place]) / task.width
      steps.add(
        place, unitCost: Double(task.width) * (task.power * problem.values[place] + multipliers[place]), most: units,
        to: &items)
    }
    guard let plan = ElasticSteps.cheapest(items, work: work) else { return nil }
    var placement = FleetPlacement(option: option, uses: [], cost: 0)
    var (least, charged) = (0.0, 0.0)
    var units: [Int: Int] = [:]
    for (index, item) in plan.items.enumerated() {
      units[item.place, default: 0] += item.units
      let share = index == plan.items.count - 1 ? plan.lastShare : 1
      let energyCost = Double(item.units * task.width) * task.power * problem.values[item.place]
      let multiplier = Double(item.units * task.width) * multipliers[item.place]
      placement.cost += energyCost * share
      least += (energyCost + multiplier) * share
      charged += energyCost * share + multiplier
    }
    placement.uses = units.sorted { $0.key < $1.key }.map { .init(place: $0.key, units: $0.value * task.width) }
    if plan.lastShare < 1, let last = plan.items.last {
      placement.cut = .init(place: last.place, units: last.units * task.width, share: plan.lastShare)
    }
    // Sums of whole numbers are exact; those with a share round.
    let rounding = plan.lastShare < 1 ? abs(least) * 0x1p-45 : 0
    return Answer(placement: placement, least: least - rounding, charged: charged)
  }
}
