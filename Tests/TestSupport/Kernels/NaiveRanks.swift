extension Naive {
  /// The slots by value, of equal ones the earlier first, and those of `last` behind all others, in slot order.
  package static func slotOfRank(_ values: [Double], last: [Int32] = []) -> [Int32] {
    values.indices.map(Int32.init).filter { !last.contains($0) }
      .sorted { (values[Int($0)], $0) < (values[Int($1)], $1) } + last
  }

  /// The inverse of a permutation.
  package static func inverse(_ permutation: [Int32]) -> [Int32] {
    permutation.indices.map(Int32.init).sorted { permutation[Int($0)] < permutation[Int($1)] }
  }
}
