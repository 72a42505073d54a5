extension Array {
  /// Appends a range that begins no earlier than the last one, or makes the last one longer where they overlap or touch.
  ///
  ///     var ranges = [0..<2]
  ///     ranges.appendJoining(2..<5)  // [0..<5]
  ///     ranges.appendJoining(7..<8)  // [0..<5, 7..<8]
  package mutating func appendJoining<Bound>(_ range: Range<Bound>) where Element == Range<Bound> {
    if let last = self.last, range.lowerBound <= last.upperBound {
      self[count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
    } else {
      append(range)
    }
  }
}
