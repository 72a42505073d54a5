import CarbonReplay
import CarbonScheduling
import Measuring
import TestSupport

/// The whole replay: every region, the paper's eleven workloads, both algorithms, every start, a day of added time; means alone,
/// as the references find, and with how savings spread.
struct ReplayCases {
  let inputs: Inputs

  static let addedSlots = 288

  var all: [Benchmark] {
    guard !inputs.traces.isEmpty else { return [] }
    let whole = [1, 2].map { benchmark(inputs.traces, jobs: $0, name: "replay/whole/\($0) jobs") }
    return whole + [benchmark(inputs.traces, jobs: 1, measuresSpread: true, name: "replay/whole-and-spread/1 jobs")]
  }

  func benchmark(_ traces: [IntensityTrace], jobs: Int, measuresSpread: Bool = false, name: String) -> Benchmark {
    Benchmark(name, per: .plan) {
      let replay = Self.replay(traces, measuresSpread: measuresSpread)
      var result = await replay.run(jobs: jobs)
      let plans = Self.naivePlans(replay)
      return Benchmark.Prepared(
        unitCount: result.planCount,
        run: { result = await replay.run(jobs: jobs) },
        verify: { try verify(result, of: replay) },
        reference: (plans.count, { for plan in plans { sink(plan()) } }))
    }
  }

  static func replay(
    _ traces: [IntensityTrace], workloads: [NamedWorkload] = Replay.publishedWorkloads, measuresSpread: Bool = false
  ) -> Replay {
    Replay(
      regions: traces.enumerated().map { .init(name: $1.region ?? "region \($0)", trace: $1) }, workloads: workloads,
      addedTimes: [.hours(24)], releases: .every, measuresSpread: measuresSpread)
  }

  /// One plan for each workload and algorithm of each region, at a release that differs from one to the next.
  private static func naivePlans(_ replay: Replay) -> [() -> Double] {
    replay.regions.enumerated().flatMap { number, region in
      replay.workloads.enumerated().flatMap { index, workload -> [() -> Double] in
        let slots = Int(workload.workload.durationSeconds / 300)
        let release = (number * 7_919 + index * 104_729) % (region.trace.slotCount - slots - addedSlots + 1)
        let window = Array(region.trace.intensities[release..<release + slots + addedSlots])
        return [
          { Naive.windowSums(window, length: slots).min()! },
          { Outcome(choosing: slots, of: window[...]).sum },
        ]
      }
    }
  }

  /// Every start of some cells of the first region against the references: what they emit, bit for bit, and pauses.
  ///
  /// The shortest workload, and unless it has to be quick the one of 72 slots: the longer ones would take the references
  /// hours. Their cells are the same sweeps that are verified by themselves.
  private func verify(_ result: ReplayResult, of replay: Replay) throws {
    let workloads = replay.workloads.filter {
      ["densenet-121", inputs.isQuick ? "" : "bert-finetune"].contains($0.name)
    }
    let region = replay.regions[0]
    for workload in workloads {
      let slots = Int(workload.workload.durationSeconds / 300)
      let values = region.trace.intensities
      let releases = 0...(values.count - slots - Self.addedSlots)
      let runSums = Naive.windowSums(values, length: slots)
      let starts = releases.map { runSums[$0...$0 + Self.addedSlots].min()! }
      let pauses = releases.map { Outcome(choosing: slots, of: values[$0..<$0 + slots + Self.addedSlots]) }
      for (algorithm, sums) in [(Algorithm.flexibleStart, starts), (.pauseAndResume, pauses.map(\.sum))] {
        let cell = result.cells.first {
          $0.region == region.name && $0.workload == workload.name && $0.algorithm == algorithm
        }
        let expected = grams(workload.workload, slotSum: sums.reduce(0, +), on: region.trace) / Double(sums.count)
        guard let cell, cell.releaseCount == sums.count, cell.emissions?.grams == expected else {
          throw Mismatch("\(algorithm.rawValue) of \(workload.name): not the reference's \(expected) g a start")
        }
        let mean = Double(pauses.reduce(0) { $0 + $1.pauses }) / Double(pauses.count)
        guard algorithm == .flexibleStart || cell.pauses == mean else {
          throw Mismatch("\(workload.name): \(cell.pauses ?? 0) pauses a start, the reference's \(mean)")
        }
      }
    }
  }
}
