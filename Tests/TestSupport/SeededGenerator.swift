/// Random numbers that a seed fixes: the same seed gives the same numbers, on every machine.
///
///     var generator = SeededGenerator(seed: 1)
///     let die = Int.random(in: 1...6, using: &generator)
///
/// SplitMix64: passes the usual statistical batteries, has one word of state, and takes any seed.
///
/// Source: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators" (2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence of `seed`; seeds next to each other give unrelated sequences.
  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
