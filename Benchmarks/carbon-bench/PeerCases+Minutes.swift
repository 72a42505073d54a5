import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation
import Measuring
import TestSupport

// Jobs whose minutes are no whole slots, beside others whose are; sweeps whose pauses cost; and reading what is swept.

extension PeerCases {
  /// A job of 365 minutes is 73 slots of five minutes; one of 367 has a part of a slot more.
  private static let minutes = [365, 367]

  func runMinutes() async throws {
    guard let trace = inputs.traces.first else { throw CommandFailure.usage("carbon-bench: --peers needs a trace.") }
    for minutes in Self.minutes {
      try await time("flexible-minutes-\(minutes)", flexibleStart(trace, minutes: minutes))
      try await time("pause-minutes-\(minutes)", pauseAndResume(trace, minutes: minutes))
    }
    for slots in [(job: 72, added: 288), (job: 432, added: 432)] {
      try await time("resume-sweep-\(slots.job)", resumeSweep(trace, slots, carrying: true))
      try await time("resume-plans-\(slots.job)", resumeSweep(trace, slots, carrying: false))
    }
  }

  private func flexibleStart(_ trace: IntensityTrace, minutes: Int) throws -> Case {
    let job = try job(seconds: 60 * minutes)
    let algorithm = FlexibleStart(within: .hours(24))
    var sweep = try algorithm.sweep(job, on: trace)
    return (
      sweep.count, { try algorithm.sweep(job, on: trace, into: &sweep) },
      {
        let sampled = spacedIndices(of: sweep.count, atMost: 300)
        return ["grams": sampled.reduce(0) { $0 + sweep[$1].emissions.grams }]
      }
    )
  }

  private func pauseAndResume(_ trace: IntensityTrace, minutes: Int) throws -> Case {
    let job = try job(seconds: 60 * minutes)
    let algorithm = PauseAndResume(within: .hours(24))
    var sweep = try algorithm.sweep(job, on: trace)
    return (
      sweep.count, { try algorithm.sweep(job, on: trace, into: &sweep) },
      {
        let sampled = spacedIndices(of: sweep.count, atMost: 300)
        return ["grams": sampled.reduce(0) { $0 + sweep[$1].emissions.grams }]
      }
    )
  }

  /// Two months of releases whose resumes cost 0.1 kWh of a job of about half a kilowatt: in one sweep, or one by one.
  private func resumeSweep(
    _ whole: IntensityTrace, _ slots: (job: Int, added: Int), carrying isSweep: Bool
  ) throws -> Case {
    let trace = try IntensityTrace(
      start: whole.start, slot: whole.slot,
      gramsPerKilowattHour: (0..<min(17_280, whole.slotCount)).map { whole.intensities[$0] / whole.unitsPerGram })
    let job = try Workload(duration: .seconds(300 * slots.job), power: .constant(kilowatts: 0.52))
    let algorithm = PauseAndResume(
      within: added(slots: slots.added), resumeCost: try ResumeCost(energy: .kilowattHours(0.1)))
    let releaseCount = trace.slotCount - slots.job - slots.added + 1
    var grams = 0.0
    return (
      releaseCount,
      {
        grams = 0
        if isSweep {
          for plan in try algorithm.sweep(job, on: trace) { grams += plan.emissions.grams }
        } else {
          for slot in 0..<releaseCount {
            grams += try algorithm.schedule(job, on: trace, releasedAt: trace.start(ofSlot: slot)).emissions.grams
          }
        }
      }, { ["grams": grams] }
    )
  }

  /// The file as it is, and a year of its first region as a file of its own.
  func runLoading() async throws {
    guard let trace = inputs.traces.first else { throw CommandFailure.usage("carbon-bench: --peers needs a trace.") }
    try await time("load", load())
    let path = FileManager.default.temporaryDirectory.appending(path: "carbon-bench-\(UUID().uuidString).csv").path
    try Output.write(String(decoding: TraceDocument(trace).csv(), as: UTF8.self), to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var document: TraceDocument?
    try await time("load-year", (1, { document = try TraceDocument(contentsOf: path) }, { [:] }))
    guard document?.trace.series == trace.series else {
      throw CommandFailure.usage("carbon-bench: a file read again is not what was written.")
    }
  }

  /// All values of the file, from its bytes to traces.
  private func load() -> Case {
    let path = inputs.path
    var documents: [TraceDocument] = []
    return (
      inputs.traces.reduce(0) { $0 + $1.slotCount }, { documents = try TraceDocument.all(in: InputSource(path)) },
      {
        [
          "sum": documents.reduce(0) { sum, document in
            sum + document.trace.intensities.reduce(0, +) / document.trace.unitsPerGram
          }
        ]
      }
    )
  }
}
