import PauseKernels

/// The best runs of one job that cost something to start, or that are bound, where each step of time has a multiplier
/// beside what the job draws there.
struct LagrangianRuns {
  let task: FleetTask
  let costs: FleetTask.RunCosts
  let values: [Double]
  /// What using each step costs beside its power, in all.
  let multipliers: [Double]
  let isFree: [Bool]

  /// Runs in steps.
  struct Plan {
    let runs: [Range<Int>]
    /// What they cost, multipliers left out.
    let cost: Double
    let charged: Double
    /// No runs cost less with multipliers.
    let least: Double
  }

  /// The best runs, or `nil` if there are none, or finding them would take too long.
  func plan() -> Plan? {
    guard task.steps <= values.count else { return nil }
    if !task.powers.isEmpty {
      let table = LagrangianRunTable(self)
      return table.plan().map { plan($0, least: nil) }
    }
    var problem = PauseProblem(costs: values, progressCount: task.steps)
    problem.isAvailable = isFree
    problem.warmUp = costs.warmUp
    problem.firstWarmUp = costs.firstWarmUp
    problem.minimumRun = costs.minimumRun
    problem.minimumPause = costs.minimumPause
    problem.maximumPauses = costs.maximumPauses
    let power = task.power * Double(task.width)
    var (largest, largestStart) = (1.0, 0.0)
    var (charged, starts) = (values, values)
    for step in values.indices {
      charged[step] = power * values[step] + multipliers[step]
      starts[step] = costs.resumePower * values[step] + costs.resumeFixed
      largest = max(largest, abs(charged[step]))
      largestStart = max(largestStart, abs(starts[step]) + costs.idlePower * abs(values[step]))
    }
    // As for one job alone: a grid on which all sums are exact, with room below one step for a tie for each pause.
    let bound = 8 * Double(values.count + 1) * (largest * Double(costs.warmUp + 1) + largestStart)
    let tie = Double(sign: .plus, exponent: Int(bound.exponent) + 1 - 52, significand: 1)
    var step = tie
    while step <= tie * Double(values.count) { step *= 2 }
    (problem.tie, problem.step) = (tie, step)
    problem.costs = charged.map { PauseProblem.product($0, 1, step: step) }
    problem.resumeCosts = starts.map { PauseProblem.product($0, 1, step: step) }
    if costs.chargesFirst { problem.firstStartCosts = problem.resumeCosts }
    if costs.idlePower > 0 { problem.idleCosts = values.map { PauseProblem.product($0, costs.idlePower, step: step) } }
    guard case .plan(let plan) = PauseProgramme.solve(problem) else { return nil }
    let rounding = step <= 1 ? 0 : step * Double(values.count)
    return self.plan(plan.runs, least: plan.cost - rounding)
  }

  /// What runs cost.
  private func plan(_ runs: [Range<Int>], least: Double?) -> Plan {
    var (cost, multiplier, progress) = (0.0, 0.0, 0)
    for (index, run) in runs.enumerated() {
      let warmUp = index == 0 ? costs.firstWarmUp : costs.warmUp
      if index > 0 {
        for step in runs[index - 1].upperBound..<run.lowerBound { cost += costs.idlePower * values[step] }
      }
      if index > 0 || costs.chargesFirst {
        cost += costs.resumePower * values[run.lowerBound] + costs.resumeFixed
      }
      for step in run {
        multiplier += multipliers[step]
        if step - run.lowerBound < warmUp {
          cost += warmUpPower(progress) * values[step]
        } else {
          cost += task.power(ofStep: progress) * values[step]
          progress += 1
        }
      }
    }
    return Plan(runs: runs, cost: cost, charged: cost + multiplier, least: least ?? cost + multiplier)
  }

  /// The power while warming up before a step of progress.
  func warmUpPower(_ progress: Int) -> Double {
    costs.warmUpPowers.isEmpty ? task.power * Double(task.width) : costs.warmUpPowers[min(progress, task.steps - 1)]
  }
}

/// The programme over steps of time and of progress for jobs with a profile, from the end to the beginning: all states.
///
///     run(i, j)    the least cost of what is to come in a run, with j steps of progress made before step i
///     pause(i, j)  the same in a pause that may end
///
/// - Complexity: O(W * n * (K + 1)) for W steps of time, n of progress and K pauses if these are bound; a start looks at all
///   steps of its least run.
struct LagrangianRunTable {
  private let runs: LagrangianRuns
  private let (count, steps, layers): (Int, Int, Int)

