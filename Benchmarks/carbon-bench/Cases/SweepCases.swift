import CarbonScheduling
import Measuring
import TestSupport

/// Sweeps through the library's interface, in the memory of an earlier one.
struct SweepCases {
  let inputs: Inputs

  var all: [Benchmark] {
    let named = inputs.isQuick ? inputs.noiseAndReal(count: Inputs.year) : inputs.patterns(count: Inputs.year)
    return named.flatMap { input in
      [flexibleStart(input, slots: 72, added: 288)]
        + [72, 432, 2_304].map { pauseAndResume(input, slots: $0, added: $0) }
        + [pauseAndResume(input, slots: 432, added: 432, isFirst: true)]
    }
  }

  private func flexibleStart(_ input: Inputs.Named, slots: Int, added addedSlots: Int) -> Benchmark {
    Benchmark("sweep/flexible-start/\(input.name)/\(slots) of \(slots + addedSlots)", per: .start) {
      let trace = try trace(input.values, slotSeconds: 300)
      let job = try job(slots: slots)
      let algorithm = FlexibleStart(within: added(slots: addedSlots))
      var sweep = try algorithm.sweep(job, on: trace)
      return Benchmark.Prepared(
        unitCount: sweep.count, samples: spacedIndices(of: sweep.count, atMost: 200),
        run: { try algorithm.sweep(job, on: trace, into: &sweep) },
        found: { index in
          let plan = sweep[index]
          return Swept(choice: plan.release.duration(to: plan.start).components.seconds / 300, plan.emissions)
        },
        naive: { release in
          let sums = Naive.windowSums(Array(trace.intensities[release..<release + slots + addedSlots]), length: slots)
          let best = sums.indices.min { sums[$0] < sums[$1] }!
          return Swept(choice: Int64(best), Emissions(grams: grams(job, slotSum: sums[best], on: trace)))
        })
    }
  }

  /// - Parameter isFirst: Whether every sweep orders the slots by intensity anew, as the first over a trace has to.
  private func pauseAndResume(
    _ input: Inputs.Named, slots: Int, added addedSlots: Int, isFirst: Bool = false
  ) -> Benchmark {
    let kind = isFirst ? "pause-and-resume-first" : "pause-and-resume"
    return Benchmark("sweep/\(kind)/\(input.name)/\(slots) of \(slots + addedSlots)", per: .start) {
      let trace = try trace(input.values, slotSeconds: 300)
      let job = try job(slots: slots)
      let algorithm = PauseAndResume(within: added(slots: addedSlots))
      var sweep = try algorithm.sweep(job, on: trace)
      return Benchmark.Prepared(
        unitCount: sweep.count,
        samples: spacedIndices(of: sweep.count, atMost: sampleCount(ofLength: slots + addedSlots)),
        run: {
          if isFirst { sweep = PauseAndResume.Sweep() }
          try algorithm.sweep(job, on: trace, into: &sweep)
        },
        found: { Swept(choice: Int64(sweep[$0].pauses), sweep[$0].emissions) },
        naive: { release in
          let outcome = Outcome(choosing: slots, of: trace.intensities[release..<release + slots + addedSlots])
          return Swept(choice: Int64(outcome.pauses), Emissions(grams: grams(job, slotSum: outcome.sum, on: trace)))
        })
    }
  }

  /// A release's plan: how many slots later it starts, or how often it pauses, and what it emits.
  private struct Swept: Equatable {
    let choice: Int64
    let emissions: Emissions

    init(choice: Int64, _ emissions: Emissions) {
      self.choice = choice
      self.emissions = emissions
    }
  }
}
