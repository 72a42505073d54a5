/// Noise with a memory: white noise through one or two equal low-pass filters, of mean 0 and variance 1.
///
/// One filter gives a rough path (an AR(1) process), as of single generators; two give a smooth one, as of the weather
/// over a whole region.
package struct CorrelatedNoise: Sendable {
  /// How many filters the white noise passes.
  package enum Smoothness: Sendable {
    case rough
    case smooth
  }

  private var stream: RandomStream
  private let keep: Double
  private let scale: Double
  private let smoothness: Smoothness
  private var first = 0.0
  private var second = 0.0

  /// Noise in its steady state: the filters have run for 20,000 slots before the first value is asked for.
  ///
  /// - Parameters:
  ///   - stream: where the white noise comes from.
  ///   - memory: the time constant of each filter, in slots; more than 1, at most 2,000.
  ///   - smoothness: one filter or two.
  package init(_ stream: RandomStream, memory: Double, smoothness: Smoothness) {
    precondition(memory > 1 && memory <= 2_000, "The memory must be longer than one slot and fit the warm-up.")
    self.stream = stream
    self.smoothness = smoothness
    keep = 1 - 1 / memory
    let square = keep * keep
    let loss = 1 - square
    // The variance of the path for white noise of variance 1 is 1 / loss after one filter, and
    // (1 + keep^2) / loss^3 after two.
    switch smoothness {
    case .rough: scale = loss.squareRoot()
    case .smooth: scale = (loss * loss * loss / (1 + square)).squareRoot()
    }
    for _ in 0..<20_000 { _ = next() }
  }

  /// The value of the next slot.
  package mutating func next() -> Double {
    first = keep * first + scale * stream.gaussian()
    guard smoothness == .smooth else { return first }
    second = keep * second + first
    return second
  }
}
