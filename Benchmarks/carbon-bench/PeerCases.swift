import CarbonReplay
import CarbonScheduling
import CommandLineKit
import Foundation
import Measuring
import TestSupport
import WindowKernels

/// Our side of `Benchmarks/Peers`: each case once, as a line of JSON with its time and what it found, so that a script
/// can run it in turn with the others and check that all found the same.
struct PeerCases {
  let inputs: Inputs

  /// The jobs, in slots; each has as much added time again.
  private static let jobs = [
    (slots: 72, samples: 1_000), (slots: 432, samples: 300), (slots: 2_304, samples: 100),
  ]

  /// One line of output.
  private struct Line: Encodable {
    let name: String
    /// Nanoseconds per unit: the median of a few samples.
    let ns: Double
    /// How many units there are.
    let units: Int
    /// What was found, to be compared under the same key.
    let checks: [String: Double]

    enum CodingKeys: String, CodingKey {
      case name = "case"
      case ns, units, checks
    }
  }

  /// What to run: the cases of one region, those of jobs in minutes, its plans whose pauses cost, reading the traces, or the
  /// replay of all.
  enum Part: String, CaseIterable {
    case sweeps, minutes, constrained, loading, replay
  }

  func run(_ part: Part) async throws {
    switch part {
    case .sweeps: try await runSweeps()
    case .minutes: try await runMinutes()
    case .constrained: try await runConstrained()
    case .loading: try await runLoading()
    case .replay: try await runReplay()
    }
  }

  private func runSweeps() async throws {
    guard let trace = inputs.traces.first else { throw CommandFailure.usage("carbon-bench: --peers needs a trace.") }
    try await time("prefix-sum", prefixSum(trace))
    try await time("flexible-values", flexibleValues(trace))
    try await time("flexible-positions", flexibleStart(trace))
    try await time("flexible-plan", flexiblePlan(trace))
    try await time("flexible-kernel", bestStart(trace))
    try await time("rank-build", rankBuild(trace))
    let noise = try IntensityTrace(
      start: trace.start, slot: trace.slot,
      gramsPerKilowattHour: Pattern.noise.values(count: trace.slotCount, seed: Inputs.seed))
    for job in Self.jobs {
      try await time("pause-sweep-\(job.slots)", pauseSweep(trace, job.slots, job.samples))
      try await time("pause-sweep-ranking-\(job.slots)", pauseSweep(trace, job.slots, job.samples, isFirst: true))
      try await time("pause-sweep-noise-\(job.slots)", pauseSweep(noise, job.slots, job.samples))
      try await time("pause-plan-\(job.slots)", pausePlan(trace, job.slots, job.samples))
      try await time("pause-kernel-\(job.slots)", selection(trace, job.slots, job.samples))
    }
  }

  private func runConstrained() async throws {
    guard let trace = inputs.traces.first else { throw CommandFailure.usage("carbon-bench: --peers needs a trace.") }
    for slots in [432, 2_304] {
      for kind in ConstrainedCases.Kind.allCases {
        try await time("\(kind.rawValue)-\(slots)", constrainedPlan(kind, trace, slots))
      }
    }
  }

  private func runReplay() async throws {
    let replay = ReplayCases.replay(inputs.traces)
    let planCount = await replay.run(jobs: 1).planCount
    for jobs in [1, 2] {
      try await time(
        "replay-\(jobs)", (planCount, { sink(await replay.run(jobs: jobs)) }, { try sampledReplay(replay) }))
    }
    let one = ReplayCases.replay(Array(inputs.traces.prefix(1)))
    let onePlanCount = await one.run(jobs: 1).planCount
    for jobs in [1, 2] {
      try await time("region-replay-\(jobs)", (onePlanCount, { sink(await one.run(jobs: jobs)) }, { [:] }))
    }
  }

  typealias Case = (units: Int, run: () async throws -> Void, checks: () throws -> [String: Double])

  func time(_ name: String, _ this: Case) async throws {
    let benchmark = Benchmark(name, per: .element) {
      Benchmark.Prepared(unitCount: this.units, run: this.run, verify: this.run, reference: nil)
    }
    let measurement = try await Stopwatch(sampleCount: 3, shortestSample: 5e6).measure(benchmark)
    let line = Line(
      name: name, ns: measurement.nanoseconds.median, units: measurement.unitCount, checks: try this.checks())
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try Output.write(String(decoding: try encoder.encode(line), as: UTF8.self) + "\n", to: "-")
  }

