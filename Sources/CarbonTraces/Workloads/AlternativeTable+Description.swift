import CarbonScheduling

// One line, however many rows it has.

extension AlternativeTable: CustomStringConvertible {
  /// How many alternatives, and their unit.
  public var description: String {
    "\(alternatives.count) alternatives\(unit.map { " per \($0)" } ?? "")"
  }
}
