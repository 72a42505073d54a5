extension Naive {
  /// What `after` saves against the sums of `length` values from each start: all sums, the ratios, and how many have none.
  package static func savingTotals(
    _ values: [Double], length: Int, found: [Double]
  ) -> (before: Double, after: Double, ratios: Double, withoutRatioCount: Int) {
    let before = found.indices.map { values[$0..<($0 + length)].reduce(0, +) }
    let ratios = zip(before, found).map { $0 <= 0 ? 0 : ($0 - $1) / $0 }
    return (before.reduce(0, +), found.reduce(0, +), ratios.reduce(0, +), before.count { $0 <= 0 })
  }
}
