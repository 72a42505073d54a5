public import CarbonScheduling

extension Power {
  /// Reads a power profile: one row for each piece of a job's progress, in order.
  ///
  ///     minutes,kilowatts
  ///     10,0.1
  ///     110,0.9
  ///
  /// - Parameter source: A file, standard input, or bytes. Minutes may have a fraction if they come to whole seconds.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes).
  public static func profile(in source: InputSource) throws(InputError) -> Power {
    let columns = ["minutes", "kilowatts"]
    var table = try TableReader(source, expecting: columns.joined(separator: ","))
    let places = try table.places(of: columns)
    var pieces: [Piece] = []
    while try table.nextRow() {
      let row = table.lines.bytes.span.extracting(table.range)
      guard let minutes = DecimalNumber.parse(row.extracting(table.fields[places[0]]))?.value,
        minutes > 0, minutes <= 14_400_000, (minutes * 60).rounded() / 60 == minutes
      else {
        throw table.error(
          problem: "the minutes \(quoted(row.extracting(table.fields[places[0]]))) are not a length",
          cure: "give a positive number that comes to whole seconds, such as 10, of at most 14400000 (10000 days)")
      }
      guard let kilowatts = DecimalNumber.parse(row.extracting(table.fields[places[1]]))?.value,
        kilowatts >= 0, kilowatts <= 1e12
      else {
        throw table.error(
          problem: "the power \(quoted(row.extracting(table.fields[places[1]]))) is not possible",
          cure: "give kilowatts, from 0 to 1e12")
      }
      do {
        pieces.append(try Piece(duration: .seconds(Int64((minutes * 60).rounded())), kilowatts: kilowatts))
      } catch {
        throw table.error(problem: "the row is no piece of a profile", cure: "\(error)")
      }
    }
    guard !pieces.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least one piece")
    }
    do {
      return try .profile(pieces)
    } catch {
      throw table.error(problem: "all powers are 0 kW", cure: "give at least one piece that draws power")
    }
  }
}
