import CarbonScheduling
import Charts

/// When the job ran, at what power and what intensity, and how its plan compares.
extension ScoreReport {
  var timeSection: Page.Section {
    var body = Markup()
    body.chart(intensityChart, id: "intensity")
    body.chart(powerChart, id: "power")
    let mean = sci.operational.emissions.grams / sci.operational.energy.kilowattHours
    return .init(
      id: "when", name: "When it ran",
      heading: sci.operational.energy.kilowattHours > 0
        ? "A kilowatt-hour emitted \(intensity(mean)) while it ran" : "It drew nothing", body: body)
  }

  /// The slots from a little before all that is drawn to a little after it.
  private var shown: Range<Int> {
    var (first, last) = (log.start, log.end)
    if let figures = circumstances.outcome?.figures {
      first = min(first, figures.baseline.start, figures.runs[0].start)
      last = max(last, figures.baseline.end, figures.runs[figures.runs.count - 1].end)
    }
    func offset(_ instant: Instant) -> Int64 { instant.secondsSince1970 - trace.start.secondsSince1970 }
    let margin = max(trace.slotSeconds, (offset(last) - offset(first)) / 12)
    let end = (offset(last) + margin + trace.slotSeconds - 1) / trace.slotSeconds
    let begin = max(0, offset(first) - margin) / trace.slotSeconds
    return Int(begin)..<max(Int(begin), Int(min(end, Int64(trace.slotCount))))
  }

  private var intensityChart: SteppedAreaChart {
    var highlights = [
      SteppedAreaChart.Highlight(
        name: "Measured, \(mass(sci.operational.emissions))", paint: .series(AlgorithmStyles.pauseAndResume),
        runs: measured)
    ]
    if let outcome = circumstances.outcome {
      highlights.insert(
        .init(
          name: "Run now, \(mass(outcome.runNow.emissions))", paint: .series(AlgorithmStyles.runNow),
          runs: [outcome.figures.baseline].map(\.range)), at: 0)
      highlights.insert(
        .init(
          name: "Planned, \(mass(outcome.planned.emissions))", paint: .series(AlgorithmStyles.flexibleStart),
          runs: outcome.figures.runs.map(\.range)), at: 1)
    }
    return SteppedAreaChart(
      caption: Caption(
        title: "The grid’s carbon intensity, and when the job ran",
        subtitle: "\(log.start.words) to \(log.end.words) UTC",
        description: "The job emitted \(mass(sci.operational.emissions)) while it ran."),
      y: ValueAxis("Carbon intensity", .plain(unit: "g/kWh")),
      start: Int(trace.start(ofSlot: shown.lowerBound).secondsSince1970), step: Int(trace.slotSeconds),
      values: shown.map { trace[$0].finite }, highlights: highlights)
  }

  private var powerChart: SteppedAreaChart {
    var values = [Double](repeating: 0, count: shown.count)
    let begin = trace.start(ofSlot: shown.lowerBound).secondsSince1970
    let hours = Double(trace.slotSeconds) / 3_600
    for use in (try? log.uses(on: trace)) ?? [] {
      let slot = Int((use.start.secondsSince1970 - begin) / trace.slotSeconds)
      if values.indices.contains(slot) { values[slot] += use.energy.kilowattHours / hours }
    }
    return SteppedAreaChart(
      caption: Caption(
        title: "What the job drew", subtitle: "The mean over each slot of the trace, without the PUE",
        description: "All in all \(kilowattHours(sci.operational.meteredEnergy))."),
      y: ValueAxis("Power", .plain(unit: "kW")), start: Int(begin), step: Int(trace.slotSeconds),
      values: values.map { FiniteNumber($0) })
  }

  /// The time that any device was measured in.
  private var measured: [Range<Int>] {
    var times: [Range<Int>] = []
    for interval in log.intervals.sorted(by: { $0.startMilliseconds < $1.startMilliseconds }) {
      let (start, end) = (Int(interval.startMilliseconds / 1_000), Int((interval.endMilliseconds + 999) / 1_000))
      if let last = times.last, start <= last.upperBound {
        times[times.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        times.append(start..<end)
      }
    }
    return times
  }

  /// Nothing where there was no plan.
  var outcomeSection: Page.Section? {
    guard let outcome = circumstances.outcome else { return nil }
    var body = Markup()
    body.append(
      DataTable(
        caption: Caption(title: "The plan and what came of it", description: ""),
        columns: [
          .init(""), .init("Energy", .number(.significant(3, unit: "kWh"))), .init("As forecast", .number(.mass(3))),
          .init("As it came", .number(.mass(3), look: .bar)),
        ],
        rows: [
          row(.series("run now", AlgorithmStyles.runNow), outcome.runNow),
          row(.series("planned", AlgorithmStyles.flexibleStart), outcome.planned),
          row(.series("actual", AlgorithmStyles.pauseAndResume), outcome.actual),
        ]
      ).markup(id: "plan-table"))
    return .init(id: "plan", name: "The plan", heading: heading(outcome), body: body)
  }

  private func heading(_ outcome: PlanOutcome) -> PlainText {
    guard let savings = outcome.savings, let share = savings.percent else {
      return "What was planned, and what came of it"
    }
    return savings.grams < 0
      ? "Running at once would have emitted \(percent(-share)) less"
      : "When it ran saved \(percent(share))"
  }

  private func row(_ name: DataTable.Cell, _ way: PlanOutcome.Way) -> [DataTable.Cell] {
    [
      name, .number(FiniteNumber(way.energy.kilowattHours)), .number((way.forecast?.grams).finite),
      .number((way.emissions?.grams).finite),
    ]
  }
}

extension Run {
  fileprivate var range: Range<Int> { Int(start.secondsSince1970)..<Int(end.secondsSince1970) }
}
