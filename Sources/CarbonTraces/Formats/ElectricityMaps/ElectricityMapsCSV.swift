import CarbonScheduling

/// Reads Electricity Maps' yearly CSV files, both generations of their header, whatever the case of its letters:
///
///     Datetime (UTC),Country,Zone Name,Zone Id,Carbon Intensity gCO₂eq/kWh (direct),Carbon Intensity gCO₂eq/kWh (LCA),...
///     Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),Carbon intensity gCO₂eq/kWh (Life cycle),...
enum ElectricityMapsCSV {
  static let valuePrefix = "carbon intensity gco"
  private static let timeColumn = "datetime (utc)"

  static func read(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    let table = try TableReader(reader, expecting: "Datetime (UTC),...,Carbon intensity gCO₂eq/kWh (Life cycle)")
    let factors = request.selection.emissionFactors ?? .lifeCycle
    guard let time = table.column(timeColumn) else {
      throw table.error(
        problem: "there is no column Datetime (UTC)", cure: "expected a yearly file of Electricity Maps")
    }
    guard let value = column(of: factors, in: table) else {
      throw table.error(
        problem: "there is no column of \(factors.rawValue) carbon intensity",
        cure: "expected Carbon intensity gCO₂eq/kWh (\(factors == .direct ? "direct" : "Life cycle")), "
          + "or choose the other emission factors")
    }
    let zone = table.column("zone id")
    var rows = ProviderTable(table, timeColumn: time, valueColumn: value, isUTC: true)
    var region: [UInt8]?
    let series = try rows.series { row throws(InputError) in
      guard let zone else { return }
      let bytes = row.lines.bytes.span.extracting(row.range).extracting(row.fields[zone])
      guard let known = region else {
        region = Array(utf8Text(bytes).utf8)
        return
      }
      guard isEqual(bytes, known) else {
        throw row.error(
          problem: "the zone \(quoted(bytes)) is not that of the rows before, "
            + quoted(String(decoding: known, as: UTF8.self)),
          cure: "keep one zone in a file")
      }
    }
    return [
      try series.document(
        request, provider: "Electricity Maps CSV, \(factors.rawValue)",
        region: region.map { String(decoding: $0, as: UTF8.self) }, signal: .average)
    ]
  }

  private static func column(
    of factors: TraceSelection.EmissionFactors, in table: borrowing TableReader
  ) -> Int? {
    table.header.firstIndex { name in
      let name = name.lowercased()
      guard name.hasPrefix(valuePrefix) else { return false }
      return switch factors {
      case .direct: name.hasSuffix("(direct)")
      case .lifeCycle:
        name.hasSuffix("(lca)") || name.hasSuffix("(life cycle)") || name.hasSuffix("(life cycle assessment)")
      }
    }
  }

  private static func isEqual(_ left: Span<UInt8>, _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }
}
