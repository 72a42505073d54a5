/// Finds a place for one step of a flow where there is none, by moving steps of others on.
///
///     a step of job a is wanted in place 3, which is full:
///     a -> 3, where b makes room -> 7, where c makes room -> 9, which has room
///
/// The cheapest chain of up to four moves, over all jobs that are wide enough to make the room that is needed. Costs of moves
/// may be negative, so that chains are searched move by move.
struct FleetChain {
  let problem: FleetProblem

  private struct Label {
    let cost: Double
    let place: Int
    /// How many units are still needed there.
    let need: Int
    /// Whose step moves to the place, and the label of the place that it leaves.
    let task: Int
    let parent: Int
  }

  private static let mostMoves = 4
  private static let mostLabels = 20_000

  init(_ problem: FleetProblem) { self.problem = problem }

  /// Places one missing step of a task.
  ///
  /// - Parameter limit: What it must cost less than.
  /// - Returns: Whether there was a chain.
  func place(_ task: Int, in state: inout FleetState, below limit: Double) -> Bool {
    var labels: [Label] = []
    var best: [Int: Double] = [:]
    var (last, least) = (-1, limit)
    let own = problem.tasks[task]
    func add(_ label: Label) {
      guard label.cost < least else { return }
      if label.need <= 0 {
        least = label.cost
        last = labels.count
        labels.append(label)
        return
      }
      let key = label.place << 21 | label.need
      if let known = best[key], known <= label.cost { return }
      best[key] = label.cost
      labels.append(label)
    }
    let option = own.options[0]
    for place in option.places where !state.uses(task, place) && !own.isForbidden(place, option) {
      guard problem.capacities[place] >= own.width else { continue }
      add(
        Label(
          cost: Double(own.width) * own.power * problem.values[place], place: place,
          need: own.width - state.room[place], task: task, parent: -1))
    }
    var index = 0
    for _ in 1..<Self.mostMoves {
      let end = labels.count
      while index < end {
        let label = labels[index]
        if label.need > 0, best[label.place << 21 | label.need] == label.cost, labels.count < Self.mostLabels {
          moveOn(from: index, label, labels, state, add)
        }
        index += 1
      }
    }
    guard last >= 0 else { return false }
    var step = last
    var moves: [(task: Int, to: Int, from: Int?)] = []
    while step >= 0 {
      let label = labels[step]
      moves.append((label.task, label.place, label.parent >= 0 ? labels[label.parent].place : nil))
      step = label.parent
    }
    for move in moves {
      if let from = move.from { state.removeStep(of: move.task, in: from) }
      state.addStep(of: move.task, in: move.to)
    }
    return true
  }

  private func moveOn(
    from index: Int, _ label: Label, _ labels: [Label], _ state: FleetState, _ add: (Label) -> Void
  ) {
    for user in state.users[label.place] {
      let mover = Int(user)
      let own = problem.tasks[mover]
      guard own.width >= label.need, !isOnChain(index, labels, { $0.task == mover }) else { continue }
      let option = own.options[0]
      let cost = label.cost - Double(own.width) * own.power * problem.values[label.place]
      for place in option.places where problem.capacities[place] >= own.width {
        guard !state.uses(mover, place), !own.isForbidden(place, option),
          !isOnChain(index, labels, { $0.place == place })
        else { continue }
        add(
          Label(
            cost: cost + Double(own.width) * own.power * problem.values[place], place: place,
            need: own.width - state.room[place], task: mover, parent: index))
      }
    }
  }

  private func isOnChain(_ index: Int, _ labels: [Label], _ matches: (Label) -> Bool) -> Bool {
    var step = index
    while step >= 0 {
      if matches(labels[step]) { return true }
      step = labels[step].parent
    }
    return false
  }
}
