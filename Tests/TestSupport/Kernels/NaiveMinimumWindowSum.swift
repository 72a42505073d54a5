extension Naive {
  /// The smallest sum of `length` consecutive values that begin in `starts`, and the first start it has.
  package static func minimumWindowSum(_ values: [Double], length: Int, starts: Range<Int>) -> (start: Int, sum: Double)
  {
    starts.map { (start: $0, sum: values[$0..<($0 + length)].reduce(0, +)) }.min { $0.sum < $1.sum }!
  }
}
