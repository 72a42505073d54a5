import CarbonCommands
import CarbonScheduling
import CommandLineKit

extension Plan {
  /// The plan as a person reads it: what it saves, then when to run, by whose clock.
  func text(by clock: CommandClock) -> String {
    var summary = TextTable(columns: [.left(""), .right("emissions"), .right("mean g/kWh")])
    summary.add([
      "run now", massText(schedule.baseline.emissions),
      schedule.baseline.emissions.map { intensity($0, job.energy) } ?? noNumber,
    ])
    summary.add([
      algorithm.rawValue, massText(grams: schedule.emissions.grams), intensity(schedule.emissions, schedule.energy),
    ])
    summary.add(["saved", massText(schedule.savings.map { .grams($0.grams) }), percentText(schedule.savings?.percent)])

    var runs = TextTable(columns: [
      .left("run"), .left("start (\(clock.name))"), .left("end (\(clock.name))"), .right("length"),
    ])
    for (number, run) in schedule.runs.prefix(Self.mostRunsShown).enumerated() {
      runs.add(["\(number + 1)", clock.text(run.start), clock.text(run.end), run.duration.compactDescription])
    }
    return """
      \(job.duration.compactDescription) and \(significant(job.energy.kilowattHours)) kWh\(place), \
      between \(clock.text(schedule.release)) and \(clock.text(deadline))

      \(summary)

      \(PlanChart(self, isColored: Terminal.usesColor).text)

      \(runs)
      \(otherRuns)\(threshold)\(schedule.pauses) \(schedule.pauses == 1 ? "pause" : "pauses")\(extras)

      """
  }

  /// How many runs a person is shown: a plan on slots of a second may have millions.
  private static let mostRunsShown = 10_000

  private var otherRuns: String {
    let count = schedule.runs.count - Self.mostRunsShown
    return count > 0 ? "and \(count) more runs; --json has them all\n" : ""
  }

  /// The threshold of a plan that pauses, on a line of its own.
  private var threshold: String {
    guard schedule.pauses > 0, let pausingThreshold else { return "" }
    return "pausing threshold: \(significant(pausingThreshold)) g/kWh, the dearest slot that it runs in\n"
  }

  /// What the sums hold beside the job's own emissions, a line each.
  private var extras: String {
    var lines: [String] = []
    if schedule.idleEnergy.kilowattHours != 0 {
      lines.append(
        "pauses: \(massText(grams: schedule.idleEmissions.grams)) of the emissions, "
          + "\(significant(schedule.idleEnergy.kilowattHours)) kWh drawn while paused")
    }
    if schedule.resumeEnergy.kilowattHours != 0 || schedule.resumeEmissions.grams != 0 {
      lines.append(
        "resumes: \(massText(grams: schedule.resumeEmissions.grams)) of the emissions, "
          + "\(significant(schedule.resumeEnergy.kilowattHours)) kWh more than the job's")
    }
    if isPriced {
      lines.append(
        "price: \(significant(schedule.cost)); emissions and weighed price, which the plan minimises: "
          + massText(grams: schedule.objective))
    }
    return lines.map { "\n\($0)" }.joined()
  }

  private var place: String { trace.region.map { " in \(printable($0))" } ?? "" }

  private func intensity(_ emissions: Emissions, _ energy: Energy) -> String {
    readable(emissions.grams / energy.kilowattHours, decimals: 1)
  }
}
