extension Naive {
  /// What `after` saves against the sums of `length` values from each start: all sums, the ratios, and how many are zero.
  public static func savingTotals(
    _ values: [Double], length: Int, found: [Double]
  ) -> (before: Double, after: Double, ratios: Double, zeroCount: Int) {
    let before = found.indices.map { values[$0..<($0 + length)].reduce(0, +) }
    let ratios = zip(before, found).map { $0 == 0 ? 0 : ($0 - $1) / abs($0) }
    return (before.reduce(0, +), found.reduce(0, +), ratios.reduce(0, +), before.count { $0 == 0 })
  }
}
