import Testing

@testable import Charts

@Suite struct FiniteNumberTests {
  @Test(arguments: [Double.nan, .signalingNaN, .infinity, -.infinity, 1.1e300, -1e301, .greatestFiniteMagnitude])
  func refusesWhatCannotBeDrawn(value: Double) {
    #expect(FiniteNumber(value) == nil)
  }

  @Test(arguments: [1e-301, -Double.leastNormalMagnitude, Double.leastNonzeroMagnitude, -0.0])
  func turnsWhatIsTooSmallIntoZero(value: Double) {
    #expect(FiniteNumber(value)?.value.bitPattern == 0)
  }

  @Test(arguments: [0, 1, -1, 1e300, -1e300, 1e-300, 0.1])
  func keepsTheRest(value: Double) {
    #expect(FiniteNumber(value)?.value == value)
  }

  @Test func coordinatesAreNeverNaN() {
    #expect(Coordinate(.nan).description == "0")
    #expect(Coordinate(.infinity).description == "1000000")
    #expect(Coordinate(-1e300).description == "-1000000")
  }

  @Test(arguments: [
    (12.34, "12.3"), (12.35, "12.4"), (-0.04, "0"), (-0.06, "-.1"), (0.5, ".5"), (-3, "-3"), (7.96, "8"),
  ])
  func coordinatesAreBrief(value: Double, text: String) {
    #expect(Coordinate(value).description == text)
  }
}
