/// Which of equally good plans is taken: the earliest.
///
/// - Of starts with equal emissions, the earliest start.
/// - Of slots with equal intensity, the earlier slots.
/// - Where pauses cost, of plans with equal cost the one with the fewest pauses, and then the one with the earliest steps.
///
/// Sums are exact, so that "equal" means equal. The kernels keep the rule by construction: ranks order equal values by place,
/// and a sliding minimum keeps the first of equal sums.
enum TieRule {
  /// Whether a candidate takes the place of the best one before it in time: only if it is better.
  @inline(__always)
  static func takes<Value: Comparable>(_ later: Value, over best: Value?) -> Bool {
    guard let best else { return true }
    return later < best
  }

  /// Places in the order in which they are taken: the least value first, the earlier place among equals.
  static func bySize(_ values: [Double]) -> [Int] {
    values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  }
}
