import CarbonScheduling
import Measuring
import PauseKernels
import WindowKernels

// Pause and Resume three ways: every start in one sweep, one schedule at a time, and one selection at a time.

extension PeerCases {
  func pauseSweep(
    _ trace: IntensityTrace, _ slots: Int, _ samples: Int, isFirst: Bool = false
  ) throws -> Case {
    let job = try job(slots: slots)
    let algorithm = PauseAndResume(within: added(slots: slots))
    var sweep = try algorithm.sweep(job, on: trace)
    return (
      sweep.count,
      {
        if isFirst { sweep = PauseAndResume.Sweep() }
        try algorithm.sweep(job, on: trace, into: &sweep)
      },
      {
        let sampled = spacedIndices(of: sweep.count, atMost: samples)
        return [
          "grams": sampled.reduce(0) { $0 + sweep[$1].emissions.grams },
          "pauses": Double(sampled.reduce(0) { $0 + sweep[$1].pauses }),
        ]
      }
    )
  }

  func pausePlan(_ trace: IntensityTrace, _ slots: Int, _ samples: Int) throws -> Case {
    let job = try job(slots: slots)
    let algorithm = PauseAndResume(within: added(slots: slots))
    let releases = spacedIndices(of: trace.slotCount - 2 * slots + 1, atMost: samples).map { trace.start(ofSlot: $0) }
    var grams = 0.0
    var pauses = 0
    return (
      releases.count,
      {
        grams = 0
        pauses = 0
        for release in releases {
          let plan = try algorithm.schedule(job, on: trace, releasedAt: release)
          grams += plan.emissions.grams
          pauses += plan.pauses
        }
      },
      { ["grams": grams, "pauses": Double(pauses)] }
    )
  }

  /// The same without a schedule around it: the selection and its runs, as the peers have them.
  func selection(_ trace: IntensityTrace, _ slots: Int, _ samples: Int) -> Case {
    let releases = spacedIndices(of: trace.slotCount - 2 * slots + 1, atMost: samples)
    var selection = Selection()
    var sum = 0.0
    var pauses = 0
    return (
      releases.count,
      {
        sum = 0
        pauses = 0
        let values = trace.intensities.span
        for release in releases {
          let outcome = selection.choose(slots, of: values.extracting(release..<release + 2 * slots))
          sum += outcome.sum
          pauses += outcome.runCount - 1
        }
      },
      { ["grams": sum / trace.unitsPerGram / 12, "pauses": Double(pauses)] }
    )
  }

  /// A plan whose pauses cost, from the intensities to the runs.
  func constrainedPlan(_ kind: ConstrainedCases.Kind, _ trace: IntensityTrace, _ slots: Int) -> Case {
    let releases = spacedIndices(of: trace.slotCount - 2 * slots + 1, atMost: ConstrainedCases.releaseCount)
    let problems = releases.map { release in
      let costs = Array(trace.intensities[release..<release + 2 * slots])
      return ConstrainedCases.problem(kind, costs, slots, resume: 300 * trace.unitsPerGram)
    }
    var cost = 0.0
    return (
      problems.count,
      {
        cost = 0
        for problem in problems {
          guard case .plan(let plan) = PauseProgramme.solve(problem) else { preconditionFailure("There is a plan.") }
          cost += plan.cost
        }
      },
      { ["cost": cost / trace.unitsPerGram] }
    )
  }
}
