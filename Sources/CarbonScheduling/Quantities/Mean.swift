extension Collection where Element == Double {
  /// The sum, from the first on, divided by the count; `nil` of none.
  ///
  ///     [1.0, 2, 6].mean  // Optional(3.0)
  package var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}

extension Collection where Element == Double? {
  /// The mean of those that are there; `nil` of none.
  package var knownMean: Double? { compactMap { $0 }.mean }
}
