extension Naive {
  /// For every window of `length` slots: the sum of the `count` cheapest, and their pauses.
  package static func rankWindows(
    _ values: [Double], length: Int, choosing count: Int
  ) -> [(sum: Double, pauses: Int32)] {
    (0...(values.count - length)).map { start in
      let window = values[start..<(start + length)]
      let chosen = cheapest(count, of: window)
      let sum = chosen.map { values[$0] }.reduce(0, +)
      return (sum, Int32(runs(chosen).count - 1))
    }
  }
}
