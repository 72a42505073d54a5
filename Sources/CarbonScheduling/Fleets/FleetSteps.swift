/// A site by steps: what energy emits there, what it costs, and how many units there are.
struct SiteSteps {
  /// Grams per kWh, the price's weight included; 0 where there is nothing known.
  let objective: [Double]
  let capacities: [Int]
  /// Where the trace has a gap that is to be avoided.
  let isGap: [Bool]

  init(_ site: FleetSite, _ timeSteps: FleetTimeSteps, slot trace: IntensityTrace) throws(FleetError) {
    let own = site.trace
    guard own.slotSeconds == trace.slotSeconds,
      (own.start.secondsSince1970 - trace.start.secondsSince1970) % trace.slotSeconds == 0
    else { throw .slots(.trace, region: site.region, slot: own.slot, expected: trace.slot) }
    if let price = site.price {
      guard price.prices.slotSeconds % own.slotSeconds == 0,
        (price.prices.start.secondsSince1970 - own.start.secondsSince1970) % own.slotSeconds == 0
      else { throw .slots(.price, region: site.region, slot: price.prices.slot, expected: own.slot) }
    }
    let intensities = own.originalIntensities
    let prices = site.price?.prices.series.convertedValues
    var objective = [Double](repeating: 0, count: timeSteps.stepCount)
    var isGap = [Bool](repeating: false, count: timeSteps.stepCount)
    for step in 0..<timeSteps.stepCount {
      let instant = timeSteps.instant(step)
      guard let slot = own.slot(containing: instant) else { continue }
      objective[step] = intensities[slot]
      if let price = site.price, let prices, let slot = price.prices.slot(containing: instant) {
        objective[step] += price.gramsPerUnit * prices[slot]
      }
    }
    for gap in own.gaps {
      let (first, end) = (
        timeSteps.endStep(by: own.start(ofSlot: gap.lowerBound)),
        timeSteps.firstStep(from: own.start(ofSlot: gap.upperBound))
      )
      for step in max(0, first)..<max(0, first, min(timeSteps.stepCount, end)) { isGap[step] = true }
    }
    self.objective = objective
    self.isGap = isGap
    capacities = try Self.capacities(site, timeSteps)
  }

  private static func capacities(_ site: FleetSite, _ timeSteps: FleetTimeSteps) throws(FleetError) -> [Int] {
    switch site.capacity {
    case .units(let units):
      guard (0...1_000_000_000).contains(units) else {
        throw .capacity(Double(units), region: site.region, at: timeSteps.origin)
      }
      return [Int](repeating: units, count: timeSteps.stepCount)
    case .series(let series):
      for (slot, value) in series.series.convertedValues.enumerated() where !(0...1e9).contains(value) {
        throw .capacity(value, region: site.region, at: series.start(ofSlot: slot))
      }
      let values = series.series.convertedValues
      return (0..<timeSteps.stepCount).map { step in
        // The least of all slots that the step touches.
        let (begin, end) = (timeSteps.instant(step), timeSteps.instant(step + 1))
        guard begin >= series.start, end <= series.end else { return 0 }
        let offset = series.start.duration(to: begin).components.seconds
        let touched = series.slots(from: offset, to: offset + timeSteps.stepSeconds)
        return Int(values[touched].min() ?? 0)
      }
    }
  }
}

/// Makes tasks of jobs.
struct FleetTaskBuilder {
  let fleet: Fleet
  let timeSteps: FleetTimeSteps
  let gaps: [[Bool]]
  let capacities: [Int]
  let gramsPerCost: Double
  let powerScale: Double
  /// Costs per kWh and value.
  let costsPerEnergy: Double
  let largestValue: Double
  /// By how much a value may have been rounded.
  let valueRounding: Double

