import Measuring
import Testing

@Suite struct RegressionTests {
  @Test func muchSlowerIsARegression() throws {
    let regression = try #require(Regression(measurement([100, 100, 101]), measurement([150, 150, 151])))
    #expect(regression.description == "a: 50.0 % slower (100.0 ns then, 150.0 ns now; noise explains 3.0 %)")
  }

  @Test(arguments: [[100.0, 100, 101], [50, 50, 51], [102.0, 102, 102]])
  func theSameOrFasterOrHardlySlowerIsNone(now: [Double]) {
    #expect(Regression(measurement([100, 100, 101]), measurement(now)) == nil)
  }

  @Test func whatNoiseExplainsIsNone() {
    // The quartiles are 40 apart: 15 % more is no news. Nor is it if only the new measurement is noisy.
    #expect(Regression(measurement([80, 100, 160]), measurement([95, 115, 175])) == nil)
    #expect(Regression(measurement([100, 100, 100]), measurement([95, 115, 175])) == nil)
  }

  @Test func measurementsAreMatchedByName() {
    let before = [measurement([100], name: "a"), measurement([100], name: "b"), measurement([100], name: "gone")]
    let after = [measurement([100], name: "b"), measurement([900], name: "new"), measurement([200], name: "a")]
    #expect(Regression.all(from: before, to: after).map(\.name) == ["a"])
  }

  private func measurement(_ samples: [Double], name: String = "a") -> Measurement {
    Measurement(
      name: name, unit: .start, unitCount: 1, repetitions: 1, nanoseconds: Spread(samples), reference: nil)
  }
}
