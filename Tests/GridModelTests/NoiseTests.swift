import GridModel
import Testing

@Suite struct NoiseTests {
  private static let stream = RandomStream(seed: 2020, region: "france", purpose: .wind)

  @Test func numbersArePinned() {
    var stream = Self.stream
    let expected: [UInt64] = [0x9E6D_D32D_1CF8_ED08, 0xFFD3_D398_4E25_CDEC, 0xBC8F_A5A2_D9C8_7FD2]
    #expect([stream.next(), stream.next(), stream.next()] == expected)
  }

  @Test func everyPurposeRegionAndSeedHasItsOwn() {
    var firsts: Set<UInt64> = []
    for region in Region.all {
      for purpose in [NoisePurpose.wind, .swing, .spell, .flicker, .cloud] {
        var stream = RandomStream(seed: 2020, region: region.id, purpose: purpose)
        firsts.insert(stream.next())
      }
    }
    var otherSeed = RandomStream(seed: 2021, region: "france", purpose: .wind)
    firsts.insert(otherSeed.next())
    #expect(firsts.count == 5 * Region.all.count + 1)
  }

  /// Over n numbers the mean strays by 1 / sqrt(n) and the variance by sqrt(2 / n); six of those never happen by chance.
  @Test func gaussiansAreStandard() {
    var stream = Self.stream
    let count = 40_000
    let values = (0..<count).map { _ in stream.gaussian() }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(mean) < 6 / Double(count).squareRoot())
    #expect(abs(variance - 1) < 6 * (2 / Double(count)).squareRoot())
    #expect(values.allSatisfy { $0.magnitude < 4.91 })
  }

  /// A memory of m slots leaves about n / 2m independent values, so the variance strays by sqrt(4 m / n).
  @Test(arguments: [CorrelatedNoise.Smoothness.rough, .smooth])
  func correlatedNoiseKeepsItsVariance(_ smoothness: CorrelatedNoise.Smoothness) {
    let memory = 5.0
    let count = 40_000
    var noise = CorrelatedNoise(Self.stream, memory: memory, smoothness: smoothness)
    let values = (0..<count).map { _ in noise.next() }
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(variance - 1) < 6 * (4 * memory / Double(count)).squareRoot())
    // Next to each other: 1 - 1/m after one filter, 2a / (1 + a^2) after two.
    let keep = 1 - 1 / memory
    let expected = smoothness == .rough ? keep : 2 * keep / (1 + keep * keep)
    let next = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / Double(count - 1) / variance
    #expect(abs(next - expected) < 0.02)
  }
}