  /// Whether a job's times or lengths are rounded to steps.
  func isRounded(_ job: FleetJob) -> Bool {
    func isOff(_ seconds: Int64) -> Bool { seconds % timeSteps.stepSeconds != 0 }
    let lengths: Bool =
      if case .pauseAndResume(let cost, let limits) = job.algorithm {
        isOff(cost.time.secondsRoundedUp) || isOff(limits.minimumRun.secondsRoundedUp)
          || isOff(limits.minimumPause.secondsRoundedUp)
      } else { false }
    return lengths || isOff(job.release.secondsSince1970 - timeSteps.origin.secondsSince1970)
      || isOff(job.latestEnd.secondsSince1970 - timeSteps.origin.secondsSince1970)
      || (!isElastic(job) && isOff(job.workload.durationSeconds))
  }

  private func isElastic(_ job: FleetJob) -> Bool {
    if case .elastic = job.algorithm { true } else { false }
  }

  func task(_ job: FleetJob, power: Double, rounding: Double, isPowerExact: Bool) throws(FleetError) -> FleetTask {
    let window =
      timeSteps.firstStep(
        from: job.release)..<max(timeSteps.firstStep(from: job.release), timeSteps.endStep(by: job.latestEnd))
    let steps = max(1, timeSteps.steps(job.workload.durationSeconds))
    let options = try options(of: job, window: window)
    var widest = 0
    for option in options { for place in option.places { widest = max(widest, capacities[place]) } }
    guard window.isEmpty || job.width <= widest else {
      throw .widthAboveCapacity(job.width, capacity: widest, job: job.identifier)
    }
    var powers: [Double] = []
    var kind = FleetTask.Kind.freeSteps
    if !job.workload.power.pieces.isEmpty {
      powers = job.workload.profile(slotSeconds: timeSteps.stepSeconds).weights
        .map { ($0 * Double(job.width) * powerScale).rounded() }
    }
    var units = Double(steps * job.width)
    var slack = 0.0
    switch job.algorithm {
    case .runNow: kind = .oneRun(latestStart: 0, startStep: 1)
    case .flexibleStart(let startStep):
      kind = .oneRun(latestStart: Int.max, startStep: startStep.map { startSteps($0) } ?? 1)
    case .pauseAndResume(let cost, let limits):
      let isOneRun = limits.maximumPauses == 0 && timeSteps.steps(limits.minimumRun.secondsRoundedUp) <= steps
      if isOneRun, !cost.chargesFirstStart {
        kind = .oneRun(latestStart: Int.max, startStep: 1)
      } else if cost != .none || limits != .none || !powers.isEmpty {
        let costs = runCosts(job, cost, limits, windowSteps: window.count)
        kind = .runs(costs)
        let starts = min(steps, window.count / 2 + 1, (costs.maximumPauses ?? steps - 1) + 1)
        units += Double(starts * costs.warmUp * job.width)
        slack += self.slack(of: costs, cost, starts: starts, windowSteps: window.count)
      }
    case .elastic(let throughput):
      kind = .elastic(
        throughputs: throughput.throughputs,
        work: Double(job.workload.durationSeconds) / Double(timeSteps.stepSeconds))
      units /= throughput.leastGain
    }
    let powerRounding = powers.isEmpty ? (isPowerExact ? 0 : rounding * units) : 0.5 * units / Double(job.width)
    slack += powerRounding * largestValue + valueRounding * power * units
    slack += job.regions.map { self.rounding($0.transfer.grams / gramsPerCost) }.max() ?? 0
    return FleetTask(
      width: job.width, steps: steps, kind: kind, power: power, powers: powers, options: options, slack: slack)
  }

  private func runCosts(
    _ job: FleetJob, _ cost: ResumeCost, _ limits: RunLimits, windowSteps: Int
  ) -> FleetTask.RunCosts {
    var costs = FleetTask.RunCosts()
    // Longer than the window is as good as just longer.
    costs.warmUp = min(timeSteps.steps(cost.time.secondsRoundedUp), windowSteps + 1)
    costs.firstWarmUp = cost.chargesFirstStart ? costs.warmUp : 0
    costs.minimumRun = max(1, min(timeSteps.steps(limits.minimumRun.secondsRoundedUp), windowSteps + 1))
    costs.minimumPause = max(1, min(timeSteps.steps(limits.minimumPause.secondsRoundedUp), windowSteps + 1))
    costs.maximumPauses = limits.maximumPauses
    costs.resumePower = (cost.energy.kilowattHours * costsPerEnergy).rounded()
    costs.resumeFixed = (cost.emissions.grams / gramsPerCost).rounded()
    costs.idlePower = (cost.idleKilowatts * powerScale).rounded()
    costs.chargesFirst = cost.chargesFirstStart
    if !job.workload.power.pieces.isEmpty {
      costs.warmUpPowers = job.workload.profile(slotSeconds: timeSteps.stepSeconds).beginnings
        .map { ($0 * Double(job.width) * powerScale).rounded() }
    }
    return costs
  }

