/// Plans with constraints by trying, tick after tick, to run and not to run, from the words of the options alone: in ticks and
/// grams of the trace, without the library's problem, bounds, grids or totals.
package struct NaiveConstrainedPlan {
  /// Grams plus weighed cost; what resumes emit included.
  package let objective: Double
  /// In ticks since the trace's start.
  package let runs: [Range<Int>]

  /// A request on a trace from its start. Times and lengths are in ticks.
  package struct Request {
    package var intensities: [Double]
    package var ticksInSlot: Int
    package var ticksInHour: Int
    package var prices: [Double]?
    package var priceWeight = 0.0
    /// The power in each tick of the job's progress, in kW.
    package var powers: [Double]
    package var release = 0
    package var end: Int
    package var resumeEnergy = 0.0
    package var resumeGrams = 0.0
    package var resumeTime = 0
    package var chargesFirstStart = false
    package var minimumRun = 0
    package var minimumPause = 0
    package var maximumPauses: Int?
    package var unavailable: [Range<Int>] = []

    package init(intensities: [Double], ticksInSlot: Int, ticksInHour: Int, powers: [Double], end: Int) {
      self.intensities = intensities
      self.ticksInSlot = ticksInSlot
      self.ticksInHour = ticksInHour
      self.powers = powers
      self.end = end
    }

    /// The longest step that all times and lengths are multiples of: what a plan is made in.
    package var step: Int {
      let edges = powers.indices.dropFirst().filter { powers[$0] != powers[$0 - 1] }
      let times =
        [ticksInSlot, release, end, powers.count, resumeTime, minimumRun, minimumPause] + edges
        + unavailable.flatMap { [$0.lowerBound, $0.upperBound] }
      return (1...ticksInSlot).last { step in times.allSatisfy { $0 % step == 0 } }!
    }
  }

  /// The least objective; then the fewest pauses; then the earliest ticks.
  package static func best(_ request: Request) -> NaiveConstrainedPlan? {
    var search = Search(request)
    return search.best()
  }

  /// What can have been done before a tick.
  private struct State: Hashable {
    enum Mode { case waiting, warming, running, paused }
    var tick: Int
    var progress = 0
    var mode = Mode.waiting
    /// For how long the present run or pause has lasted, as far as that matters.
    var length = 0
    var warmUpLeft = 0
    var pauses = 0
  }

  /// What is still to come from a state: what it costs, and whether the next step is used.
  private struct Rest {
    var objective: Double
    var pauses: Int
    var isUsed: Bool
  }

  private struct Search {
    let request: Request
    let step: Int
    var known: [State: Rest?] = [:]

    init(_ request: Request) {
      self.request = request
      step = request.step
    }

    mutating func best() -> NaiveConstrainedPlan? {
      var state = State(tick: request.release)
      guard let first = rest(state) else { return nil }
      var runs: [Range<Int>] = []
      while state.progress < request.powers.count, let next = rest(state) {
        if next.isUsed {
          if runs.last?.upperBound == state.tick {
            runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<state.tick + step
          } else {
            runs.append(state.tick..<state.tick + step)
          }
          state = used(state)!.state
        } else {
          state = unused(state)!
        }
      }
      return NaiveConstrainedPlan(objective: first.objective, runs: runs)
    }

    private mutating func rest(_ state: State) -> Rest? {
      if let rest = known[state] { return rest }
      let found = search(state)
      known[state] = .some(found)
      return found
    }

    private mutating func search(_ state: State) -> Rest? {
      if state.progress == request.powers.count {
        return state.length >= request.minimumRun ? Rest(objective: 0, pauses: 0, isUsed: false) : nil
      }
      guard state.tick < request.end else { return nil }
      var best: Rest?
      if let (next, cost) = used(state), let rest = rest(next) {
        let resumes = next.pauses - state.pauses
        best = Rest(objective: cost + rest.objective, pauses: resumes + rest.pauses, isUsed: true)
      }
      if let next = unused(state), let rest = rest(next) {
        if let best, (best.objective, best.pauses) <= (rest.objective, rest.pauses) { return best }
        return Rest(objective: rest.objective, pauses: rest.pauses, isUsed: false)
      }
      return best
    }

    /// The state after a step that is not used, if it may be left out.
    private func unused(_ state: State) -> State? {
      var next = state
      next.tick += step
      switch state.mode {
      case .waiting: return next
      case .paused:
        next.length = min(state.length + step, request.minimumPause)
        return next
      case .warming: return nil
      case .running:
        guard state.length >= request.minimumRun else { return nil }
        (next.mode, next.length) = (.paused, min(step, request.minimumPause))
        return next
      }
    }

    /// The state after a step that is used, if it may be, and what that costs.
    private func used(_ state: State) -> (state: State, cost: Double)? {
      let time = state.tick..<state.tick + step
      guard !request.unavailable.contains(where: { $0.overlaps(time) }) else { return nil }
      let slot = state.tick / request.ticksInSlot
      let grams = request.intensities[slot] + request.priceWeight * (request.prices?[slot] ?? 0)
      var (next, cost) = (state, 0.0)
      next.tick += step
      if state.mode == .waiting || state.mode == .paused {
        let isResume = state.mode == .paused
        if isResume {
          guard state.length >= request.minimumPause else { return nil }
          next.pauses += 1
          if let most = request.maximumPauses, next.pauses > most { return nil }
        }
        next.length = 0
        if isResume || request.chargesFirstStart {
          cost += request.resumeEnergy * grams + request.resumeGrams
          next.warmUpLeft = request.resumeTime
        }
      }
      next.length = min(next.length + step, request.minimumRun)
      if next.warmUpLeft > 0 {
        next.warmUpLeft -= step
        next.mode = .warming
        cost += request.powers[state.progress] * grams * Double(step) / Double(request.ticksInHour)
      } else {
        next.mode = .running
        let powers = request.powers[state.progress..<state.progress + step]
        cost += powers.reduce(0, +) * grams / Double(request.ticksInHour)
        next.progress += step
      }
      return (next, cost)
    }
  }
}
