import CarbonCommands
import CarbonScheduling
import CommandLineKit

/// What has to be forecast for the job of a plan to wait at all; else it runs at once.
struct PlanGate {
  private enum Condition {
    case minimumSaving(Double)
    case overPromise(Double)
  }

  private let condition: Condition

  /// Whether a plan waits, and why not.
  struct Answer {
    let waits: Bool
    let reason: String

    /// A line below a plan that does not wait.
    var text: String { waits ? "" : "runs at once: \(reason)\n" }
  }

  /// The gate that is asked for, if one is.
  init?(_ parsed: ParsedOptions, _ request: PlanRequest, hasHistory: Bool) throws(CommandFailure) {
    let gate = try ForecastOptions.gate(parsed)
    guard let option = parsed.first(of: ForecastOptions.gates)?.name else { return nil }
    if request.algorithm == .runNow {
      throw .usage("\(parsed.command): --\(option) says when a job waits, which run-now never does; leave it out.")
    }
    if request.isPriced {
      throw .usage("\(parsed.command): --\(option) judges grams alone; leave it or --price out.")
    }
    if !request.constraints.unavailable.isEmpty {
      throw .usage(
        "\(parsed.command): --\(option) may run the job at once, which --unavailable may forbid; leave one of them out."
      )
    }
    if let least = gate.minimumSaving {
      condition = .minimumSaving(least)
    } else if let share = gate.overPromise {
      guard hasHistory else {
        throw .usage(
          "\(parsed.command): --over-promise asks how far past forecasts were off; give --history FILE, or leave it out."
        )
      }
      condition = .overPromise(share)
    } else {
      return nil
    }
  }

  /// Whether a plan may wait; it may where nobody knows what running at once would emit.
  func answer(on plan: Plan, _ outlook: PlanHistory.Outlook?) -> Answer {
    guard let savings = plan.schedule.savings, let now = plan.schedule.baseline.emissions?.grams else {
      return Answer(waits: true, reason: "")
    }
    let promised = "waiting is forecast to save \(massText(grams: savings.grams))"
    switch condition {
    case .minimumSaving(let share):
      return Answer(
        waits: WaitingGate.minimumSaving(share).opens(
          for: savings, now: now, kilowatts: plan.job.power.kilowatts),
        reason:
          "\(promised) or \(percentText(savings.percent)), less than the \(ForecastOptions.percent(share)) asked for")
    case .overPromise(let share):
      let excesses = outlook?.excesses ?? []
      let most = excesses.conformalQuantile(missing: share)
      let others = "in all but \(ForecastOptions.percent(share)) of \(excesses.count) plans"
      return Answer(
        waits: WaitingGate.exceeds(overPromise: most).opens(
          for: savings, now: now, kilowatts: plan.job.power.kilowatts),
        reason: most.isFinite
          ? "\(promised), no more than the \(massText(grams: most * plan.job.power.kilowatts)) that forecasts of the last "
            + "28 days over-promised \(others)"
          : "\(promised), and the history has too few past plans to say what forecasts over-promised \(others)")
    }
  }
}

extension Plan {
  /// The same job, run at once.
  func atOnce(_ request: PlanRequest, from path: String) throws(CommandFailure) -> Plan {
    do {
      let schedule = try request.scheduling(within: .duration(.zero)).schedule(
        job, on: trace, releasedAt: schedule.release)
      return Plan(
        algorithm: algorithm, job: job, trace: trace, schedule: schedule, deadline: deadline, isPriced: isPriced)
    } catch {
      throw request.failure(error, on: path)
    }
  }
}
