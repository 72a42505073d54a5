/// A span of time in which a job of a fleet runs at one width.
public struct FleetRun: Hashable, Sendable {
  /// When it begins.
  public let start: Instant
  /// When it ends.
  public let end: Instant
  /// How many units the job takes.
  public let width: Int

  /// Makes a run.
  public init(start: Instant, end: Instant, width: Int) {
    self.start = start
    self.end = end
    self.width = width
  }

  /// How long it lasts.
  public var duration: Duration { start.duration(to: end) }
}

/// When and where a job of a fleet runs, and what that comes to.
public struct FleetSchedule: Hashable, Sendable {
  /// The job's name.
  public let job: String

  /// Where it runs.
  public let region: String

  /// When, in time order; runs that touch have different widths. They take whole steps of the fleet, but for the end of
  /// a job with a profile and of an elastic one.
  public let runs: [FleetRun]

  /// What it emits, its resumes and its transfer included.
  public let emissions: Emissions

  /// What its transfer emits of that.
  public let transfer: Emissions

  /// What it uses, its resumes included.
  public let energy: Energy

  /// What its energy costs, where its site has a price; else 0.
  public let cost: Double

  /// What it adds to what the plan minimises: its grams, and with a price the price's weight times the cost.
  public let objective: Double

  /// What it would emit if it ran at its release in its first region, whatever the capacity; `nil` if it met a gap.
  public let baseline: Emissions?

  /// What it would emit if it were planned alone.
  public let alone: Emissions
}

extension FleetRun: CustomStringConvertible {
  /// As an interval with its width: `2020-01-01T00:00:00Z/2020-01-01T06:00:00Z x 4`.
  public var description: String { "\(start)/\(end) x \(width)" }
}

/// Runs of a placement, and what they come to.
struct FleetEvaluation {
  let fleet: Fleet
  let problem: FleetProblem

  /// A site, and what each of its places is used for.
  struct Totals {
    var grams = 0.0
    var kilowattHours = 0.0
    var cost = 0.0
    var objective = 0.0
    var runs: [FleetRun] = []
    var region = ""
    var transfer = 0.0
  }

  func totals(_ index: Int, _ placement: FleetPlacement) -> Totals {
    let (job, task) = (fleet.jobs[index], problem.tasks[index])
    let option = task.options[placement.option]
    let site = fleet.sites[option.site]
    var result = Totals()
    result.region = site.region
    result.transfer = job.regions.first { $0.name == site.region }?.transfer.grams ?? 0
    let spans = spans(placement, option)
    if case .elastic = task.kind {
      elastic(job, placement, option, site, &result)
    } else {
      runs(job, task, spans, site, &result)
    }
    result.grams += result.transfer
    result.objective = result.grams + (site.price?.gramsPerUnit ?? 0) * result.cost
    return result
  }

  /// Steps in a row, in steps of the fleet.
  private func spans(_ placement: FleetPlacement, _ option: FleetTask.Option) -> [Range<Int>] {
    var result: [Range<Int>] = []
    let first = option.site * problem.stepCount
    for use in placement.uses { result.appendJoining(use.place - first..<use.place - first + 1) }
    return result
  }

  private func offset(_ instant: Instant, _ series: some SteppedSeries) -> Int64 {
    series.start.duration(to: instant).components.seconds
  }

  /// Runs of one width.
  private func runs(
    _ job: FleetJob, _ task: FleetTask, _ spans: [Range<Int>], _ site: FleetSite, _ result: inout Totals
  ) {
    let timeSteps = problem.timeSteps
    let isProfile = !task.powers.isEmpty
    let unused = Int64(task.steps) * timeSteps.stepSeconds - job.workload.durationSeconds
    var (resume, costs) = (ResumeCost.none, FleetTask.RunCosts())
    if case .pauseAndResume(let cost, _) = job.algorithm { resume = cost }
    if case .runs(let own) = task.kind { costs = own }
    let whole = wholeJob(job, task)
    for (index, span) in spans.enumerated() {
      // A profile ends with the job; a constant power spreads over all steps.
      let isCut = isProfile && index == spans.count - 1
      result.runs.append(
        FleetRun(
          start: timeSteps.instant(span.lowerBound),
          end: timeSteps.instant(span.upperBound).advanced(by: .seconds(isCut ? -unused : 0)), width: job.width))
    }
    func planned(_ series: some SteppedSeries) -> PlannedRuns {
      PlannedRuns(
        runs: result.runs.enumerated().map { index, run in
          PlannedRuns.Run(
            time: offset(run.start, series)..<offset(run.end, series),
            warmUp: Int64(index == 0 ? costs.firstWarmUp : costs.warmUp) * timeSteps.stepSeconds,
            isCharged: index > 0 || costs.chargesFirst)
        })
    }
    let totals = planned(site.trace).totals(
      of: whole, on: site.trace.series, resume: resume, fixedGrams: resume.emissions.grams)
    (result.grams, result.kilowattHours) = (totals.emissions, totals.energy)
    if let price = site.price {
      result.cost =
        planned(price.prices).totals(
          of: whole, on: price.prices.series, resume: resume, fixedGrams: 0
        ).emissions
    }
  }

