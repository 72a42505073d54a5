extension Naive {
  /// The indices of the `count` smallest values, of equal ones the earlier, in ascending order.
  package static func cheapest(_ count: Int, of values: ArraySlice<Double>) -> [Int] {
    values.indices.sorted { (values[$0], $0) < (values[$1], $1) }.prefix(count).sorted()
  }

  /// The index of the largest of the values at `indices`, the last of equal ones.
  package static func dearest(_ indices: [Int], of values: ArraySlice<Double>) -> Int {
    indices.max { (values[$0], $0) < (values[$1], $1) }!
  }

  /// The runs of neighbours in ascending `indices`.
  package static func runs(_ indices: [Int]) -> [Range<Int>] {
    indices.reduce(into: []) { runs, index in
      if runs.last?.upperBound == index {
        runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
  }
}
