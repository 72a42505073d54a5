/// Shapes of input that tell algorithms apart, for tests and benchmarks.
///
///     let values = Pattern.sawtooth.values(count: 8, seed: 1)
///
/// All values are multiples of 1/64 below 1,024 in magnitude, so that the sum of up to 2^36 of them is exact, in
/// whichever order it is taken. Patterns without chance in them ignore the seed.
package enum Pattern: String, CaseIterable, Sendable {
  /// Rises all the way: the cheapest slot of a window is the one that leaves next.
  ///
  ///           .·
  ///        .·
  ///     .·
  case ramp

  /// Falls all the way: the cheapest slot of a window is the one that came last.
  ///
  ///     ·.
  ///        ·.
  ///           ·.
  case descent

  /// Rises by steps and drops at once, every 37 slots.
  ///
  ///      .·|  .·|  .·|
  ///     ·  |·   |·   |·
  case sawtooth

  /// Flat, with a lower flat part in the middle third: long runs of equal values, and one edge each way.
  ///
  ///     ----        ----
  ///         --------
  case plateau

  /// The same value everywhere: only the tie rule decides.
  ///
  ///     ----------------
  case allEqual

  /// Zero everywhere.
  ///
  ///     ________________
  case allZero

  /// Flat, with rare spikes upwards of different height.
  ///
  ///      |      |
  ///     _|__|___|_____|_
  case spikes

  /// Flat, with one cheap slot two thirds of the way along.
  ///
  ///     ---------- -----
  ///               '
  case oneCheapSlot

  /// Noise on both sides of zero.
  ///
  ///     .  ·     .·
  ///     _·___.·_____·.__
  ///      .  '   . '
  case negative

  /// Each value near the one before it, as on a real grid.
  ///
  ///        ..
  ///     .·'  '·.   .·''
  ///             '·'
  case randomWalk

  /// Each value by itself, anywhere between 0 and 1,000.
  ///
  ///     ·  . '   ·  '
  ///      '  ·  .  '   ·
  ///     .  '   ·  .  '
  case noise

  /// Noise of four values: ties everywhere.
  ///
  ///     -   - --   -  -
  ///      - -    - -  -
  ///     _ _  __  _  _
  case fewValues

  /// Magnitudes from a 64th to 512, many of each: what defeats a guess that expects an even spread.
  ///
  ///                   |
  ///                 | |
  ///     _._._:_:.|_||||
  case powers

  /// The pattern's first `count` values.
  package func values(count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var level = 32_000
    return (0..<count).map { slot in
      let steps: Int
      switch self {
      case .ramp: steps = slot % 65_536
      case .descent: steps = 65_535 - slot % 65_536
      case .sawtooth: steps = slot % 37 * 64
      case .plateau: steps = slot >= count / 3 && slot < count - count / 3 ? 6_400 : 12_800
      case .allEqual: steps = 25_617
      case .allZero: steps = 0
      case .spikes: steps = Int.random(in: 0..<20, using: &generator) == 0 ? 32_000 + slot % 7 * 64 : 6_400
      case .oneCheapSlot: steps = slot == count * 2 / 3 ? 64 : 25_600
      case .negative: steps = Int.random(in: -32_000...32_000, using: &generator)
      case .randomWalk:
        level = min(max(level + Int.random(in: -640...640, using: &generator), 0), 64_000)
        steps = level
      case .noise: steps = Int.random(in: 0...64_000, using: &generator)
      case .fewValues: steps = 6_400 * Int.random(in: 1...4, using: &generator)
      case .powers: steps = 1 << Int.random(in: 0...15, using: &generator)
      }
      return Double(steps) / 64
    }
  }
}

extension Pattern {
  /// Every array of `count` elements of `alphabet`: all cases there are, when small.
  ///
  ///     Pattern.every(count: 2, over: [0, 1])  // [0, 0], [1, 0], [0, 1], [1, 1]
  package static func every(count: Int, over alphabet: [Double]) -> [[Double]] {
    (0..<count).reduce([[]]) { arrays, _ in alphabet.flatMap { last in arrays.map { $0 + [last] } } }
  }
}
