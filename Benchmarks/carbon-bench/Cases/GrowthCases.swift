import CarbonReplay
import CarbonScheduling
import Measuring
import TestSupport
import WindowKernels

/// How the cost of a start grows: with the trace, with the job, and with the number of regions.
struct GrowthCases {
  let inputs: Inputs

  /// One row of a growth table: what grows, how far, and what is timed there, under the columns' titles.
  struct Row {
    let axis: String
    let value: Int
    let benchmarks: [(title: String, benchmark: Benchmark)]
  }

  var rows: [Row] {
    let slots = [288, 2_016, 8_760, 105_120, 1_051_200].filter { !inputs.isQuick || $0 <= Inputs.year }
    let lengths = [4, 12, 72, 288, 432, 2_304, 8_760].filter { !inputs.isQuick || $0 <= 432 }
    let regions = [1, 2, 4, 8, 16, 32, 64, 128].filter { !inputs.isQuick || $0 <= 4 }
    return slots.map { row("slots of the trace; 72 slots of 144", $0, count: $0, length: 72) }
      + lengths.map { row("slots of the job, of twice as many; a year", $0, count: Inputs.year, length: $0) }
      + (inputs.traces.isEmpty ? [] : regions.map(regionRow))
  }

  private func row(_ axis: String, _ value: Int, count: Int, length: Int) -> Row {
    let values = Pattern.randomWalk.values(count: count, seed: Inputs.seed)
    return Row(
      axis: axis, value: value,
      benchmarks: [
        ("flexible start", sweep("flexible start", values, value, length) { .flexibleStart($0, $1) }),
        ("pause and resume", sweep("pause and resume", values, value, length) { .pauseAndResume($0, $1) }),
        ("with ranking", sweep("with ranking", values, value, length) { .firstPauseAndResume($0, $1) }),
      ])
  }

  private enum Kind {
    case flexibleStart(Workload, AddedTime)
    case pauseAndResume(Workload, AddedTime)
    case firstPauseAndResume(Workload, AddedTime)
  }

  private func sweep(
    _ title: String, _ values: [Double], _ value: Int, _ length: Int, _ kind: @escaping (Workload, AddedTime) -> Kind
  ) -> Benchmark {
    Benchmark("growth/\(title)/\(value)", per: .start) {
      let trace = try trace(values, slotSeconds: 300)
      var flexible = FlexibleStart.Sweep()
      var pausing = PauseAndResume.Sweep()
      let kind = kind(try job(slots: length), added(slots: length))
      let run = {
        switch kind {
        case .flexibleStart(let job, let added):
          try FlexibleStart(within: added).sweep(job, on: trace, into: &flexible)
        case .pauseAndResume(let job, let added):
          try PauseAndResume(within: added).sweep(job, on: trace, into: &pausing)
        case .firstPauseAndResume(let job, let added):
          pausing = PauseAndResume.Sweep()
          try PauseAndResume(within: added).sweep(job, on: trace, into: &pausing)
        }
      }
      return Benchmark.Prepared(
        unitCount: values.count - 2 * length + 1, run: run,
        verify: {
          try run()
          for release in spacedIndices(of: values.count - 2 * length + 1, atMost: sampleCount(ofLength: 2 * length)) {
            let window = trace.intensities[release..<release + 2 * length]
            let (found, sum): (Emissions, Double) =
              switch kind {
              case .flexibleStart: (flexible[release].emissions, Naive.windowSums(Array(window), length: length).min()!)
              default: (pausing[release].emissions, Outcome(choosing: length, of: window).sum)
              }
            let expected = grams(try job(slots: length), slotSum: sum, on: trace)
            guard found.grams == expected else { throw Mismatch("start \(release): \(found.grams), not \(expected) g") }
          }
        },
        reference: nil)
    }
  }

  private func regionRow(_ count: Int) -> Row {
    let traces = (0..<count).map { number in
      var trace = inputs.traces[number % inputs.traces.count]
      trace.region = "region \(number)"
      return trace
    }
    let axis = "regions, 11 workloads, both algorithms, 24 h of added time"
    return Row(
      axis: axis, value: count,
      benchmarks: [1, 2].map { jobs in
        let timed = Benchmark("growth/\(jobs) jobs/\(count)", per: .plan) {
          let replay = ReplayCases.replay(traces)
          var result = await replay.run(jobs: jobs)
          // Every region is a copy of an earlier one from the second round on: its figures must be the same.
          return Benchmark.Prepared(
            unitCount: result.planCount, run: { result = await replay.run(jobs: jobs) },
            verify: {
              let perRegion = result.cells.count / count
              for index in result.cells.indices where index >= perRegion * inputs.traces.count {
                guard result.cells[index].emissions == result.cells[index - perRegion * inputs.traces.count].emissions
                else { throw Mismatch("cell \(index) differs from that of the same trace") }
              }
            },
            reference: nil)
        }
        return ("\(jobs) \(jobs == 1 ? "job" : "jobs")", timed)
      })
  }
}