  /// How far a number is from the whole number it becomes; nothing where only its last bits are.
  private func rounding(_ number: Double) -> Double {
    let change = abs(number - number.rounded())
    return change <= abs(number) * 0x1p-40 ? 0 : change
  }

  /// How much starts and pauses may differ from true ones in all, because what they cost was rounded.
  private func slack(of costs: FleetTask.RunCosts, _ cost: ResumeCost, starts: Int, windowSteps: Int) -> Double {
    let start =
      rounding(cost.energy.kilowattHours * costsPerEnergy) * largestValue + costs.resumePower * valueRounding
      + rounding(cost.emissions.grams / gramsPerCost)
    let idle = rounding(cost.idleKilowatts * powerScale) * largestValue + costs.idlePower * valueRounding
    return Double(starts) * start + Double(windowSteps) * idle
  }

  /// How many steps of the fleet lie between starts that are to lie so far apart: whole multiples of it.
  private func startSteps(_ startStep: Duration) -> Int {
    let seconds = startStep.secondsRoundedUp
    // The least common multiple of both.
    let common = greatestCommonDivisor(seconds, timeSteps.stepSeconds)
    return Int(min(seconds / common, Int64(timeSteps.stepCount) + 1))
  }

  /// Where the job may run.
  private func options(of job: FleetJob, window: Range<Int>) throws(FleetError) -> [FleetTask.Option] {
    let regions = job.regions.isEmpty ? fleet.sites.map { FleetRegion($0.region) } : job.regions
    var options: [FleetTask.Option] = []
    for region in regions {
      guard let site = fleet.sites.firstIndex(where: { $0.region == region.name }) else { continue }
      try checkCover(job, fleet.sites[site])
      var isForbidden = [Bool](repeating: false, count: window.count)
      for time in job.unavailable where !time.isEmpty {
        let (first, end) = (timeSteps.endStep(by: time.lowerBound), timeSteps.firstStep(from: time.upperBound))
        for step in (max(window.lowerBound, first)..<max(window.lowerBound, first, end)).clamped(to: window) {
          isForbidden[step - window.lowerBound] = true
        }
      }
      for step in window where gaps[site][step] { isForbidden[step - window.lowerBound] = true }
      options.append(
        FleetTask.Option(
          site: site,
          places: site * timeSteps.stepCount + window.lowerBound..<site * timeSteps.stepCount + window.upperBound,
          transfer: (region.transfer.grams / gramsPerCost).rounded(),
          isForbidden: isForbidden.contains(true) ? isForbidden : []))
    }
    return options
  }

  /// That a site's series have values for all of a job's window.
  private func checkCover(_ job: FleetJob, _ site: FleetSite) throws(FleetError) {
    func check(_ series: some SteppedSeries, _ input: FleetInput, avoidsGaps: Bool) throws(FleetError) {
      let covers = job.release >= series.start && job.latestEnd <= series.end
      var hasGap = false
      if covers, !avoidsGaps {
        let offset = series.start.duration(to: job.release).components.seconds
        let end = series.start.duration(to: job.latestEnd).components.seconds
        hasGap = series.firstGap(touching: series.slots(from: offset, to: end)) != nil
      }
      guard covers, !hasGap else {
        throw .notCovered(
          input, region: site.region, job: job.identifier, from: job.release, to: job.latestEnd,
          covered: series.start..<series.end)
      }
    }
    try check(site.trace, .trace, avoidsGaps: site.trace.gapPolicy == .avoid)
    if let price = site.price { try check(price.prices, .price, avoidsGaps: false) }
    if case .series(let series) = site.capacity { try check(series, .capacity, avoidsGaps: false) }
  }
}
