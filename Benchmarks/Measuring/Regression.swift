/// A benchmark that takes longer than it did, by more than the noise of both measurements explains.
package struct Regression: Hashable, Sendable, CustomStringConvertible {
  package let name: String
  /// Nanoseconds per unit.
  package let before: Double
  package let after: Double
  /// By how much it may exceed `before` before it counts.
  package let allowance: Double

  package var description: String {
    func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    return "\(name): \(tenths(100 * (after / before - 1))) % slower "
      + "(\(tenths(before)) ns then, \(tenths(after)) ns now; noise explains \(tenths(100 * allowance / before)) %)"
  }
}

extension Regression {
  /// How many quartile ranges of both measurements count as noise. For a normal distribution, 1.5 ranges are two
  /// standard deviations of one sample, and six or more of the median of eleven.
  static let rangesAllowed = 1.5

  /// The least that counts, as a share of the time: another layout of the same code can make as much.
  static let leastShare = 0.03

  /// Decides on one benchmark: its median must have risen by more than the allowance, and its quartiles must have left
  /// each other behind.
  package init?(_ before: Measurement, _ after: Measurement) {
    let (then, now) = (before.nanoseconds, after.nanoseconds)
    allowance = max(Self.leastShare * then.median, Self.rangesAllowed * max(then.range, now.range))
    guard now.median - then.median > allowance, now.lowerQuartile > then.upperQuartile else { return nil }
    name = after.name
    self.before = then.median
    self.after = now.median
  }

  /// All regressions of `after` against `before`, in its order. Benchmarks that only one of them has are left out.
  package static func all(from before: [Measurement], to after: [Measurement]) -> [Regression] {
    let byName = Dictionary(before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return after.compactMap { now in byName[now.name].flatMap { Regression($0, now) } }
  }
}
