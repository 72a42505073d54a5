/// What a stream of random numbers is for. Each purpose of each region has a stream of its own, so a change to one
/// noise leaves the others as they were.
package enum NoisePurpose: UInt64, Sendable {
  case wind = 2
  case swing, spell, flicker, cloud
}

/// Random numbers that are the same on every machine: SplitMix64, and Gaussians by integer sums.
///
///     var stream = RandomStream(seed: 2020, region: "france", purpose: .wind)
///     let deviation = stream.gaussian()
///
/// It is no source of secrets, and not meant for tails beyond four standard deviations.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
package struct RandomStream: Sendable {
  private var state: UInt64

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The stream of one region and purpose.
  ///
  /// - Parameters:
  ///   - seed: the seed of the whole set of traces.
  ///   - region: the region's id. Hashed by FNV-1a, so that adding a region changes no other.
  ///   - purpose: what the numbers are for.
  package init(seed: UInt64, region: String, purpose: NoisePurpose) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in region.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let seeded = Self.mix(seed &+ Self.step)
    state = Self.mix(Self.mix(seeded ^ hash) ^ (purpose.rawValue &* Self.step))
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// A number of mean 0 and variance 1: the sum of eight 16-bit uniforms, centred and scaled.
  ///
  /// The sum is an integer, so nothing rounds before the last step. Its excess kurtosis is -0.15 and it never leaves
  /// [-4.9, 4.9]; the filters that it feeds bring it nearer to a Gaussian.
  package mutating func gaussian() -> Double {
    var sum = 0
    for _ in 0..<2 {
      let bits = next()
      sum += Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) + Int(bits >> 32 & 0xFFFF) + Int(bits >> 48)
    }
    // Eight uniforms on 0...65535 have mean 262,140 and variance 8 (65536^2 - 1) / 12 = 2,863,311,530.
    return Double(sum - 262_140) / (2_863_311_530.0).squareRoot()
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
