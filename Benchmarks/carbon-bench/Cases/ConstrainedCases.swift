import Measuring
import PauseKernels
import TestSupport

/// Plans whose pauses cost, and are bound: one at a time, with the slots to run in, against the full programme.
struct ConstrainedCases {
  let inputs: Inputs

  /// Slots to run and slots in the window.
  private static let shapes = [(432, 864), (2_304, 4_608)]

  /// How many releases one execution plans for: what is left to look at differs much between them.
  static let releaseCount = 9

  /// What is asked of a plan besides the slots.
  enum Kind: String, CaseIterable {
    case resumeCost = "resume-cost"
    case minimumRunAndPause = "minimum-run-and-pause"
  }

  var all: [Benchmark] {
    inputs.patterns(count: Inputs.year).flatMap { input in
      Kind.allCases.flatMap { kind in Self.shapes.map { plan(kind, input, $0.0, of: $0.1) } }
    }
  }

  private func plan(_ kind: Kind, _ input: Inputs.Named, _ slots: Int, of length: Int) -> Benchmark {
    Benchmark("plan/\(kind.rawValue)/\(input.name)/\(slots) of \(length)", per: .plan) {
      let releases = spacedIndices(of: input.count - length + 1, atMost: Self.releaseCount)
      let values = input.values
      let problems = releases.map { Self.problem(kind, Array(values[$0..<$0 + length]), slots) }
      let full = problems.map { problem in
        var full = problem
        // Weights, even if they are all the same, call for the programme without a bound.
        full.weights = [Double](repeating: 1, count: slots)
        full.warmUpWeights = full.weights
        return full
      }
      return Benchmark.Prepared(
        unitCount: problems.count, samples: Array(problems.indices),
        run: { for problem in problems { sink(PauseProgramme.solve(problem)) } },
        found: { PauseProgramme.solve(problems[$0]) }, naive: { PauseProgramme.solve(full[$0]) })
    }
  }

  /// - Parameter resume: What a resume costs: 300 g/kWh for a slot, or 25 g for a kilowatt and five minutes.
  static func problem(_ kind: Kind, _ costs: [Double], _ slots: Int, resume: Double = 300) -> PauseProblem {
    var problem = PauseProblem(costs: costs, progressCount: slots)
    // A grid on which all sums are exact, with room below it for the pauses.
    let largest = 8 * Double(costs.count + 1) * costs.reduce(resume) { max($0, abs($1)) }
    problem.tie = Double(sign: .plus, exponent: Int(largest.exponent) + 1 - 52, significand: 1)
    problem.step = problem.tie
    while problem.step <= problem.tie * Double(costs.count) { problem.step *= 2 }
    problem.resumeCosts = [Double](repeating: resume, count: costs.count)
    if kind == .minimumRunAndPause {
      // Half an hour and a quarter.
      problem.minimumRun = 6
      problem.minimumPause = 3
    }
    return problem
  }
}
