import CarbonCommands
import CarbonScheduling
import CarbonTraces
import ChildProcesses
import CommandLineKit
import Foundation

/// A plan as `plan --json` has written it, to be set beside what came of it.
struct PlanFile: Decodable {
  private let runs: [PlannedRun]
  private let energy: Double
  private let emissions: Double
  private let baseline: Baseline
  private let resumeEnergy: Double?
  private let idleEnergy: Double?

  private struct PlannedRun: Decodable {
    let start: String
    let end: String
  }

  private struct Baseline: Decodable {
    let start: String
    let end: String
    let emissions: Double?

    enum CodingKeys: String, CodingKey {
      case start, end
      case emissions = "emissions_g"
    }
  }

  enum CodingKeys: String, CodingKey {
    case runs, baseline
    case energy = "energy_kwh"
    case emissions = "emissions_g"
    case resumeEnergy = "resume_energy_kwh"
    case idleEnergy = "idle_energy_kwh"
  }

  /// What the plan says of itself.
  ///
  /// - Throws: ``CommandFailure`` that names the file and the place in it.
  static func figures(_ path: String) throws(CommandFailure) -> PlanOutcome.Figures {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path == "-" ? "/dev/stdin" : path, atMost: 1 << 26)
    } catch {
      throw CommandFailure(
        .noInput, "\(path): the plan cannot be read (\(error.reason)); check the path and the rights.")
    }
    let file: PlanFile
    do {
      file = try JSONDecoder().decode(PlanFile.self, from: Data(bytes))
    } catch {
      throw bad(path, Self.place(error), "what 'carbon-schedule plan --json' writes")
    }
    return try file.figures(in: path)
  }

  private func figures(in path: String) throws(CommandFailure) -> PlanOutcome.Figures {
    guard !runs.isEmpty else { throw Self.bad(path, "$.runs", "at least one run") }
    var runs: [Run] = []
    for (index, run) in self.runs.enumerated() {
      let next = try Self.run(run.start, run.end, path, "$.runs[\(index)]")
      if let last = runs.last, next.start < last.end {
        throw Self.bad(path, "$.runs[\(index)]", "a start no earlier than \(last.end)")
      }
      runs.append(next)
    }
    for (name, value) in [
      ("energy_kwh", energy), ("resume_energy_kwh", resumeEnergy ?? 0), ("idle_energy_kwh", idleEnergy ?? 0),
    ] where !(0...1e15).contains(value) {
      throw Self.bad(path, "$.\(name)", "a number of kilowatt-hours from 0 to 1e15")
    }
    let work = energy - (resumeEnergy ?? 0) - (idleEnergy ?? 0)
    guard work >= 0 else { throw Self.bad(path, "$.energy_kwh", "no less than resumes and pauses draw") }
    return PlanOutcome.Figures(
      runs: runs, energy: .kilowattHours(energy), idleEnergy: .kilowattHours(idleEnergy ?? 0),
      emissions: Emissions(grams: emissions),
      baseline: try Self.run(baseline.start, baseline.end, path, "$.baseline"), baselineEnergy: .kilowattHours(work),
      baselineEmissions: baseline.emissions.map { Emissions(grams: $0) })
  }

  private static func run(
    _ start: String, _ end: String, _ path: String, _ place: String
  ) throws(CommandFailure) -> Run {
    guard let start = try? Instant(iso8601: start), let end = try? Instant(iso8601: end), start < end else {
      throw bad(path, place, "a start and a later end such as 2026-01-01T10:00:00Z")
    }
    return Run(start..<end)
  }

  /// The place of what is missing or wrong, such as `$.baseline.start`.
  private static func place(_ error: any Error) -> String {
    func text(_ path: [any CodingKey]) -> String {
      "$" + path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context)?: return text(context.codingPath + [key])
    case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?: return text(context.codingPath)
    case .dataCorrupted(let context)? where !context.codingPath.isEmpty: return text(context.codingPath)
    default: return "$"
    }
  }

  private static func bad(_ path: String, _ place: String, _ expected: String) -> CommandFailure {
    CommandFailure(.badData, "\(path): \(printable(place)): this is no plan; expected \(expected).")
  }
}
