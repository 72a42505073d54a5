public import CarbonScheduling

/// A table of alternatives: what they are, and what their functional unit is called.
public struct AlternativeTable: Hashable, Sendable {
  /// In the table's order, at least one; their names are all different.
  public let alternatives: [Alternative]

  /// What is counted, such as `image`; `nil` if the table does not say.
  public let unit: String?

  /// The hardware of alternatives whose power is its rating, by their place.
  public let hardware: [Int: HardwarePower]

  /// Reads a table of alternatives.
  ///
  ///     let table = try AlternativeTable(InputSource("alternatives.csv"))
  ///     print(table.alternatives[0].name, table.alternatives[0].energy.kilowattHours)
  ///
  /// The table is CSV with a header. Each row has a name, a duration, and one of energy, power and hardware; columns may
  /// come in any order, others are ignored, and what may be left out is in brackets:
  ///
  ///     alternative,duration_minutes,energy_kwh|kilowatts|hardware[,utilisation][,overhead_kw]
  ///       [,functional_units][,unit][,embodied_kg][,fixed_energy_kwh]
  ///
  /// - Parameter source: A file, standard input, or bytes. Durations may have a fraction if they come to whole seconds.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes).
  public init(_ source: InputSource) throws(InputError) {
    var table = try TableReader(source, expecting: "alternative,duration_minutes,energy_kwh")
    let columns = try AlternativeColumns(table)
    var alternatives: [Alternative] = []
    var hardware: [Int: HardwarePower] = [:]
    var lineOfName: [String: Int] = [:]
    var unit: (name: String, line: Int)?
    while try table.nextRow() {
      let row = try columns.row(of: table)
      if let line = lineOfName.updateValue(table.lineNumber, forKey: row.alternative.name) {
        throw table.error(
          problem: "the alternative \(quoted(row.alternative.name)) is on line \(line) already",
          cure: "rename or remove one of them")
      }
      if let first = unit, first.name != row.unit {
        throw table.error(
          problem: "the unit \(quoted(row.unit)) is not the \(quoted(first.name)) of line \(first.line)",
          cure: "give all alternatives one functional unit, or they cannot be compared")
      }
      unit = unit ?? (row.unit, table.lineNumber)
      hardware[alternatives.count] = row.hardware
      alternatives.append(row.alternative)
    }
    guard !alternatives.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least one alternative")
    }
    self.alternatives = alternatives
    self.unit = unit.flatMap { $0.name.isEmpty ? nil : $0.name }
    self.hardware = hardware
  }
}

/// Where the columns of a table of alternatives are.
private struct AlternativeColumns {
  private let name: Int
  private let duration: Int
  private let places: [String: Int]

  /// What says how much an alternative draws.
  private static let amounts = ["energy_kwh", "kilowatts", "hardware"]

  init(_ table: borrowing TableReader) throws(InputError) {
    guard let name = table.column("alternative"), let duration = table.column("duration_minutes") else {
      let missing = table.column("alternative") == nil ? "alternative" : "duration_minutes"
      throw table.error(
        problem: "there is no column \(missing)",
        cure: "expected alternative, duration_minutes, and one of energy_kwh, kilowatts and hardware")
    }
    self.name = name
    self.duration = duration
    var places: [String: Int] = [:]
    let others = ["utilisation", "overhead_kw", "functional_units", "unit", "embodied_kg", "fixed_energy_kwh"]
    for column in Self.amounts + others { places[column] = table.column(column) }
    guard Self.amounts.contains(where: { places[$0] != nil }) else {
      throw table.error(
        problem: "no column says what the alternatives draw", cure: "add one of energy_kwh, kilowatts and hardware")
    }
    self.places = places
  }

