public import CarbonScheduling

extension Emissions {
  /// Reads a mass with its unit.
  ///
  ///     try Emissions(parsing: "150kg")  // 150000 g
  ///     try Emissions(parsing: "1.2 t")  // 1200000 g
  ///
  /// - Parameter text: A number, zero or more, and `mg`, `g`, `kg` or `t`. The unit's prefix goes into the number before it
  ///   is rounded.
  /// - Throws: ``TextError`` that says what was expected.
  public init(parsing text: String) throws(TextError) {
    let form = "write a number and its unit, like 150kg or 500g"
    let units: [(name: String, power: Int)] = [("mg", -3), ("kg", 3), ("g", 0), ("t", 6)]
    guard let unit = units.first(where: { text.hasSuffix($0.name) }) else {
      throw TextError(text: text, problem: "is not a mass", cure: form)
    }
    var number = Array(text.utf8.dropLast(unit.name.utf8.count))
    while let last = number.last, isBlank(last) { number.removeLast() }
    guard let grams = DecimalNumber.parse(number.span, timesTenTo: unit.power)?.value, grams >= 0, grams <= 1e18 else {
      throw TextError(text: text, problem: "is not a possible mass", cure: form)
    }
    self.init(grams: grams == 0 ? 0 : grams)
  }
}

extension Duration {
  /// Reads the lifetime of hardware: a length of time, or years of 365 days.
  ///
  ///     try Duration(parsingLifetime: "4y")     // 1460 days
  ///     try Duration(parsingLifetime: "1000d")  // as Duration(parsing:) reads it
  ///
  /// - Throws: ``TextError``.
  public init(parsingLifetime text: String) throws(TextError) {
    guard text.utf8.last == UInt8(ascii: "y") else {
      self = try Duration(parsing: text)
      return
    }
    let number = Array(text.utf8.dropLast())
    guard let years = DecimalNumber.parse(number.span)?.value, years > 0, years <= 1_000 else {
      throw TextError(text: text, problem: "is not a possible lifetime", cure: "write it like 4y or 1460d")
    }
    self = .seconds(Int64((years * 365 * 86_400).rounded(.up)))
  }
}
