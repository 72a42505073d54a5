/// Plans a fleet: which tasks can be placed, what they cost at least, and where they run.
struct FleetSearch {
  let problem: FleetProblem
  private(set) var state: FleetState
  /// The tasks that are planned; others are not placed.
  private(set) var tasks: [Int]
  /// What tasks lack that cannot be placed.
  private(set) var shortages: [Int: FleetShortage] = [:]
  private(set) var rounds = 0
  /// Whether the plan is optimal by construction, but for rounded values.
  private(set) var isExact = false
  private var dice = FleetDice(seed: 1)

  init(_ problem: FleetProblem) {
    self.problem = problem
    tasks = Array(problem.tasks.indices)
    state = FleetState(problem, tasks: tasks)
  }

  /// Plans all, and returns what the plan is bounded by.
  mutating func run(limits: Fleet.Limits, isGoingOn: (Fleet.Progress) -> Bool) -> FleetBound {
    leaveOutImpossible()
    let multipliers = placeRelaxed()
    var bound = FleetBound(problem, tasks: tasks, multipliers: multipliers)
    if isExact { return bound }
    var group = FleetGroup(problem)
    placeAll(&group)
    let hasRigid = tasks.contains { !problem.tasks[$0].isFlow }
    if hasRigid {
      let target = state.missingUnits == 0 ? state.cost : bound.cost + abs(bound.cost) * 0.02
      bound.improve(problem, tasks: tasks, target: target, rounds: Self.boundRounds)
    }
    improve(&group, bound, limits, isGoingOn)
    if hasRigid, state.missingUnits == 0, gapPercent(bound) > limits.gapPercent {
      bound.improve(problem, tasks: tasks, target: state.cost, rounds: Self.boundRounds)
    }
    return bound
  }

  private static let boundRounds = 300

  /// Leaves out tasks that have no plan even alone.
  private mutating func leaveOutImpossible() {
    var answers = FleetAnswers(problem)
    let multipliers = [Double](repeating: 0, count: problem.values.count)
    for task in tasks where answers.answer(task, multipliers: multipliers, room: []) == nil {
      let own = problem.tasks[task]
      let available =
        own.options.map { option in
          option.places.count { problem.capacities[$0] >= own.width && !own.isForbidden($0, option) }
        }.max() ?? 0
      var needed = own.steps
      if case .elastic(let throughputs, let work) = own.kind {
        needed = Int((work / throughputs[throughputs.count - 1]).rounded(.up))
      }
      shortages[task] =
        available < needed
        ? .window(availableSteps: available, neededSteps: needed, step: .seconds(problem.timeSteps.stepSeconds))
        : .limits
    }
    let shortages = shortages
    keep { shortages[$0] == nil }
  }

  private mutating func keep(_ isKept: (Int) -> Bool) {
    tasks = tasks.filter(isKept)
    state = FleetState(problem, tasks: tasks)
  }

  /// Solves the relaxation of all tasks, leaving out those for which even that has no room.
  ///
  /// - Returns: The multipliers by place.
  private mutating func placeRelaxed() -> [Double] {
    while true {
      var multipliers = [Double](repeating: 0, count: problem.values.count)
      guard !tasks.isEmpty else {
        isExact = true
        return multipliers
      }
      let relaxation = FleetRelaxation(problem, tasks: tasks)
      let (flow, isComplete) = relaxation.flow(
        of: tasks, charges: [], capacities: relaxation.gather(problem.capacities), leavingOut: false)
      if !isComplete, leaveOutOne(Set(flow.crowded.map { relaxation.place($0) })) { continue }
      for slot in 0..<relaxation.slotCount { multipliers[relaxation.place(slot)] = flow.multipliers[slot] }
      isExact = isComplete && tasks.allSatisfy { problem.tasks[$0].isFlow && problem.tasks[$0].width == 1 }
      if isExact { place(flow, relaxation) }
      return multipliers
    }
  }

  /// Leaves out one task that too little capacity is left for.
  private mutating func leaveOutOne(_ places: Set<Int>) -> Bool {
    let cut = FleetCut(problem, tasks: tasks, places: places)
    guard let task = cut.toLeaveOut else { return false }
    shortages[task] = shortage(cut)
    keep { $0 != task }
    return true
  }

  private func shortage(_ cut: FleetCut) -> FleetShortage {
    let unitHours = Double(problem.timeSteps.stepSeconds) / 3_600
    var hours: [Range<Instant>] = []
    var site = 0
    for place in cut.places.sorted() {
      site = place / problem.stepCount
      let step = place % problem.stepCount
      hours.appendJoining(problem.timeSteps.instant(step)..<problem.timeSteps.instant(step + 1))
    }
    return .capacity(
      region: problem.regions[site], hours: hours, demand: cut.needs.reduce(0.0) { $0 + Double($1.units) } * unitHours,
      supply: Double(cut.supply) * unitHours, jobs: cut.needs.count)
  }

  private mutating func place(_ flow: CapacityFlow, _ relaxation: FleetRelaxation) {
    for (index, task) in tasks.enumerated() {
      let own = problem.tasks[task]
      var placement = FleetPlacement(option: 0, uses: [], cost: own.options[0].transfer)
      for use in flow.uses(of: index) {
        placement.uses.append(.init(place: relaxation.place(use.slot), units: use.units))
        placement.cost += Double(use.units) * own.power * problem.values[relaxation.place(use.slot)]
      }
      state.put(task, placement)
    }
  }