  private func prefixSum(_ trace: IntensityTrace) -> Case {
    let values = trace.intensities
    var sums = [Double](repeating: 0, count: values.count + 1)
    return (
      values.count,
      {
        var span = sums.mutableSpan
        PrefixSums.of(values.span, into: &span)
      },
      { ["grams": sums[values.count] / trace.unitsPerGram / 12] }
    )
  }

  private func flexibleValues(_ trace: IntensityTrace) throws -> Case {
    var sweep = FlexibleStart.Sweep()
    let starts = try SweepReleases(of: job(slots: 72), on: trace, addedTime: added(slots: 288))
    let algorithm = FlexibleStart(within: added(slots: 288))
    return (
      starts.count, { try algorithm.sweep(from: starts, into: &sweep, withStarts: false) },
      { ["grams": sweep.totals.emissions.grams] }
    )
  }

  private func flexibleStart(_ trace: IntensityTrace) throws -> Case {
    let job = try job(slots: 72)
    let algorithm = FlexibleStart(within: added(slots: 288))
    var sweep = try algorithm.sweep(job, on: trace)
    return (
      sweep.count, { try algorithm.sweep(job, on: trace, into: &sweep) },
      {
        let positions = sweep.reduce(0) { $0 + trace.start.duration(to: $1.start).components.seconds / 300 }
        return ["grams": sweep.reduce(0) { $0 + $1.emissions.grams }, "positions": Double(positions)]
      }
    )
  }

  private func flexiblePlan(_ trace: IntensityTrace) throws -> Case {
    let job = try job(slots: 72)
    let algorithm = FlexibleStart(within: added(slots: 216))
    let releases = spacedIndices(of: trace.slotCount - 288 + 1, atMost: 1_000).map { trace.start(ofSlot: $0) }
    var grams = 0.0
    return (
      releases.count,
      {
        grams = 0
        for release in releases {
          grams += try algorithm.schedule(job, on: trace, releasedAt: release).emissions.grams
        }
      },
      { ["grams": grams] }
    )
  }

  /// The same without a schedule around it.
  private func bestStart(_ trace: IntensityTrace) -> Case {
    let releases = spacedIndices(of: trace.slotCount - 288 + 1, atMost: 1_000)
    var sum = 0.0
    return (
      releases.count,
      {
        sum = 0
        for release in releases {
          let slots = SchedulingWindow.Slots(window: release..<release + 288, job: 72)
          let start = Int(trace.bestStart(in: slots)) / 300
          sum += trace.cumulative[start + 72] - trace.cumulative[start]
        }
      },
      { ["grams": sum / trace.unitsPerGram / 12] }
    )
  }

  private func rankBuild(_ trace: IntensityTrace) -> Case {
    var (builder, ranks) = (RankBuilder(), Ranks())
    return (1, { builder.rank(trace.intensities.span, into: &ranks) }, { [:] })
  }

  /// 64 plans of each workload, region and algorithm, for the peers to be checked against.
  private func sampledReplay(_ replay: Replay) throws -> [String: Double] {
    var grams = (flexible: 0.0, pausing: 0.0)
    for region in replay.regions {
      for workload in replay.workloads.map(\.workload) {
        let slots = Int(workload.durationSeconds / 300)
        let job = try job(slots: slots)
        for slot in spacedIndices(of: region.trace.slotCount - slots - ReplayCases.addedSlots + 1, atMost: 64) {
          let release = region.trace.start(ofSlot: slot)
          let added = added(slots: ReplayCases.addedSlots)
          grams.flexible += try FlexibleStart(within: added).schedule(
            job, on: region.trace, releasedAt: release
          ).emissions.grams
          grams.pausing += try PauseAndResume(within: added).schedule(
            job, on: region.trace, releasedAt: release
          ).emissions.grams
        }
      }
    }
    return ["flexible_grams": grams.flexible, "pausing_grams": grams.pausing]
  }
}
