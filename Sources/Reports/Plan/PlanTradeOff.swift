package import CarbonScheduling

/// What a job would emit with less time to spare, and with more.
///
///     let tradeOff = PlanTradeOff(of: schedule, job: job, on: trace, algorithms: [
///       .init(.pauseAndResume) { try? PauseAndResume(within: $0).schedule(job, on: trace, releasedAt: release) }
///     ])
package struct PlanTradeOff: Sendable {
  /// In seconds, ascending, from none on.
  let addedTimes: [Int64]
  /// Which of them is the plan's own; `nil` if it is the plan of a job started at once.
  let ownIndex: Int?
  let curves: [Curve]

  /// An algorithm, and how it plans the same job with another added time.
  package struct Planner {
    let algorithm: Algorithm
    let plan: (AddedTime) -> Schedule?

    /// - Parameter plan: `nil` where there is no such plan.
    package init(_ algorithm: Algorithm, plan: @escaping (AddedTime) -> Schedule?) {
      self.algorithm = algorithm
      self.plan = plan
    }
  }

  /// One algorithm's emissions, one for each added time; `nil` where there is no plan.
  struct Curve: Sendable {
    let algorithm: Algorithm
    let grams: [Double?]
  }

  /// How many added times are tried: enough for a smooth line, few enough that a page takes no longer than forty plans.
  private static let stepCount: Int64 = 40

  /// From no added time to twice the plan's own, or a day if that is none, as far as the trace goes; in whole slots, and
  /// the plan's own among them.
  package init(of schedule: Schedule, job: Workload, on trace: IntensityTrace, planners: [Planner]) {
    let latest = schedule.release.secondsSince1970 + job.durationSeconds
    let own = schedule.deadline.secondsSince1970 - latest
    let room = max(0, trace.end.secondsSince1970 - latest)
    let reach = min(own > 0 ? 2 * own : 86_400, room)
    let slots = max(1, (reach + Self.stepCount * trace.slotSeconds - 1) / (Self.stepCount * trace.slotSeconds))
    var added = Array(stride(from: 0, through: reach, by: Int(slots * trace.slotSeconds)))
    for length in [own, reach] where length > 0 && !added.contains(length) { added.append(length) }
    added.sort()
    addedTimes = added
    ownIndex = own > 0 ? added.firstIndex(of: own) : nil
    curves = planners.map { planner in
      Curve(
        algorithm: planner.algorithm,
        grams: added.map { planner.plan(.duration(.seconds($0)))?.emissions.grams })
    }
  }
}
