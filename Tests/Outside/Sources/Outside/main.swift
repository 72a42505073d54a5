import CarbonScheduling
import CarbonTraces
import Foundation

// Plans on a forecast, and asks the truth what that was worth.
let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? "Datasets/examples")
let truth = try IntensityTrace(contentsOf: folder.appending(path: "electricity-maps.json").path)
print(truth)

/// The simplest forecast there is: tomorrow will be as today was.
func asYesterday(_ trace: IntensityTrace, at instant: Instant) throws -> IntensityTrace {
  let yesterday = try trace.slice(instant - .seconds(86_400)..<instant)
  return try IntensityTrace(
    start: instant, slot: trace.slot, gramsPerKilowattHour: yesterday.gramsPerKilowattHour, region: trace.region,
    provenance: Provenance(.forecast, by: "yesterday"))
}

let release = truth.start + .seconds(86_400)
let forecast = try asYesterday(truth, at: release)
let job = try Workload(duration: .seconds(6 * 3_600), power: .constant(kilowatts: 0.52))

// Two plans on the forecast, valued on the truth beside the plan that knew it.
let algorithms: [any SchedulingAlgorithm] = [FlexibleStart(within: .hours(12)), PauseAndResume(within: .hours(12))]
for algorithm in algorithms {
  let plan = try algorithm.schedule(job, on: forecast, releasedAt: release)
  let judged = try Schedule(valuing: plan.runs, of: job, on: truth, releasedAt: plan.release, deadline: plan.deadline)
  let hindsight = try algorithm.schedule(job, on: truth, releasedAt: release)
  print("\(algorithm): expected \(plan.emissions), emitted \(judged.emissions), in hindsight \(hindsight.emissions)")
  if let savings = judged.savings { print("  saved \(savings)") }
}

// A request as a person would write it, and read.
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
let request = PauseAndResume(
  within: .percent(100), resumeCost: try ResumeCost(energy: .kilowattHours(0.1), time: .seconds(300)),
  limits: try RunLimits(minimumRun: .seconds(1_800), maximumPauses: 3))
print(String(decoding: try encoder.encode(request), as: UTF8.self))
let written = #"{"addedTime": {"seconds": 43200}, "limits": {"maximumPauses": 1}}"#
let read = try JSONDecoder().decode(PauseAndResume.self, from: Data(written.utf8))
print(try read.schedule(job, on: truth, releasedAt: release))

// Values and integrals by instant.
print(truth.intensity(at: release) ?? .nan, truth.mean(over: release..<release + .seconds(86_400 / 2)) ?? .nan)

// An error says in one sentence what is wrong, and the cure.
do {
  _ = try FlexibleStart(within: .days(9)).schedule(job, on: truth, releasedAt: release)
} catch {
  print(error.localizedDescription)
}
