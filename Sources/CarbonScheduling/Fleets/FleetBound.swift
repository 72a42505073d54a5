/// Multipliers of capacity, and what they prove: no plan of the tasks costs less than
///
///     sum over tasks of (the least that a plan of the task costs with multipliers) - sum over places of capacity * multiplier
///
/// Any plan pays at least the first sum with multipliers, and pays multipliers for no more than the capacity. So this holds
/// for all multipliers of zero or more; the best ones are sought.
struct FleetBound: Sendable {
  /// By place, whole numbers.
  private(set) var multipliers: [Double]
  /// The least that each task costs with multipliers.
  private(set) var least: [Double]
  /// What the tasks that were bounded cost at least.
  private(set) var cost: Double

  /// - Parameter multipliers: Whole numbers of zero or more.
  init(_ problem: FleetProblem, tasks: [Int], multipliers: [Double]) {
    self.multipliers = multipliers
    least = [Double](repeating: 0, count: problem.tasks.count)
    var answers = FleetAnswers(problem)
    var sum = 0.0
    for task in tasks {
      least[task] = answers.answer(task, multipliers: multipliers, room: [])?.least ?? 0
      sum += least[task]
    }
    cost = sum - Self.worth(of: multipliers, problem)
  }

  private static func worth(of multipliers: [Double], _ problem: FleetProblem) -> Double {
    var sum = 0.0
    for (place, multiplier) in multipliers.enumerated() where multiplier > 0 {
      sum += multiplier * Double(problem.capacities[place])
    }
    return sum
  }

  /// What only some of the tasks cost at least, with the same multipliers; what was rounded taken off.
  func cost(of tasks: [Int], _ problem: FleetProblem) -> Double {
    var (sum, magnitude, isWhole) = (0.0, 0.0, true)
    for task in tasks {
      sum += least[task] - problem.tasks[task].slack
      magnitude += abs(least[task])
      if least[task] != least[task].rounded() { isWhole = false }
    }
    let worth = Self.worth(of: multipliers, problem)
    magnitude += worth
    // Sums of whole numbers below 2^53 do not round.
    let rounding = isWhole && magnitude < 0x1p53 ? 0 : magnitude * 0x1p-50
    return sum - worth - rounding
  }

  /// Improves the multipliers by what the tasks use too much or too little at them.
  ///
  /// A subgradient step (Polyak's), halved after five rounds without gain.
  ///
  /// - Parameter target: What some plan costs, or about.
  mutating func improve(_ problem: FleetProblem, tasks: [Int], target: Double, rounds: Int) {
    var answers = FleetAnswers(problem)
    var trial = multipliers
    var (share, failures) = (1.0, 0)
    for _ in 0..<rounds {
      var excess = problem.capacities.map { -Double($0) }
      var leastNow = least
      var sum = 0.0
      for task in tasks {
        guard let answer = answers.answer(task, multipliers: trial, room: []) else { continue }
        leastNow[task] = answer.least
        sum += answer.least
        for use in answer.placement.uses { excess[use.place] += Double(use.units) }
      }
      sum -= Self.worth(of: trial, problem)
      if sum > cost {
        (multipliers, least, cost, failures) = (trial, leastNow, sum, 0)
      } else {
        failures += 1
        if failures >= 5 {
          (share, failures) = (share / 2, 0)
          trial = multipliers
          if share < Self.leastShare { return }
          continue
        }
      }
      var norm = 0.0
      for place in excess.indices {
        if trial[place] <= 0, excess[place] < 0 { excess[place] = 0 }
        norm += excess[place] * excess[place]
      }
      let distance = max(target - sum, abs(target) * 1e-6)
      guard norm > 0, target > cost else { return }
      let step = share * distance / norm
      for place in excess.indices { trial[place] = max(0, (trial[place] + step * excess[place]).rounded()) }
    }
  }

  private static let leastShare = 1e-3
}
