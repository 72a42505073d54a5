/// The step that a constrained plan is made in: the length that all its times are multiples of.
///
/// The greatest common divisor of the slot and of all times and lengths of the request rounds nothing. A window of very many
/// such steps would take too long: then it is the finest divisor of the slot that makes no more than ``mostSteps`` of it, and
/// the slot itself where none does.
struct PlanningStep {
  /// In seconds: a divisor of the slot.
  let seconds: Int64
  private let slotSeconds: Int64

  /// The most steps of a window that are finer than slots: a month of five minutes.
  static let mostSteps: Int64 = 8_928

  /// - Parameters:
  ///   - slotSeconds: The slot of the trace.
  ///   - windowSeconds: From release to latest end.
  ///   - times: The times and lengths of the request in seconds, in any order; zeros do not count.
  init(slotSeconds: Int64, windowSeconds: Int64, times: [Int64]) {
    self.slotSeconds = slotSeconds
    let common = times.reduce(slotSeconds) { Self.greatestCommonDivisor($0, $1) }
    seconds =
      windowSeconds / common <= Self.mostSteps
      ? common
      : Self.divisor(of: slotSeconds, from: (windowSeconds + Self.mostSteps - 1) / Self.mostSteps)
  }

  /// The slot of a trace itself, to which all is rounded then.
  static func slot(of trace: IntensityTrace) -> PlanningStep {
    PlanningStep(seconds: trace.slotSeconds, slotSeconds: trace.slotSeconds)
  }

  private init(seconds: Int64, slotSeconds: Int64) {
    (self.seconds, self.slotSeconds) = (seconds, slotSeconds)
  }

  /// The next step that makes at most half as many, or `nil` if this is the slot.
  var coarser: PlanningStep? {
    guard seconds < slotSeconds else { return nil }
    return PlanningStep(seconds: Self.divisor(of: slotSeconds, from: 2 * seconds), slotSeconds: slotSeconds)
  }

  /// The least divisor that is no less than `least`, or the number itself.
  private static func divisor(of number: Int64, from least: Int64) -> Int64 {
    var best = number
    var small: Int64 = 1
    while small * small <= number {
      if number % small == 0 {
        for divisor in [small, number / small] where divisor >= least && divisor < best { best = divisor }
      }
      small += 1
    }
    return best
  }

  private static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  func stepsRoundedUp(_ seconds: Int64) -> Int64 { (seconds + self.seconds - 1) / self.seconds }
}
