/// A fleet in steps and whole-numbered costs.
///
///     place = site * stepCount + step        cost of a unit of a job in a place = power(job) * value(place)
///
/// Values and powers are whole numbers of their last digit where these are few enough, and else rounded to as many bits as
/// there is room for: a product takes at most 44 bits, so that sums along paths of moves stay exact. What is rounded is known
/// (``FleetTask/slack``) and taken off the bound.
struct FleetProblem: Sendable {
  let timeSteps: FleetTimeSteps
  let tasks: [FleetTask]
  /// What each place costs per power.
  let values: [Double]
  /// How many units each place has.
  let capacities: [Int]
  let regions: [String]
  /// How many grams one unit of cost is.
  let gramsPerCost: Double
  /// What a power of one is in kW.
  let powerScale: Double
  let roundedJobs: Int

  var stepCount: Int { timeSteps.stepCount }

  /// The most steps in all windows: a flow of 10,000 jobs with half as many takes 8 s.
  static let mostWindowSteps = 8_000_000

  init(_ fleet: Fleet) throws(FleetError) {
    try Self.check(fleet)
    let timeSteps = FleetTimeSteps(fleet)
    var objective: [Double] = []
    var capacities: [Int] = []
    var gaps: [[Bool]] = []
    for site in fleet.sites {
      let steps = try SiteSteps(site, timeSteps, slot: fleet.sites[0].trace)
      objective += steps.objective
      capacities += steps.capacities
      gaps.append(steps.isGap)
    }
    let largest = objective.reduce(0) { max($0, abs($1)) }
    let values = WholeNumbers(objective, largest: largest, bits: 24)
    // 44 bits in all for a product.
    let room = 44 - Int(max(1, largest * values.scale).exponent) - 1
    let kilowatts = fleet.jobs.map { Self.kilowatts($0, timeSteps) }
    // What starts, pauses and profiles draw counts in the same unit.
    let drawn = kilowatts + fleet.jobs.flatMap { Self.otherKilowatts($0, timeSteps) }
    let powers = WholeNumbers(drawn, largest: drawn.max() ?? 1, bits: max(8, room))
    let stepHours = Double(timeSteps.stepSeconds) / 3_600
    let gramsPerCost = stepHours / (values.scale * powers.scale)
    let builder = FleetTaskBuilder(
      fleet: fleet, timeSteps: timeSteps, gaps: gaps, capacities: capacities, gramsPerCost: gramsPerCost,
      powerScale: powers.scale, costsPerEnergy: powers.scale / stepHours,
      largestValue: values.numbers.reduce(0) { max($0, abs($1)) }, valueRounding: values.isExact ? 0 : 0.5)
    var tasks: [FleetTask] = []
    for (index, job) in fleet.jobs.enumerated() {
      tasks.append(
        try builder.task(
          job, power: powers.numbers[index], rounding: abs(powers.numbers[index] - kilowatts[index] * powers.scale),
          isPowerExact: powers.isExact))
    }
    let windowSteps = tasks.reduce(0) { $0 + $1.options.reduce(0) { $0 + $1.places.count } }
    guard windowSteps <= Self.mostWindowSteps else {
      throw .tooLarge(windowSteps: windowSteps, most: Self.mostWindowSteps, step: .seconds(timeSteps.stepSeconds))
    }
    self.timeSteps = timeSteps
    self.tasks = tasks
    self.values = values.numbers
    self.capacities = capacities
    regions = fleet.sites.map { $0.region }
    self.gramsPerCost = gramsPerCost
    powerScale = powers.scale
    roundedJobs = fleet.jobs.count { builder.isRounded($0) }
  }

  /// What can be seen without steps.
  private static func check(_ fleet: Fleet) throws(FleetError) {
    guard !fleet.jobs.isEmpty else { throw .noJobs }
    guard !fleet.sites.isEmpty else { throw .noSites }
    var jobs: [String: Int] = [:]
    for (index, job) in fleet.jobs.enumerated() {
      if let first = jobs.updateValue(index, forKey: job.identifier) {
        throw .duplicateJob(job.identifier, first: first, second: index)
      }
    }
    var regions: Set<String> = []
    for site in fleet.sites where !regions.insert(site.region).inserted { throw .duplicateRegion(site.region) }
    for job in fleet.jobs {
      for region in job.regions where !regions.contains(region.name) {
        throw .unknownRegion(region.name, job: job.identifier, known: fleet.sites.map { $0.region })
      }
    }
  }

  /// What a job draws beside that: in a step of a resume or of a pause, and in each step of its profile.
  private static func otherKilowatts(_ job: FleetJob, _ timeSteps: FleetTimeSteps) -> [Double] {
    var kilowatts: [Double] = []
    if case .pauseAndResume(let cost, _) = job.algorithm {
      kilowatts = [cost.energy.kilowattHours * 3_600 / Double(timeSteps.stepSeconds), cost.idleKilowatts]
    }
    guard !job.workload.power.pieces.isEmpty else { return kilowatts }
    let profile = job.workload.profile(slotSeconds: timeSteps.stepSeconds)
    return kilowatts + (profile.weights + profile.beginnings).map { $0 * Double(job.width) }
  }

  /// The mean power of one unit in its steps, over which the job's energy spreads.
  private static func kilowatts(_ job: FleetJob, _ timeSteps: FleetTimeSteps) -> Double {
    let kilowatts = job.workload.power.kilowatts
    if case .elastic = job.algorithm { return kilowatts }
    let steps = Int64(timeSteps.steps(job.workload.durationSeconds))
    let seconds = steps * timeSteps.stepSeconds
    return seconds == job.workload.durationSeconds
      ? kilowatts : job.workload.energy.kilowattHours * 3_600 / Double(seconds)
  }
}

/// Numbers as whole numbers of a common unit.
struct WholeNumbers {
  let numbers: [Double]
  /// How many units make one.
  let scale: Double
  /// Whether nothing was rounded.
  let isExact: Bool

  /// - Parameters:
  ///   - largest: The largest magnitude of any.
  ///   - bits: How many bits the largest may take.
  init(_ values: [Double], largest: Double, bits: Int) {
    let limit = Double(sign: .plus, exponent: bits, significand: 1)
    var scale = 1.0
    var isExact = true
    search: for value in values {
      while (value * scale).rounded() / scale != value {
        scale *= 10
        if largest * scale >= limit {
          isExact = false
          break search
        }
      }
    }
    if largest * scale >= limit { isExact = false }
    if !isExact, largest > 0 {
      scale = Double(sign: .plus, exponent: bits - 1 - Int(largest.exponent), significand: 1)
    }
    self.scale = scale
    self.isExact = isExact
    numbers = values.map { ($0 * scale).rounded() + 0 }
  }
}
