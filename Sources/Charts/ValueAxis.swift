/// What an axis of values measures: its title, its unit and how far it must reach.
///
///     ValueAxis("Emissions", .mass, includesZero: true)      // titled "Emissions, kg", the unit chosen by the data
package struct ValueAxis: Hashable, Sendable {
  package let title: PlainText
  package let quantity: Quantity
  /// Whether the axis begins at zero even if the data do not; bars and areas always do.
  package let includesZero: Bool

  package init(_ title: PlainText, _ quantity: Quantity, includesZero: Bool = false) {
    self.title = title
    self.quantity = quantity
    self.includesZero = includesZero
  }
}

/// What a number counts, from which follow its unit and its format.
package enum Quantity: Hashable, Sendable {
  /// A number in a fixed unit, which may be empty.
  case plain(unit: PlainText)
  /// Percent, given as such.
  case percent
  /// Grams, shown in the unit that suits their size.
  case mass

  /// A single value with its unit.
  package func format(digits: Int = 3) -> NumberFormat {
    switch self {
    case .plain(let unit): .significant(digits, unit: unit)
    case .percent: .percent(digits)
    case .mass: .mass(digits)
    }
  }
}
