import CarbonScheduling
import Measuring
import TestSupport
import WindowKernels

/// One plan at a time: the kernel, and what a caller of the library gets for it.
struct PlanCases {
  let inputs: Inputs

  /// Slots to run and slots in the window.
  private static let shapes = [(72, 144), (432, 864), (2_304, 4_608)]

  /// How many releases one execution plans for, so that no plan finds its own slots in the cache for nothing.
  private static let releaseCount = 64

  var all: [Benchmark] {
    let named = inputs.isQuick ? inputs.noiseAndReal(count: Inputs.year) : inputs.patterns(count: Inputs.year)
    return named.flatMap { input in
      [flexibleStart(input, 72, of: 288)]
        + Self.shapes.flatMap { [selection(input, $0.0, of: $0.1), pauseAndResume(input, $0.0, of: $0.1)] }
    }
  }

  private func releases(_ input: Inputs.Named, _ length: Int) -> [Int] {
    spacedIndices(of: input.count - length + 1, atMost: Self.releaseCount)
  }

  /// Selection, and the runs read from its mask.
  private func selection(_ input: Inputs.Named, _ chosen: Int, of length: Int) -> Benchmark {
    Benchmark("plan/selection/\(input.name)/\(chosen) of \(length)", per: .plan) {
      let values = input.values
      let releases = releases(input, length)
      var selection = Selection()
      func choose(_ release: Int) -> Outcome {
        let outcome = selection.choose(chosen, of: values.span.extracting(release..<release + length))
        var (runs, runCount) = (ChosenRuns(), 0)
        while let run = runs.next(in: selection.mask.span) {
          sink(run)
          runCount += 1
        }
        return Outcome(sum: outcome.sum, pauses: runCount - 1)
      }
      return Benchmark.Prepared(
        unitCount: releases.count, samples: releases, run: { for release in releases { sink(choose(release)) } },
        found: choose, naive: { Outcome(choosing: chosen, of: values[$0..<$0 + length]) })
    }
  }

  private func pauseAndResume(_ input: Inputs.Named, _ slots: Int, of length: Int) -> Benchmark {
    Benchmark("plan/pause-and-resume/\(input.name)/\(slots) of \(length)", per: .plan) {
      let trace = try trace(input.values, slotSeconds: 300)
      let releases = releases(input, length)
      let job = try job(slots: slots)
      let algorithm = PauseAndResume(within: added(slots: length - slots))
      return Benchmark.Prepared(
        unitCount: releases.count, samples: releases,
        run: {
          for release in releases { sink(try algorithm.schedule(job, on: trace, releasedAt: after(300 * release))) }
        },
        found: { release in
          let plan = try algorithm.schedule(job, on: trace, releasedAt: after(300 * release))
          let runs = plan.runs.map { slot($0.start)..<slot($0.end) }
          return Plan(runs: runs, grams: plan.emissions.grams)
        },
        naive: { release in
          let window = trace.intensities[release..<release + length]
          let chosen = Naive.cheapest(slots, of: window)
          return Plan(
            runs: Naive.runs(chosen), grams: grams(job, slotSum: chosen.reduce(0) { $0 + window[$1] }, on: trace))
        })
    }
  }

  private func flexibleStart(_ input: Inputs.Named, _ slots: Int, of length: Int) -> Benchmark {
    Benchmark("plan/flexible-start/\(input.name)/\(slots) of \(length)", per: .plan) {
      let trace = try trace(input.values, slotSeconds: 300)
      let releases = releases(input, length)
      let job = try job(slots: slots)
      let algorithm = FlexibleStart(within: added(slots: length - slots))
      return Benchmark.Prepared(
        unitCount: releases.count, samples: releases,
        run: {
          for release in releases { sink(try algorithm.schedule(job, on: trace, releasedAt: after(300 * release))) }
        },
        found: { release in
          let plan = try algorithm.schedule(job, on: trace, releasedAt: after(300 * release))
          return Plan(runs: plan.runs.map { slot($0.start)..<slot($0.end) }, grams: plan.emissions.grams)
        },
        naive: { release in
          let sums = Naive.windowSums(Array(trace.intensities[release..<release + length]), length: slots)
          let best = sums.indices.min { sums[$0] < sums[$1] }!
          return Plan(
            runs: [release + best..<release + best + slots], grams: grams(job, slotSum: sums[best], on: trace))
        })
    }
  }

  /// The slot of a trace from New Year 2020 that begins at an instant.
  private func slot(_ instant: Instant) -> Int {
    Int((instant.secondsSince1970 - newYear2020.secondsSince1970) / 300)
  }

  private struct Plan: Equatable {
    let runs: [Range<Int>]
    let grams: Double
  }
}