  /// The most states: 9 bytes each, in two tables.
  static let mostStates = 4_000_000

  init(_ runs: LagrangianRuns) {
    self.runs = runs
    count = runs.values.count
    steps = runs.task.steps
    layers = runs.costs.maximumPauses.map { min($0, runs.values.count) + 1 } ?? 1
  }

  func plan() -> [Range<Int>]? {
    guard (count + 1).multipliedReportingOverflow(by: (steps + 1) * layers).partialValue <= Self.mostStates,
      (steps + 1) * layers <= Self.mostStates
    else { return nil }
    let size = (count + 1) * (steps + 1) * layers
    var run = [Double](repeating: .infinity, count: size)
    var pause = run
    func index(_ step: Int, _ progress: Int, _ layer: Int) -> Int {
      (layer * (count + 1) + step) * (steps + 1) + progress
    }
    let isLayered = runs.costs.maximumPauses != nil
    for layer in 0..<layers {
      for step in stride(from: count, through: 0, by: -1) {
        for progress in stride(from: steps, through: 0, by: -1) {
          var best = Double.infinity
          if progress == steps {
            run[index(step, progress, layer)] = 0
            continue
          }
          if step < count, runs.isFree[step] {
            best = cost(step, progress) + run[index(step + 1, progress + 1, layer)]
          }
          let next = step + runs.costs.minimumPause
          if next <= count, !isLayered || layer > 0 {
            let idle = (step..<next).reduce(0) { $0 + self.idle($1) }
            best = min(best, idle + pause[index(next, progress, isLayered ? layer - 1 : layer)])
          }
          run[index(step, progress, layer)] = best
          var waiting = step < count ? idle(step) + pause[index(step + 1, progress, layer)] : .infinity
          if let start = start(step, progress, runs.costs.warmUp, isCharged: true) {
            waiting = min(waiting, start.cost + run[index(start.end, start.progress, layer)])
          }
          pause[index(step, progress, layer)] = waiting
        }
      }
    }
    // The first start, the earliest of equal ones.
    var (best, from) = (Double.infinity, 0)
    for step in 0..<count {
      guard let start = start(step, 0, runs.costs.firstWarmUp, isCharged: runs.costs.chargesFirst) else { continue }
      let value = start.cost + run[index(start.end, start.progress, layers - 1)]
      if value < best { (best, from) = (value, step) }
    }
    guard best < .infinity,
      let first = start(from, 0, runs.costs.firstWarmUp, isCharged: runs.costs.chargesFirst)
    else { return nil }
    var result: [Range<Int>] = []
    var (begin, step, progress, layer) = (from, first.end, first.progress, layers - 1)
    while true {
      if progress < steps, step < count, runs.isFree[step],
        run[index(step, progress, layer)] == cost(step, progress) + run[index(step + 1, progress + 1, layer)]
      {
        step += 1
        progress += 1
        continue
      }
      result.append(begin..<step)
      if progress == steps { return result }
      step += runs.costs.minimumPause
      if isLayered { layer -= 1 }
      while true {
        let waited = step < count ? idle(step) + pause[index(step + 1, progress, layer)] : .infinity
        if let start = start(step, progress, runs.costs.warmUp, isCharged: true),
          start.cost + run[index(start.end, start.progress, layer)] <= waited
        {
          (begin, step, progress) = (step, start.end, start.progress)
          break
        }
        step += 1
      }
    }
  }

  private func cost(_ step: Int, _ progress: Int) -> Double {
    runs.task.power(ofStep: progress) * runs.values[step] + runs.multipliers[step]
  }

  private func idle(_ step: Int) -> Double { runs.costs.idlePower * runs.values[step] }

  /// What beginning a run costs with its warm-up and its least progress, and where that leads.
  private func start(
    _ step: Int, _ progress: Int, _ warmUp: Int, isCharged: Bool
  ) -> (cost: Double, end: Int, progress: Int)? {
    let length = max(runs.costs.minimumRun, warmUp + 1)
    let made = length - warmUp
    guard step + length <= count, progress + made <= steps else { return nil }
    var total = isCharged ? runs.costs.resumePower * runs.values[step] + runs.costs.resumeFixed : 0
    for offset in 0..<length {
      guard runs.isFree[step + offset] else { return nil }
      total +=
        offset < warmUp
        ? runs.warmUpPower(progress) * runs.values[step + offset] + runs.multipliers[step + offset]
        : cost(step + offset, progress + offset - warmUp)
    }
    return (total, step + length, progress + made)
  }
}
