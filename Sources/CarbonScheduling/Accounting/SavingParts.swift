/// Where a saving comes from: how much of it is due to another alternative, to another time and to another place.
///
///     let parts = SavingParts { usesOther, isPlanned, isMoved in
///       (usesOther ? 2 : 4) * (isPlanned ? 100 : 200) * (isMoved ? 0.5 : 1)
///     }
///     print(parts.total)                      // 700.0
///     print(parts.energy + parts.time + parts.place)  // 700.0, and each 233.3
///
/// What one change saves depends on which others came before: after a move to a clean grid, less energy saves little. So
/// each change is credited with what it saves on average over all six orders (Shapley, "A value for n-person games",
/// 1953). With v the grams after the changes named,
///
///     energy = (2 (v() - v(e)) + (v(t) - v(et)) + (v(p) - v(ep)) + 2 (v(tp) - v(etp))) / 6
///
/// and likewise for time and place. The parts do not depend on the order in which they are named, and add up to the
/// saving exactly: all values lie on one power-of-two grid, and what a division by six leaves over goes to the parts that
/// lack most, energy, time and place among equals.
public struct SavingParts: Hashable, Sendable {
  /// Grams before any change, and after all of them.
  public let from: Double
  /// What it is after the change, in grams.
  public let to: Double

  /// Saved by the other alternative's use of energy; negative if it uses more.
  public let energy: Double
  /// Saved by its hardware: the difference of embodied emissions, which neither time nor place changes.
  public let embodied: Double
  /// Saved by running when the plan says.
  public let time: Double
  /// Saved by running in the other region.
  public let place: Double

  /// All of it: `from - to`, and the sum of the parts.
  public var total: Double { from - to }

  /// - Parameters:
  ///   - embodied: Embodied emissions in grams before and after; neither enters `grams`.
  ///   - grams: The emissions with the changes that are `true`: another alternative, another time, another place. Finite.
  public init(
    embodied: (from: Double, to: Double) = (0, 0),
    grams: (_ energy: Bool, _ time: Bool, _ place: Bool) -> Double
  ) {
    var corners: [Double] = []
    for corner in 0..<8 { corners.append(grams(corner & 1 != 0, corner & 2 != 0, corner & 4 != 0)) }
    let grid = PartGrid(for: corners + [embodied.from, embodied.to])
    let v = corners.map(grid.units)
    let (before, after) = (grid.units(embodied.from), grid.units(embodied.to))
    // Each in sixths of a unit; corners are e + 2 t + 4 p.
    let sixths = [
      2 * (v[0] - v[1]) + (v[2] - v[3]) + (v[4] - v[5]) + 2 * (v[6] - v[7]),
      2 * (v[0] - v[2]) + (v[1] - v[3]) + (v[4] - v[6]) + 2 * (v[5] - v[7]),
      2 * (v[0] - v[4]) + (v[1] - v[5]) + (v[2] - v[6]) + 2 * (v[3] - v[7]),
    ]
    let parts = Self.apportioned(sixths, by: 6)
    from = grid.value(v[0] + before)
    to = grid.value(v[7] + after)
    energy = grid.value(parts[0])
    time = grid.value(parts[1])
    place = grid.value(parts[2])
    self.embodied = grid.value(before - after)
  }

  /// The parts as whole multiples of `step`, in the order energy, embodied, time, place, and their sum: for tables, in which
  /// the parts shall add up as printed. `step` is positive.
  package func multiples(of step: Double) -> (parts: [Double], total: Double) {
    // In thousandths, which are finer than any rounding that a reader sees.
    let thousandths = [energy, embodied, time, place].map { Int64(($0 / step * 1_000).rounded()) }
    let parts = Self.apportioned(thousandths, by: 1_000, total: Int64((total / step).rounded()))
    return (parts.map(Double.init), Double(parts.reduce(0, +)))
  }

  /// The quotients, rounded so that they add up to the quotient of the sum (or `total`): first down, then up where most is
  /// lacking, the first among equals.
  private static func apportioned(_ values: [Int64], by divisor: Int64, total: Int64? = nil) -> [Int64] {
    var parts = values.map { $0.dividedRoundingDown(by: divisor) }
    let lacks = zip(values, parts).map { $0 - $1 * divisor }
    var rest = (total ?? values.reduce(0, +).dividedRoundingDown(by: divisor)) - parts.reduce(0, +)
    for index in parts.indices.sorted(by: { (lacks[$1], $0) < (lacks[$0], $1) }) where rest > 0 {
      parts[index] += 1
      rest -= 1
    }
    return parts
  }
}

/// Values as whole multiples of a power of two, so that sums and differences of some of them are exact.
private struct PartGrid {
  private let step: Double

  /// A grid on which the largest value has 49 bits, so that a dozen of them add up in 53.
  init(for values: [Double]) {
    let largest = values.reduce(0) { max($0, abs($1)) }
    step = largest == 0 ? 1 : largest.ulp * 16
  }

  func units(_ value: Double) -> Int64 { Int64((value / step).rounded()) }

  func value(_ units: Int64) -> Double { Double(units) * step }
}

#if !hasFeature(Embedded)
  extension SavingParts: Codable {}
#endif
