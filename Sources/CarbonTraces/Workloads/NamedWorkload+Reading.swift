public import CarbonScheduling

extension NamedWorkload {
  /// Reads all jobs of a table, in its order.
  ///
  ///     let jobs = try NamedWorkload.all(in: InputSource("workloads.csv"))
  ///     print(jobs[0].name, jobs[0].workload.energy.kilowattHours)  // bert-finetune 3.1
  ///
  /// The table is CSV with a header; other columns than these are ignored, and they may come in any order:
  ///
  ///     workload,duration_minutes,energy_kwh
  ///     bert-finetune,360,3.1
  ///
  /// - Parameter source: A file, standard input, or bytes. Durations may have a fraction if they come to whole seconds.
  /// - Returns: At least one job; names are not empty and all different.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes).
  public static func all(in source: InputSource) throws(InputError) -> [NamedWorkload] {
    var table = try TableReader(source, expecting: columns.joined(separator: ","))
    var places: [Int] = []
    for column in columns {
      guard let place = table.column(column) else {
        throw table.error(
          problem: "there is no column \(column)",
          cure: "expected the header \(columns.joined(separator: ",")), in any order and perhaps with more columns")
      }
      places.append(place)
    }
    var workloads: [NamedWorkload] = []
    var lineOfName: [String: Int] = [:]
    while try table.nextRow() {
      let row = table.lines.bytes.span.extracting(table.range)
      let name = table.fields.text(ofField: places[0], in: row)
      guard !name.isEmpty else {
        throw table.error(problem: "the workload has no name", cure: "name it in the column workload")
      }
      if let line = lineOfName.updateValue(table.lineNumber, forKey: name) {
        throw table.error(
          problem: "the workload \(quoted(name)) is on line \(line) already", cure: "rename or remove one of them")
      }
      let minutes = row.extracting(table.fields[places[1]])
      let duration = try Self.duration(minutes, in: table)
      let field = row.extracting(table.fields[places[2]])
      let energy = try Self.positiveNumber(field, in: table, what: "energy in kWh", example: "3.1", largest: "1e12")
      do {
        workloads.append(
          NamedWorkload(name: name, workload: try Workload(duration: duration, energy: .kilowattHours(energy))))
      } catch {
        throw table.error(
          problem: "the power would not be from 1e-12 to 1e12 kW", cure: "check the duration and the energy")
      }
    }
    guard !workloads.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least one workload")
    }
    return workloads
  }

  private static let largestNumber = 1e12
  private static let columns = ["workload", "duration_minutes", "energy_kwh"]

  private static func duration(_ field: Span<UInt8>, in table: borrowing TableReader) throws(InputError) -> Duration {
    let minutes = try positiveNumber(
      field, in: table, what: "duration in minutes", example: "360", largest: "14400000 (10000 days)")
    guard minutes <= 14_400_000 else {
      throw table.error(
        problem: "the duration in minutes \(quoted(field)) is too large",
        cure: "it may be at most 14400000 (10000 days)")
    }
    // A whole number of seconds written in minutes, such as 0.35, need not be one in binary; its neighbour is.
    let seconds = (minutes * 60).rounded()
    guard seconds >= 1, seconds / 60 == minutes else {
      throw table.error(
        problem: "the duration in minutes \(quoted(field)) is not a whole number of seconds",
        cure: "round it to a second")
    }
    return .seconds(Int64(seconds))
  }

  private static func positiveNumber(
    _ field: Span<UInt8>, in table: borrowing TableReader, what: String, example: String, largest: String
  ) throws(InputError) -> Double {
    guard !field.isEmpty else {
      throw table.error(problem: "the \(what) is empty", cure: "fill it in")
    }
    guard let number = DecimalNumber.parse(field)?.value, number <= largestNumber else {
      throw table.error(about: field, what: what, example: example, largest: largest)
    }
    guard number > 0 else {
      throw table.error(problem: "the \(what) \(quoted(field)) is not positive", cure: "give a number above zero")
    }
    return number
  }
}