  /// All units of a job as one workload, as long as its steps.
  private func wholeJob(_ job: FleetJob, _ task: FleetTask) -> Workload {
    let width = Double(job.width)
    let seconds = Int64(task.steps) * problem.timeSteps.stepSeconds
    do throws(JobError) {
      if !job.workload.power.pieces.isEmpty {
        var pieces: [Power.Piece] = []
        for piece in job.workload.power.pieces {
          pieces.append(try Power.Piece(duration: piece.duration, kilowatts: piece.kilowatts * width))
        }
        return try Workload(duration: job.workload.duration, power: .profile(pieces))
      }
      if seconds == job.workload.durationSeconds, job.width == 1 { return job.workload }
      return try Workload(
        duration: .seconds(seconds), energy: .kilowattHours(job.workload.energy.kilowattHours * width))
    } catch {
      // A power so small that spreading it makes it none stays as it is.
      return job.workload
    }
  }

  private func elastic(
    _ job: FleetJob, _ placement: FleetPlacement, _ option: FleetTask.Option, _ site: FleetSite,
    _ result: inout Totals
  ) {
    let (timeSteps, first) = (problem.timeSteps, option.site * problem.stepCount)
    for use in placement.uses {
      let step = use.place - first
      let (start, end) = (timeSteps.instant(step), timeSteps.instant(step + 1))
      guard let cut = placement.cut, cut.place == use.place else {
        append(FleetRun(start: start, end: end, width: use.units), to: &result.runs)
        continue
      }
      // Up to a second longer than the work needs.
      let seconds = max(1, Int64((cut.share * Double(timeSteps.stepSeconds)).rounded(.up)))
      let middle = start.advanced(by: .seconds(min(seconds, timeSteps.stepSeconds)))
      append(FleetRun(start: start, end: middle, width: use.units), to: &result.runs)
      if use.units > cut.units, middle < end {
        append(FleetRun(start: middle, end: end, width: use.units - cut.units), to: &result.runs)
      }
    }
    let scale = job.workload.scale
    for run in result.runs {
      let energy = scale.kilowattHours * Double(run.width)
      let time = offset(run.start, site.trace)..<offset(run.end, site.trace)
      result.grams += site.trace.integral(from: time.lowerBound, to: time.upperBound)
        .scaled(by: energy, perSeconds: scale.seconds)
      result.kilowattHours += energy * Double(time.count) / scale.seconds
      if let price = site.price {
        let begin = offset(run.start, price.prices)
        result.cost += price.prices.integral(from: begin, to: begin + Int64(time.count))
          .scaled(by: energy, perSeconds: scale.seconds)
      }
    }
  }

  private func append(_ run: FleetRun, to runs: inout [FleetRun]) {
    if let last = runs.last, last.end == run.start, last.width == run.width {
      runs[runs.count - 1] = FleetRun(start: last.start, end: run.end, width: run.width)
    } else {
      runs.append(run)
    }
  }

  /// What a job emits if it runs at its release in its first region.
  func baseline(_ index: Int) -> Emissions? {
    let (job, task) = (fleet.jobs[index], problem.tasks[index])
    guard let option = task.options.first else { return nil }
    let trace = fleet.sites[option.site].trace
    let begin = offset(job.release, trace)
    let end = begin + job.workload.durationSeconds
    guard end <= trace.lengthSeconds, trace.firstGap(touching: trace.slots(from: begin, to: end)) == nil else {
      return nil
    }
    var grams = 0.0
    if job.workload.power.pieces.isEmpty {
      grams = trace.integral(from: begin, to: end).scaled(
        by: job.workload.scale.kilowattHours * Double(job.width), perSeconds: job.workload.scale.seconds)
    } else {
      grams = job.workload.grams(from: begin, to: end, progress: 0, on: trace.series) * Double(job.width)
    }
    let transfer = job.regions.first?.transfer.grams ?? 0
    return Emissions(grams: grams + transfer)
  }
}

#if !hasFeature(Embedded)
  extension FleetRun: Codable {}
  extension FleetSchedule: Codable {}
#endif
