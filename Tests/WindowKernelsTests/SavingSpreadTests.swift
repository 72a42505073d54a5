import TestSupport
import Testing

@testable import WindowKernels

@Suite struct SavingSpreads {
  /// Every pattern, below and above zero, against the totals and distributions of the savings themselves.
  @Test(arguments: KernelCase.all([1, 2, 3, 4, 5, 63, 64, 65] + (LargeCases.areAsked ? [511, 700] : [200])))
  func figuresAreThoseOfTheSavings(_ input: KernelCase) throws {
    var spread = SavingSpread()
    // Where large cases are not asked for, each pattern takes one of the three in turn.
    let shifts = [0.0, -20, 500]
    let place = (Pattern.allCases.firstIndex(of: input.pattern) ?? 0) % shifts.count
    for shift in LargeCases.areAsked || input.count < 100 ? shifts[...] : shifts[place...place] {
      let values = input.values.map { $0 + shift }
      for length in [1, 3, input.count] where length <= input.count {
        // What the cheapest window from each start on comes to, which is never more than the first.
        let sums = prefixSums(values)
        let windows = (0...input.count - length).map { sums[$0 + length] - sums[$0] }
        let found = windows.indices.map { windows[$0..<min($0 + 9, windows.count)].min()! }
        try check(&spread, sums, length, windows, found, "\(input.testDescription) + \(shift), \(length)")
        try check(&spread, windows, 0, windows, found, "\(input.testDescription) + \(shift), \(length), one each")
      }
    }
  }

  /// What the sample is taken from tells nothing of the rest.
  @Test func samplesMayMislead() throws {
    var spread = SavingSpread()
    let before = [Double](repeating: 1_024, count: 12_800)
    for (rare, common) in [(1_000.0, 1.0), (0, 900), (1, 1_023)] {
      let found = before.indices.map { 1_024 - ($0 % 100 == 0 ? rare : common + Double($0 % 7) / 8) }
      try check(&spread, before, 0, before, found, "\(rare) in \(common)")
    }
  }

  /// Sums of a block that would round in one Double.
  @Test func largeSumsAreExact() throws {
    var spread = SavingSpread()
    var generator = SeededGenerator(seed: 4)
    let before = (0..<640).map { _ in Double(Int64.random(in: 1 << 51...1 << 52, using: &generator)) }
    let found = before.map { $0 - Double(Int64.random(in: 0...1 << 50, using: &generator)) }
    let figures = spread.measure(before.span, length: 0, found: found.span, step: 1)
    #expect(figures.totals.before == Double(before.reduce(Int64(0)) { $0 + Int64($1) }))
    #expect(figures.totals.after == Double(found.reduce(Int64(0)) { $0 + Int64($1) }))
  }

  private func check(
    _ spread: inout SavingSpread, _ prefixSums: [Double], _ length: Int, _ before: [Double], _ found: [Double],
    _ comment: String
  ) throws {
    let figures = spread.measure(prefixSums.span, length: length, found: found.span, step: 0x1p-7)
    let totals =
      length == 0
      ? SavingTotals(before: prefixSums.span, found: found.span, step: 0x1p-7)
      : SavingTotals(prefixSums.span, length: length, found: found.span, step: 0x1p-7)
    let differences = zip(before, found).map { $0 - $1 }
    let ratios = zip(before, found).filter { $0.0 > 0 }.map { ($0 - $1) / $0 }
    #expect(figures.totals == totals, "\(comment)")
    #expect(figures.equalCount == differences.count { $0 == 0 }, "\(comment)")
    try check(figures.differences, differences, comment)
    if ratios.isEmpty {
      #expect(figures.ratios == nil, "\(comment)")
    } else {
      try check(try #require(figures.ratios), ratios, "\(comment), ratios")
    }
  }

  private func check(_ found: Distribution, _ values: [Double], _ comment: String) throws {
    let sorted = values.sorted()
    #expect(found.tenth == sorted[(sorted.count + 9) / 10 - 1], "\(comment)")
    #expect(found.median == sorted[(5 * sorted.count + 9) / 10 - 1], "\(comment)")
    #expect(found.ninetieth == sorted[(9 * sorted.count + 9) / 10 - 1], "\(comment)")
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    // Squares cancel to 2^10 of their rounding at most: sums of n of them err by n * 2^-53.
    let scale = max(1, sorted.last!.magnitude)
    #expect(abs(found.standardDeviation - variance.squareRoot()) <= 1e-9 * scale, "\(comment)")
  }
}
