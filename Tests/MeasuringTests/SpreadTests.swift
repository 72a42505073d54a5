import Measuring
import Testing

@Suite struct SpreadTests {
  @Test func medianAndQuartilesOfOddCount() {
    let spread = Spread([5, 1, 3, 2, 4])
    #expect(spread.lowerQuartile == 2)
    #expect(spread.median == 3)
    #expect(spread.upperQuartile == 4)
    #expect(spread.range == 2)
    #expect(spread.relativeRange == 2.0 / 3)
    #expect(spread.sampleCount == 5)
  }

  @Test func quartilesLieBetweenSamples() {
    let spread = Spread([4, 1, 2, 3])
    #expect(spread.lowerQuartile == 1.75)
    #expect(spread.median == 2.5)
    #expect(spread.upperQuartile == 3.25)
  }

  @Test func oneSampleHasNoSpread() {
    let spread = Spread([7])
    #expect(spread.median == 7)
    #expect(spread.range == 0)
  }

  @Test func oneDisturbedSampleMovesNothing() {
    #expect(Spread([1, 1, 1, 1, 1, 1, 1_000]) == Spread([1, 1, 1, 1, 1, 1, 1]))
  }

  @Test func extremeQuantilesAreTheExtremes() {
    #expect(Spread.quantile(0, of: [1, 2, 9]) == 1)
    #expect(Spread.quantile(1, of: [1, 2, 9]) == 9)
  }

  @Test func spacedIndicesHoldBothEnds() {
    #expect(spacedIndices(of: 3, atMost: 5) == [0, 1, 2])
    #expect(spacedIndices(of: 101, atMost: 5) == [0, 25, 50, 75, 100])
  }
}
