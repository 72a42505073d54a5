/// Places a group of tasks that have no place into the room that the others leave.
///
/// Tasks that are no flows come first, each by its exact planner on multipliers of a relaxation; then the flows by width,
/// the widest first. A width is placed as a flow of its own, exactly, with what capacity is worth to the narrower ones as
/// its multiplier; after the widest, the narrowest is exact as it is.
struct FleetGroup {
  let problem: FleetProblem
  private var answers: FleetAnswers

  /// How a group is placed; other ways lead to other plans.
  struct Way {
    /// By how much multipliers are off, at random.
    var noise = 0.0
    /// Whether wide tasks may use no more of a place than the relaxation does, rounded up.
    var isHeld = true
    /// Whether they may now and then use one more.
    var hasSpare = false
  }

  init(_ problem: FleetProblem) {
    self.problem = problem
    answers = FleetAnswers(problem)
  }

  mutating func place(_ group: [Int], in state: inout FleetState, _ way: Way, _ dice: inout FleetDice) {
    let rigid = group.filter { !problem.tasks[$0].isFlow }
    if !rigid.isEmpty { placeRigid(rigid, all: group, &state, way, &dice) }
    let flows = group.filter { problem.tasks[$0].isFlow }
    if !flows.isEmpty { placeFlows(flows, &state, way, &dice) }
    for task in flows where state.missing[task] > 0 {
      fillUp(task, &state)
      while state.missing[task] > 0, FleetChain(problem).place(task, in: &state, below: .infinity) {}
    }
  }

  private mutating func placeRigid(
    _ rigid: [Int], all group: [Int], _ state: inout FleetState, _ way: Way, _ dice: inout FleetDice
  ) {
    let relaxation = FleetRelaxation(problem, tasks: group)
    let flow = relaxation.flow(
      of: group, charges: [], capacities: relaxation.gather(state.room), leavingOut: true
    ).flow
    var multipliers = [Double](repeating: 0, count: problem.values.count)
    for slot in 0..<relaxation.slotCount {
      multipliers[relaxation.place(slot)] = (flow.multipliers[slot] * (1 + way.noise * (2 * dice.share() - 1)))
        .rounded()
    }
    // The heaviest first, but for chance.
    var order: [(weight: Double, task: Int)] = []
    for task in rigid {
      let own = problem.tasks[task]
      order.append((Double(own.steps * own.width) * (1 + 4 * way.noise * dice.share()), task))
    }
    order.sort { ($0.weight, $1.task) > ($1.weight, $0.task) }
    for (_, task) in order {
      if let answer = answers.answer(task, multipliers: multipliers, room: state.room) {
        state.put(task, answer.placement)
      }
    }
  }

  private mutating func placeFlows(
    _ flows: [Int], _ state: inout FleetState, _ way: Way, _ dice: inout FleetDice
  ) {
    let relaxation = FleetRelaxation(problem, tasks: flows)
    var room = relaxation.gather(state.room)
    let widths = Set(flows.map { problem.tasks[$0].width }).sorted(by: >)
    var relaxed: (flow: CapacityFlow, tasks: [Int])?
    func relax(from width: Int, _ room: [Int]) -> (flow: CapacityFlow, tasks: [Int]) {
      let tasks = flows.filter { problem.tasks[$0].width <= width }
      return (relaxation.flow(of: tasks, charges: [], capacities: room, leavingOut: true).flow, tasks)
    }
    if widths.count > 1 { relaxed = relax(from: widths[0], room) }
    for (number, width) in widths.enumerated() {
      let tasks = flows.filter { problem.tasks[$0].width == width }
      var charges = [Double](repeating: 0, count: relaxation.slotCount)
      var capacities = room.map { $0 / width }
      let isLast = number == widths.count - 1
      if !isLast, let relaxed {
        charges = relaxed.flow.multipliers.map {
          way.noise == 0 ? $0 : ($0 * (1 + way.noise * (2 * dice.share() - 1))).rounded()
        }
        if way.isHeld { hold(&capacities, width, relaxed, way, &dice) }
      }
      let bump = meanMultiplier(charges) + 1
      var tries = 0
      while true {
        let flow = relaxation.flow(
          of: tasks, unitsOf: width, charges: charges, capacities: capacities, leavingOut: true
        ).flow
        var left = room
        for slot in left.indices { left[slot] -= width * flow.loads[slot] }
        if !isLast {
          let next = relax(from: widths[number + 1], left)
          if !next.flow.crowded.isEmpty, tries < Self.mostTries {
            // Too little is left for the narrower ones there: dearer for this width, and try again.
            tries += 1
            for slot in next.flow.crowded { charges[slot] += bump }
            capacities = room.map { $0 / width }
            continue
          }
          relaxed = next
        }
        room = left
        put(tasks, flow, relaxation, &state)
        break
      }
    }
  }

  private static let mostTries = 4

  /// Holds a width to what the relaxation gives it in each place, rounded up.
  private func hold(
    _ capacities: inout [Int], _ width: Int, _ relaxed: (flow: CapacityFlow, tasks: [Int]), _ way: Way,
    _ dice: inout FleetDice
  ) {
    var used = [Int](repeating: 0, count: capacities.count)
    for (index, task) in relaxed.tasks.enumerated() where problem.tasks[task].width == width {
      for use in relaxed.flow.uses(of: index) { used[use.slot] += use.units }
    }
    for slot in capacities.indices {
      let spare = way.hasSpare ? dice.index(below: 2) : 0
      capacities[slot] = min(capacities[slot], (used[slot] + width - 1) / width + spare)
    }
  }

  private func meanMultiplier(_ multipliers: [Double]) -> Double {
    var (sum, count) = (0.0, 0)
    for multiplier in multipliers where multiplier > 0 {
      sum += multiplier
      count += 1
    }
    return count == 0 ? 0 : (sum / Double(count)).rounded()
  }

  private func put(
    _ tasks: [Int], _ flow: CapacityFlow, _ relaxation: FleetRelaxation, _ state: inout FleetState
  ) {
    for (index, task) in tasks.enumerated() {
      let own = problem.tasks[task]
      var placement = FleetPlacement(option: 0, uses: [], cost: own.options[0].transfer)
      for use in flow.uses(of: index) {
        let place = relaxation.place(use.slot)
        placement.uses.append(.init(place: place, units: own.width))
        placement.cost += Double(own.width) * own.power * problem.values[place]
      }
      state.put(task, placement, missing: own.steps - placement.uses.count)
    }
  }

  /// Gives a flow the cheapest places that have room.
  private func fillUp(_ task: Int, _ state: inout FleetState) {
    let own = problem.tasks[task]
    let option = own.options[0]
    let free = option.places.filter {
      state.room[$0] >= own.width && !own.isForbidden($0, option) && !state.uses(task, $0)
    }
    let ordered = free.sorted { (own.power * problem.values[$0], $0) < (own.power * problem.values[$1], $1) }
    for place in ordered.prefix(state.missing[task]) { state.addStep(of: task, in: place) }
  }
}
