import CarbonScheduling
import CommandLineSupport

extension Plan {
  /// The plan as a person reads it: what it saves, then when to run.
  var text: String {
    var summary = TextTable(columns: [.left(""), .right("emissions"), .right("mean g/kWh")])
    summary.add(["run now", massText(grams: schedule.baseline.emissions.grams), intensity(schedule.baseline.emissions)])
    summary.add([algorithm.rawValue, massText(grams: schedule.emissions.grams), intensity(schedule.emissions)])
    summary.add(["saved", massText(grams: schedule.savings.grams), percentText(schedule.savings.percent)])

    var runs = TextTable(columns: [.left("run"), .left("start (UTC)"), .left("end (UTC)"), .right("length")])
    for (number, run) in schedule.runs.enumerated() {
      runs.add(["\(number + 1)", "\(run.start)", "\(run.end)", run.duration.compactDescription])
    }
    return """
      \(job.duration.compactDescription) and \(significant(schedule.energy.kilowattHours)) kWh\(place), \
      between \(schedule.release) and \(deadline)

      \(summary)

      \(PlanChart(self, isColored: Terminal.usesColor).text)

      \(runs)
      \(schedule.pauses) \(schedule.pauses == 1 ? "pause" : "pauses")

      """
  }

  private var place: String { trace.region.map { " in \(printable($0))" } ?? "" }

  private func intensity(_ emissions: Emissions) -> String {
    fixed(emissions.grams / schedule.energy.kilowattHours, decimals: 1)
  }
}