  /// The current row.
  func row(
    of table: borrowing TableReader
  ) throws(InputError) -> (alternative: Alternative, unit: String, hardware: HardwarePower?) {
    let name = text(self.name, in: table)
    guard !name.isEmpty else {
      throw table.error(problem: "the alternative has no name", cure: "name it in the column alternative")
    }
    let given = Self.amounts.filter { !text($0, in: table).isEmpty }
    guard given.count == 1 else {
      throw table.error(
        problem: given.isEmpty
          ? "nothing says what the alternative draws" : "\(given.joined(separator: " and ")) say the same",
        cure: "fill in one of energy_kwh, kilowatts and hardware")
    }
    if given != ["hardware"],
      let stray = ["utilisation", "overhead_kw"].first(where: { !text($0, in: table).isEmpty })
    {
      throw table.error(problem: "\(stray) goes with hardware", cure: "leave it empty, or name the hardware")
    }
    let (workload, hardware) = try workload(given[0], in: table)
    let units = try number("functional_units", in: table, largest: 1e18, isPositive: true) ?? 1
    let embodied = try number("embodied_kg", in: table, largest: 1e15) ?? 0
    let fixed = try number("fixed_energy_kwh", in: table, largest: 1e15) ?? 0
    do throws(AccountingError) {
      return (
        try Alternative(
          name: name, workload: workload, fixedEnergy: .kilowattHours(fixed),
          embodied: Emissions(grams: embodied * 1_000), functionalUnits: units),
        text("unit", in: table), hardware
      )
    } catch {
      throw table.error(problem: "the alternative is not possible", cure: "check its numbers")
    }
  }

  private func workload(
    _ amount: String, in table: borrowing TableReader
  ) throws(InputError) -> (Workload, HardwarePower?) {
    let duration = try minutes(in: table)
    let hardware = amount == "hardware" ? try hardware(in: table) : nil
    let number = hardware == nil ? try number(amount, in: table, largest: 1e12, isPositive: true) ?? 0 : 0
    do {
      if let hardware { return (try Workload(duration: duration, power: hardware.power), hardware) }
      return amount == "energy_kwh"
        ? (try Workload(duration: duration, energy: .kilowattHours(number)), nil)
        : (try Workload(duration: duration, power: .constant(kilowatts: number)), nil)
    } catch {
      throw table.error(
        problem: "the power would not be from 1e-12 to 1e12 kW", cure: "check the duration and the \(amount)")
    }
  }

  private func hardware(in table: borrowing TableReader) throws(InputError) -> HardwarePower {
    let utilisation = try number("utilisation", in: table, largest: 1, isPositive: true) ?? 1
    let overhead = try number("overhead_kw", in: table, largest: 1e9) ?? 0
    do {
      return try HardwarePower(parsing: text("hardware", in: table))
        .at(utilisation: utilisation, overheadKilowatts: overhead)
    } catch let error as TextError {
      throw table.error(problem: "the hardware \(quoted(error.text)) \(error.problem)", cure: error.cure)
    } catch {
      throw table.error(problem: "the hardware is not possible", cure: "check its utilisation and its overhead")
    }
  }

  private func minutes(in table: borrowing TableReader) throws(InputError) -> Duration {
    let field = text(duration, in: table)
    // A whole number of seconds written in minutes, such as 0.35, need not be one in binary; its neighbour is.
    guard let minutes = Double(decimal: field), minutes > 0, minutes <= 14_400_000,
      (minutes * 60).rounded() >= 1, (minutes * 60).rounded() / 60 == minutes
    else {
      throw table.error(
        problem: "the duration in minutes \(quoted(field)) is not possible",
        cure: "give a positive number that comes to whole seconds, such as 90, of at most 14400000 (10000 days)")
    }
    return .seconds(Int64((minutes * 60).rounded()))
  }

  /// A number that may be left out.
  private func number(
    _ column: String, in table: borrowing TableReader, largest: Double, isPositive: Bool = false
  ) throws(InputError) -> Double? {
    let field = text(column, in: table)
    guard !field.isEmpty else { return nil }
    guard let number = Double(decimal: field), number <= largest, isPositive ? number > 0 : number >= 0 else {
      throw table.error(
        problem: "the \(column) \(quoted(field)) is not possible",
        cure: "give a number \(isPositive ? "above 0" : "from 0"), at most \(largest)")
    }
    return number
  }

  private func text(_ column: String, in table: borrowing TableReader) -> String {
    places[column].map { text($0, in: table) } ?? ""
  }

  private func text(_ column: Int, in table: borrowing TableReader) -> String {
    table.fields.text(ofField: column, in: table.lines.bytes.span.extracting(table.range))
  }
}
