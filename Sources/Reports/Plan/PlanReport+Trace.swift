import CarbonScheduling
package import Charts

/// The trace around the job, with the runs on it.
extension PlanReport {
  var traceSection: Page.Section {
    var body = Markup()
    let now = intensity(mean([schedule.baseline.run]))
    body.paragraph(
      startsAtOnce
        ? "The grid emits \(now) on average while the job runs."
        : "The grid emits \(intensity(mean(schedule.runs))) on average while the job runs, \(now) if it is started at once."
    )
    body.chart(mainChart, id: "trace")
    return .init(
      id: "when", name: "When it runs",
      heading: schedule.savings?.grams ?? 0 > 0
        ? "The job runs while the grid is \(percent(cleaner)) (\(intensity(cleanerGrams))) cleaner"
        : "The job starts at once", body: body)
  }

  private var cleanerGrams: Double { mean([schedule.baseline.run]) - mean(schedule.runs) }

  private var cleaner: Double {
    let now = mean([schedule.baseline.run])
    return now == 0 ? 0 : 100 * cleanerGrams / abs(now)
  }

  /// The mean intensity over some runs, in g/kWh.
  func mean(_ runs: [Run]) -> Double {
    var sum = 0.0
    var seconds: Int64 = 0
    for run in runs {
      let span = offset(run.start)..<offset(run.end)
      for slot in Int(span.lowerBound / trace.slotSeconds)..<trace.slotCount {
        let begin = Int64(slot) * trace.slotSeconds
        guard begin < span.upperBound else { break }
        let overlap = min(begin + trace.slotSeconds, span.upperBound) - max(begin, span.lowerBound)
        sum += trace.originalIntensities[slot] * Double(overlap)
        seconds += overlap
      }
    }
    return seconds == 0 ? 0 : sum / Double(seconds)
  }

  private func offset(_ instant: Instant) -> Int64 {
    instant.secondsSince1970 - trace.start.secondsSince1970
  }

  /// The trace from a little before the release to a little after the latest end.
  package var mainChart: any Chart {
    let window = offset(schedule.release)..<offset(schedule.deadline)
    let margin = max(3_600, Int64(window.count) / 12)
    let first = Int(max(0, window.lowerBound - margin) / trace.slotSeconds)
    let past = (window.upperBound + margin + trace.slotSeconds - 1) / trace.slotSeconds
    let shown = first..<min(trace.slotCount, Int(past))
    let now = SteppedAreaChart.Highlight(
      name: "Run now, \(mass(schedule.baseline.emissions))", paint: .series(Algorithm.runNow.style),
      runs: [schedule.baseline.run.range])
    let chosen = SteppedAreaChart.Highlight(
      name:
        "\(circumstances.algorithm.words), \(mass(schedule.emissions)): "
        + "\(schedule.savings.map { "\(shares($0)) \($0.grams < 0 ? "more" : "less")" } ?? "not to be compared")",
      paint: .series(circumstances.algorithm.style), runs: schedule.runs.map(\.range))
    return SteppedAreaChart(
      caption: Caption(
        title: "The grid’s carbon intensity\(place), and when the job runs",
        subtitle: "\(job.duration.words) of work, released \(schedule.release.words) UTC",
        description:
          "Run now emits \(mass(schedule.baseline.emissions)), the plan \(mass(schedule.emissions)) "
          + "in \(counted(schedule.runs.count, "run", "runs"))."),
      y: ValueAxis("Carbon intensity", .plain(unit: "g/kWh")),
      start: Int(trace.start(ofSlot: shown.lowerBound).secondsSince1970),
      step: Int(trace.slotSeconds), values: shown.map { trace[$0].finite },
      highlights: startsAtOnce ? [now] : [now, chosen],
      moments: [
        .init(time: Int(schedule.release.secondsSince1970), name: "release"),
        .init(time: Int(schedule.deadline.secondsSince1970), name: "latest end"),
      ])
  }
}

extension Run {
  fileprivate var range: Range<Int> { Int(start.secondsSince1970)..<Int(end.secondsSince1970) }
}
