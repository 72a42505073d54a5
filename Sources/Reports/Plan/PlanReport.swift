package import CarbonScheduling
import Charts

/// The page of a plan: when to run and what that saves, on the trace around it.
///
///     let report = PlanReport(of: schedule, job: job, on: trace, circumstances: ...)
///     report.html
///     report.mainChart.svg()      // the trace with the runs on it
package struct PlanReport: Sendable {
  let schedule: Schedule
  let job: Workload
  let trace: IntensityTrace
  let circumstances: Circumstances

  /// What a schedule does not know of itself.
  package struct Circumstances: Sendable {
    /// The words of the command line, the program's name first.
    package var command: [String]
    package var algorithm: Algorithm
    /// How emissions fall as added time grows; empty if it was not computed.
    package var tradeOff: PlanTradeOff
    package var clock: ReaderClock

    package init(command: [String], algorithm: Algorithm, tradeOff: PlanTradeOff, clock: ReaderClock) {
      self.command = command
      self.algorithm = algorithm
      self.tradeOff = tradeOff
      self.clock = clock
    }
  }

  package init(of schedule: Schedule, job: Workload, on trace: IntensityTrace, circumstances: Circumstances) {
    self.schedule = schedule
    self.job = job
    self.trace = trace
    self.circumstances = circumstances
  }

  package var html: String {
    Page(
      title: "\(job.duration.words) of work\(place): when to run it", lead: lead,
      sections: [traceSection, tradeOffSection, runsSection, methodSection]
    ).html
  }

  /// Whether the plan is its own yardstick.
  var startsAtOnce: Bool { schedule.runs == [schedule.baseline.run] }

  private var reasonToStart: PlainText {
    if circumstances.algorithm == .runNow { return "it was not asked to wait" }
    return schedule.deadline == schedule.baseline.run.end
      ? "there is no time to spare" : "no other plan until its latest end is better"
  }

  var place: PlainText { trace.region.map { " in \(PlainText($0))" } ?? "" }

  /// An amount saved, or emitted more: "31.6 g or 5.6%", grams alone where there is no share.
  func shares(_ savings: Savings) -> PlainText {
    let grams = mass(Emissions(grams: abs(savings.grams)))
    return savings.percent.map { "\(grams) or \(percent(abs($0)))" } ?? grams
  }

  private var lead: Markup {
    var markup = Markup()
    let (plan, now) = (schedule.emissions, schedule.baseline.emissions)
    let first = schedule.runs.first?.start ?? schedule.release
    let when: PlainText =
      schedule.runs.count == 1
      ? "Start at \(first.words) UTC" : "Run in \(schedule.runs.count.grouped) runs from \(first.words) UTC"
    if startsAtOnce {
      markup.lead(
        "\(strong: "Start at once"), at \(first.words) UTC, and the job emits \(mass(plan)): \(reasonToStart).")
    } else if let savings = schedule.savings {
      let amount = shares(savings)
      if savings.grams < 0 {
        markup.lead(
          """
          \(strong: when), and the job emits \(mass(plan)), \(strong: amount) more than the \(mass(now)) of starting at \
          once: what else was asked for outweighs them.
          """)
      } else {
        markup.lead(
          """
          \(strong: when), and the job emits \(mass(plan)) in place of the \(mass(now)) of starting at once: \
          \(strong: amount) less, as much as \(everyday(Emissions(grams: savings.grams))).
          """)
      }
    } else {
      markup.lead(
        """
        \(strong: when), and the job emits \(mass(plan)). Started at once, it would meet time without a value, so there is \
        nothing to compare with.
        """)
    }
    markup.paragraph(
      """
      It runs for \(job.duration.words) in all and uses \(kilowattHours(job.energy)), between its release on \
      \(schedule.release.words) and its latest end on \(schedule.deadline.words) UTC.
      """)
    if schedule.resumeEnergy.kilowattHours != 0 || schedule.resumeEmissions.grams != 0 {
      markup.paragraph(
        """
        To resume, it uses another \(kilowattHours(schedule.resumeEnergy)); \(mass(schedule.resumeEmissions)) of what it \
        emits are due to that.
        """)
    }
    return markup
  }
}
