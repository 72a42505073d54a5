import TestSupport
import Testing

@testable import WindowKernels

@Suite struct Distributions {
  /// Every pattern, few values and many, against sorting and the definition of the deviation.
  @Test(arguments: Pattern.allCases, [1, 2, 9, 10, 11, 513, 5_000, sized(debug: 12_001, release: 40_001)])
  func quantilesAreThoseOfSortedValues(pattern: Pattern, count: Int) throws {
    let values = pattern.values(count: count, seed: 11)
    let distribution = Distribution(values.span)
    let found = try #require(distribution)
    let sorted = values.sorted()
    // The smallest value that at least q * n do not exceed.
    func quantile(_ tenths: Int) -> Double {
      sorted.first { value in 10 * sorted.count { $0 <= value } >= tenths * count }!
    }
    if count <= 513 {
      #expect(found.tenth == quantile(1) && found.median == quantile(5) && found.ninetieth == quantile(9))
    }
    #expect(found.tenth == sorted[(count + 9) / 10 - 1])
    #expect(found.median == sorted[(5 * count + 9) / 10 - 1])
    #expect(found.ninetieth == sorted[(9 * count + 9) / 10 - 1])
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    // Sums of n squares around a value near the mean err by about n * 2^-53 of themselves.
    let scale = max(1, values.map(\.magnitude).max() ?? 1)
    #expect(abs(found.standardDeviation - variance.squareRoot()) <= 1e-9 * scale)
  }

  /// A sample that tells nothing of the rest: what it shows is rare.
  @Test func samplesMayMislead() throws {
    let count = 51_200
    var values = [Double](repeating: 0, count: count)
    for index in values.indices { values[index] = index % 100 == 50 ? -1_000 : Double(index % 977) }
    let sorted = values.sorted()
    let distribution = Distribution(values.span)
    let found = try #require(distribution)
    #expect(found.tenth == sorted[(count + 9) / 10 - 1])
    #expect(found.median == sorted[(5 * count + 9) / 10 - 1])
    #expect(found.ninetieth == sorted[(9 * count + 9) / 10 - 1])
  }

  @Test func nothingHasNone() {
    let none = Distribution([Double]().span)
    #expect(none == nil)
  }
}
