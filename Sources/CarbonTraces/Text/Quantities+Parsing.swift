public import CarbonScheduling

extension Power {
  /// Reads a constant power with its unit.
  ///
  ///     try Power(parsing: "520W")     // 0.52 kW
  ///     try Power(parsing: "0.52 kW")  // the same
  ///
  /// - Parameter text: A positive number and `W`, `kW`, `MW` or `GW`. The unit's prefix goes into the number before
  ///   it is rounded, so that both of the above are equal.
  /// - Throws: ``TextError`` that says what was expected.
  public init(parsing text: String) throws(TextError) {
    let kilowatts = try kiloUnits(
      in: text, unit: "W", quantity: ("a", "power"), example: "0.52kW or 520W", largest: 1e12)
    do {
      self = try .constant(kilowatts: kilowatts)
    } catch {
      throw TextError(text: text, problem: "is too little to plan with", cure: "give at least 1e-12 kW")
    }
  }
}

extension Energy {
  /// Reads an amount of energy with its unit.
  ///
  ///     try Energy(parsing: "3100Wh")   // 3.1 kWh
  ///     try Energy(parsing: "3.1 kWh")  // the same
  ///
  /// - Parameter text: A positive number and `Wh`, `kWh`, `MWh` or `GWh`.
  /// - Throws: ``TextError`` that says what was expected.
  public init(parsing text: String) throws(TextError) { try self.init(parsing: text, allowsZero: false) }

  /// Reads an amount of energy that may be zero, as what a resume costs may.
  public init(parsing text: String, allowsZero: Bool) throws(TextError) {
    let kilowattHours = try kiloUnits(
      in: text, unit: "Wh", quantity: ("an", "energy"), example: "3.1kWh or 3100Wh", largest: 1e15,
      allowsZero: allowsZero)
    self.init(kilowattHours: kilowattHours)
  }
}

/// A positive number of units with a metric prefix, as thousands of units; or zero, where that is allowed.
private func kiloUnits(
  in text: String, unit: String, quantity: (article: String, name: String), example: String, largest: Double,
  allowsZero: Bool = false
) throws(TextError) -> Double {
  let name = "\(quantity.article) \(quantity.name)"
  let form = "write \(allowsZero ? "zero or more" : "a positive number") and its unit, like \(example)"
  guard text.hasSuffix(unit) else {
    let isNumber = DecimalNumber.parse(Array(text.utf8).span) != nil
    throw TextError(
      text: text, problem: isNumber ? "is \(name) without a unit" : "is not \(name)", cure: form)
  }
  var number = Array(text.utf8.dropLast(unit.utf8.count))
  var power = -3
  if let prefix = number.last, let index = "kMG".utf8.firstIndex(of: prefix) {
    power = 3 * "kMG".utf8.distance(from: "kMG".utf8.startIndex, to: index)
    number.removeLast()
  }
  while let last = number.last, isBlank(last) { number.removeLast() }
  guard let value = DecimalNumber.parse(number.span, timesTenTo: power)?.value else {
    throw TextError(text: text, problem: "is not \(name)", cure: form)
  }
  guard value > 0 || (allowsZero && value == 0), value <= largest else {
    let problem = allowsZero ? "is below zero" : "is not a positive \(quantity.name)"
    throw TextError(text: text, problem: value > 0 ? "is too large \(name)" : problem, cure: form)
  }
  return abs(value)
}
