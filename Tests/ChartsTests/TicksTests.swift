import TestSupport
import Testing

@testable import Charts

@Suite struct TicksTests {
  @Test(
    arguments: [
      (3.0, 97.0, [0.0, 20, 40, 60, 80, 100]), (0, 0.3, [0, 0.1, 0.2, 0.3]), (-7, 12, [-10, -5, 0, 5, 10, 15]),
      (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]), (1e-12, 5e-12, [1e-12, 2e-12, 3e-12, 4e-12, 5e-12]),
    ] as [(Double, Double, [Double])])
  func examples(low: Double, high: Double, expected: [Double]) throws {
    let range = try #require(FiniteNumber(low))...(try #require(FiniteNumber(high)))
    #expect(LinearTicks(covering: range, about: 5).values.map(\.value) == expected)
  }

  /// Over magnitudes from 1e-290 to 1e299: round, even, covering, neither too many nor too few.
  @Test func properties() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      let exponent = Int.random(in: -290...299, using: &generator)
      let pair = (0..<2).map { _ in Double.random(in: -1...1, using: &generator) * powerOfTen(exponent) }
      let low = try #require(FiniteNumber(pair[0]))
      let high = try #require(FiniteNumber(pair[1]))
      let count = Int.random(in: 1...12, using: &generator)
      let ticks = LinearTicks(covering: min(low, high)...max(low, high), about: count)
      let note: Comment = "\(low.value) \(high.value) \(count): \(ticks.values.map(\.value))"
      let slack = ticks.step * 1e-6
      #expect(ticks.values[0].value <= min(low, high).value + slack, note)
      #expect((ticks.values.last?.value ?? 0) >= max(low, high).value - slack, note)
      #expect((2...(count * 2 + 2)).contains(ticks.values.count), note)
      let digit = ticks.step / powerOfTen(decade(of: ticks.step))
      #expect([1, 2, 5].contains { ($0 - digit).magnitude < 1e-9 }, note)
      for (one, next) in zip(ticks.values, ticks.values.dropFirst()) {
        #expect(((next.value - one.value) / ticks.step - 1).magnitude < 1e-6, note)
      }
      let labels = ticks.values.map { NumberFormat.decimals(ticks.decimals).text($0) }
      #expect(Set(labels).count == labels.count, note)
    }
  }

  @Test(arguments: [
    (1.0, 1.0), (5.0, 5.0), (-3.0, -3.0), (1e15, 1.000000000000001e15), (1e300, 1e300), (1e-300, 1e-300),
    (-1e300, 1e300),
  ])
  func degenerateRanges(low: Double, high: Double) throws {
    let range = try #require(FiniteNumber(low))...(try #require(FiniteNumber(high)))
    let scale = LinearScale(
      ValueAxis("", .plain(unit: "")), covering: [range.lowerBound, range.upperBound], spacing: 40, from: 200, to: 0)
    #expect(scale.ticks.count >= 2)
    #expect((0...200).contains(scale.position(range.lowerBound)))
    #expect((0...200).contains(scale.position(range.upperBound)))
  }

  @Test func logarithmicDecades() {
    #expect(LogTicks(covering: 3...4000).exponents == [0, 1, 2, 3, 4])
    #expect(LogTicks(covering: 10...10).exponents == [1, 2])
    #expect(LogTicks(covering: 1e-300...1e300).thinned(to: 6).count <= 6)
    #expect(LogTicks(covering: 0.02...0.05).exponents == [-2, -1])
  }

  @Test func logarithms() {
    for exponent in -300...300 { #expect(decimalLogarithm(powerOfTen(exponent)) == Double(exponent)) }
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let one = Double.random(in: 1e-5...1e5, using: &generator)
      let other = Double.random(in: 1e-5...1e5, using: &generator)
      let difference = decimalLogarithm(one * other) - decimalLogarithm(one) - decimalLogarithm(other)
      // Three logarithms of at most 10, each off by a few units in the last place.
      #expect(difference.magnitude < 1e-14)
      #expect(powerOfTen(decade(of: one)) <= one && one < powerOfTen(decade(of: one) + 1))
    }
    #expect((decimalLogarithm(2) - 0.301_029_995_663_981_2).magnitude < 1e-16)
  }

  @Test func rounding() {
    for (value, below, above, nearest) in [
      (2.5, 2.0, 3.0, 3.0), (-2.5, -3, -2, -3), (2, 2, 2, 2), (-0.2, -1, 0, 0), (1e300, 1e300, 1e300, 1e300),
    ] {
      #expect(value.wholeBelow == below)
      #expect(value.wholeAbove == above)
      #expect(value.nearestWhole == nearest)
    }
  }
}
