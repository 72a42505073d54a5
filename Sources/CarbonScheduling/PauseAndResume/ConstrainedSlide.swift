import PauseKernels
import WindowKernels

/// The plans of releases in a row whose pauses cost or are bound, without a plan made anew for each.
///
/// All is in slots: where a request needs finer steps, or limits the number of pauses, plans are made one by one. Each plan is made on
/// the grid of its own window (see ``PauseProblem/SumGrid``), which depends on the largest value in it. Windows in a row that
/// have the same grid are one problem:
///
///     largest value   [ 480 480 480 480 | 530 530 530 530 530 530 | 490 ...
///     grid's step     [  2^-30          |  2^-29                  | 2^-30
///     problems        [ one             | another                 | a third
struct ConstrainedSlide {
  private let algorithm: PauseAndResume
  private let releases: SweepReleases
  private let slots: SweepReleases.SlotCounts
  private let request: PauseRequest
  private let step: PlanningStep
  private let start: StartCost
  private let idleShare: Double
  /// A problem without slots, bound by the request.
  private let bound: PauseProblem
  /// The windows from the first release's to the last one's, in sections of the same grid.
  private var sections: [(windows: Range<Int>, grid: PauseProblem.SumGrid)] = []

  /// - Returns: `nil` if the releases are few and far between, or the request is none for sliding.
  init?(_ algorithm: PauseAndResume, over releases: SweepReleases) {
    guard let slots = releases.inSlots, releases.count > 0, releases.job.power.pieces.isEmpty,
      algorithm.plansInSteps(releases.job), algorithm.beginning == .fresh, algorithm.price == nil,
      slots.window <= PausePlanner.stepsOfAnyValue
    else { return nil }
    let (trace, job) = (releases.trace, releases.job)
    let windows = releases.slot(0)..<releases.slot(releases.count - 1) + 1
    guard releases.count * Self.leastShare >= windows.count else { return nil }
    let window = releases.window(ofSlot: windows.lowerBound)
    (self.algorithm, self.releases, self.slots) = (algorithm, releases, slots)
    request = PauseRequest(
      resume: algorithm.resumeCost, limits: algorithm.limits, unavailable: algorithm.unavailable)
    step = request.step(of: job, on: trace, in: window)
    guard step.seconds == trace.slotSeconds, request.isExact(in: step, job, on: trace, in: window) else { return nil }
    let slotEnergy = job.energy(ofStep: step.seconds)
    start = StartCost(request.resume, slotEnergy: slotEnergy, unitsPerGram: trace.unitsPerGram)
    idleShare = request.idleShare(ofStep: step.seconds, energy: slotEnergy)
    // How many pauses have room in a window depends on how long it is alone.
    var one = PauseProblem(costs: [Double](repeating: 0, count: slots.window), progressCount: slots.job)
    one.bind(to: request, in: step, windowSteps: slots.window)
    guard one.minimumRun - one.firstWarmUp <= slots.job, one.warmUp < slots.window,
      one.maximumPauses.map({ $0 >= one.mostPauses }) ?? true
    else { return nil }
    one.maximumPauses = nil
    guard SlidingProgramme.fits(one, length: slots.window) else { return nil }
    (one.costs, one.isAvailable, one.resumeCosts) = ([], [], [])
    bound = one
    for (index, largest) in largestValues(windows).enumerated() {
      let grid = bound.sumGrid(
        start, idleShare: idleShare, largestCost: max(trace.gridStep, largest), slotCount: slots.window)
      // Starts so dear that they are planned otherwise.
      guard grid.step <= trace.gridStep else { return nil }
      let window = windows.lowerBound + index
      if grid == sections.last?.grid {
        sections[sections.count - 1].windows = sections[sections.count - 1].windows.lowerBound..<window + 1
      } else {
        sections.append((window..<window + 1, grid))
      }
    }
  }

  /// At least one window in so many must be released at.
  private static let leastShare = 4

  /// The largest magnitude of a value in each window.
  private func largestValues(_ windows: Range<Int>) -> [Double] {
    let entries = releases.trace.intensities[windows.lowerBound..<windows.upperBound - 1 + slots.window].map {
      -abs($0)
    }
    var minima = [Double](repeating: 0, count: windows.count)
    var sliding = SlidingMinimum()
    var span = minima.mutableSpan
    sliding.minima(of: entries.span, candidateCount: slots.window, into: &span)
    return minima.map { -$0 }
  }

  /// The plans of all releases in turn; `nil` where the limits leave none.
  func plans(_ body: (_ index: Int, _ plan: ConstrainedOutcome?) -> Void) throws(SchedulingError) {
    var index = 0
    var carried = CarriedPlan()
    for (windows, grid) in sections {
      if windows.count * Self.shortest < slots.window {
        while index < releases.count, releases.slot(index) < windows.upperBound {
          body(index, try algorithm.constrainedOutcome(ofSlot: releases.slot(index), of: releases, carrying: &carried))
          index += 1
        }
        continue
      }
      var latest: Emissions?
      SlidingProgramme.solve(problem(windows, grid), length: slots.window) { outcome in
        if !outcome.isSame { latest = nil }
        let slot = windows.lowerBound + outcome.first
        guard index < releases.count, releases.slot(index) == slot else { return }
        index += 1
        guard let plan = outcome.plan else { return body(index - 1, nil) }
        let emissions = latest ?? emissions(of: plan, from: windows.lowerBound)
        latest = emissions
        body(
          index - 1,
          ConstrainedOutcome(
            emissions: emissions, pauses: plan.pauses,
            isAtOnce: plan.runs == [outcome.first..<outcome.first + slots.job]))
      }
    }
  }

  /// Sections of fewer windows than such a part of a window's slots are planned one by one.
  private static let shortest = 8

  /// All slots of some windows as one problem.
  private func problem(_ windows: Range<Int>, _ grid: PauseProblem.SumGrid) -> PauseProblem {
    let all = windows.lowerBound..<windows.upperBound - 1 + slots.window
    let trace = releases.trace
    var problem = bound
    problem.costs = Array(trace.intensities[all])
    problem.isAvailable = [Bool](repeating: true, count: all.count)
    let (begin, end) = (Int64(all.lowerBound) * trace.slotSeconds, Int64(all.upperBound) * trace.slotSeconds)
    problem.block(trace.blocked(request.unavailable, from: begin, to: end), all, step)
    return problem.charging(start, idleShare: idleShare, on: grid)
  }

  /// What a plan emits, in slots from `first` on.
  private func emissions(of plan: PausePlan, from first: Int) -> Emissions {
    let planned = PlannedRuns(plan, of: bound, chargesFirst: start.chargesFirst, from: first, in: step, unused: 0)
    let totals = planned.totals(
      of: releases.job, on: releases.trace.series, resume: request.resume, fixedGrams: request.resume.emissions.grams)
    return Emissions(grams: totals.emissions)
  }
}
