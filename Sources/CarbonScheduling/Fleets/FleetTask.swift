/// A job of a fleet in steps and whole-numbered costs.
struct FleetTask: Sendable {
  /// A site it may run at: the range of its places, a place being a step at a site, and what moving there costs.
  struct Option: Sendable {
    let site: Int
    let places: Range<Int>
    let transfer: Double
    /// Places it must keep away from; empty if there are none, else as many as places.
    let isForbidden: [Bool]
  }

  /// What it may do.
  enum Kind: Sendable {
    /// Any steps, all the same.
    case freeSteps
    /// One run that begins in a place not later than so many after the first one, or only in every so many of them.
    case oneRun(latestStart: Int, startStep: Int)
    /// Runs that cost something to start, or that are bound.
    case runs(RunCosts)
    /// Each step as wide as pays.
    case elastic(throughputs: [Double], work: Double)
  }

  /// What runs cost and what is asked of them, in steps.
  struct RunCosts: Sendable {
    var warmUp = 0
    var firstWarmUp = 0
    var minimumRun = 1
    var minimumPause = 1
    var maximumPauses: Int?
    /// What a resume costs: so much times a place's value, and so much beside that.
    var resumePower = 0.0
    var resumeFixed = 0.0
    /// What a step of a pause costs: so much times a place's value.
    var idlePower = 0.0
    var chargesFirst = false
    /// The power while warming up before each step of progress.
    var warmUpPowers: [Double] = []
  }

  let width: Int
  /// How many steps it makes progress in.
  let steps: Int
  let kind: Kind
  /// The power of one unit; with a profile, the mean.
  let power: Double
  /// With a profile, the power of all units in each step of progress; else empty.
  let powers: [Double]
  let options: [Option]
  /// How much its costs may differ from true ones in all, because they were rounded to whole numbers.
  let slack: Double

  /// Whether it is a flow of its units: any steps, at one site.
  var isFlow: Bool {
    if case .freeSteps = kind { options.count == 1 } else { false }
  }

  /// The most units it takes in a step.
  var mostUnits: Int {
    if case .elastic(let throughputs, _) = kind { throughputs.count * width } else { width }
  }

  /// The fewest units it takes in all steps together.
  var leastUnits: Int {
    guard case .elastic(let throughputs, let work) = kind else { return steps * width }
    // The first multiple of its width makes most progress; sums of shares may round.
    return Int((work / throughputs[0] * (1 - 0x1p-40)).rounded(.up)) * width
  }

  /// What a step of progress costs in all per value of its place.
  func power(ofStep step: Int) -> Double { powers.isEmpty ? power * Double(width) : powers[step] }

  func isForbidden(_ place: Int, _ option: Option) -> Bool {
    !option.isForbidden.isEmpty && option.isForbidden[place - option.places.lowerBound]
  }
}