  /// The first plan: the best of some ways to place all at once.
  private mutating func placeAll(_ group: inout FleetGroup) {
    var best: FleetState?
    for way in [FleetGroup.Way(), FleetGroup.Way(isHeld: false)] {
      state = FleetState(problem, tasks: tasks)
      group.place(tasks, in: &state, way, &dice)
      if let best, !state.isBetter(than: (best.missingUnits, best.cost)) { continue }
      best = state
    }
    if let best { state = best }
    var pairs = FleetPairs(problem)
    pairs.improve(&state, in: problem.values.indices)
    state.mark()
  }

  /// Plans groups of neighbours anew, where the gap comes from more often, and keeps what is no worse.
  private mutating func improve(
    _ group: inout FleetGroup, _ bound: FleetBound, _ limits: Fleet.Limits, _ isGoingOn: (Fleet.Progress) -> Bool
  ) {
    let neighbours = FleetNeighbours(problem, tasks: tasks)
    var pairs = FleetPairs(problem)
    while rounds < limits.rounds, state.missingUnits > 0 || gapPercent(bound) > limits.gapPercent {
      let progress = Fleet.Progress(
        rounds: rounds, unplaced: tasks.count { state.missing[$0] > 0 }, gapPercent: gapPercent(bound))
      guard isGoingOn(progress) else { return }
      rounds += 1
      let chosen = neighbours.choose(state, bound, &dice)
      let way = FleetGroup.Way(
        noise: dice.pick([0, 0.1, 0.3]), isHeld: dice.index(below: 2) == 0, hasSpare: dice.index(below: 2) == 0)
      let before = (missingUnits: state.missingUnits, cost: state.cost)
      state.mark()
      let missing = chosen.filter { state.missing[$0] > 0 }
      for task in chosen { state.lift(task) }
      if !missing.isEmpty, dice.index(below: 2) == 0 {
        // Those that have no place go first.
        group.place(missing, in: &state, way, &dice)
        group.place(chosen.filter { !missing.contains($0) }, in: &state, way, &dice)
      } else {
        group.place(chosen, in: &state, way, &dice)
      }
      if state.missingUnits <= before.missingUnits { improvePairs(&pairs, around: chosen) }
      let isWorse =
        before.missingUnits < state.missingUnits
        || (before.missingUnits == state.missingUnits && before.cost < state.cost)
      if isWorse { state.undo() }
    }
  }

  /// Divides the steps in pairs of places in which some tasks may run.
  private mutating func improvePairs(_ pairs: inout FleetPairs, around chosen: [Int]) {
    var places: Range<Int>?
    for task in chosen {
      for option in problem.tasks[task].options where !option.places.isEmpty {
        let own = option.places
        places = places.map { min($0.lowerBound, own.lowerBound)..<max($0.upperBound, own.upperBound) } ?? own
      }
    }
    if let places { pairs.improve(&state, in: places, sweeps: 1) }
  }

  /// How far the plan may be from the optimum, in percent of the bound; infinite while tasks have no place.
  func gapPercent(_ bound: FleetBound) -> Double {
    guard state.missingUnits == 0 else { return .infinity }
    if state.cost <= bound.cost { return 0 }
    return bound.cost == 0 ? .infinity : 100 * (state.cost - bound.cost) / abs(bound.cost)
  }
}

/// Which tasks are planned anew together: some that are released and due about the same time.
struct FleetNeighbours {
  private let problem: FleetProblem
  /// In order of the middles of their windows.
  private let order: [Int]
  private let middles: [Int]

  init(_ problem: FleetProblem, tasks: [Int]) {
    self.problem = problem
    func middle(_ task: Int) -> Int {
      let places = problem.tasks[task].options.first?.places ?? 0..<0
      return (places.lowerBound + places.upperBound) / 2 % problem.stepCount
    }
    order = tasks.sorted { (middle($0), $0) < (middle($1), $1) }
    middles = order.map(middle)
  }

  func choose(_ state: FleetState, _ bound: FleetBound, _ dice: inout FleetDice) -> [Int] {
    let missing = order.indices.filter { state.missing[order[$0]] > 0 }
    let size = min(order.count, dice.pick(missing.isEmpty ? [4, 6, 8, 12, 16] : [8, 12, 16, 24, 36]))
    var first = dice.index(below: order.count - size + 1)
    if !missing.isEmpty {
      first = dice.pick(missing) - dice.index(below: size)
    } else if dice.index(below: 4) > 0 {
      first = center(state, bound, dice.share()) - dice.index(below: size)
    }
    first = max(0, min(order.count - size, first))
    return Array(order[first..<first + size])
  }

  /// A task where the gap comes from, or next to a place where it does: capacity that has a multiplier and is not used.
  private func center(_ state: FleetState, _ bound: FleetBound, _ share: Double) -> Int {
    var sums: [Double] = []
    sums.reserveCapacity(order.count + bound.multipliers.count)
    var sum = 0.0
    for task in order {
      if let placement = state.placements[task] {
        var charged = placement.cost
        for use in placement.uses { charged += bound.multipliers[use.place] * Double(use.units) }
        sum += max(0, charged - bound.least[task])
      }
      sums.append(sum)
    }
    for place in bound.multipliers.indices {
      sum += bound.multipliers[place] * Double(state.room[place])
      sums.append(sum)
    }
    let wanted = share * sum
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    guard low >= order.count else { return low }
    let step = (low - order.count) % problem.stepCount
    return middles.firstIndex { $0 >= step } ?? order.count - 1
  }
}
