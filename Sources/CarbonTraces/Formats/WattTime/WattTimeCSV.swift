import CarbonScheduling

/// Reads WattTime's older CSV files: `timestamp,MOER`, in pounds per megawatt-hour, perhaps with more columns.
enum WattTimeCSV {
  static func read(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    let table = try TableReader(reader, expecting: "timestamp,MOER")
    guard let time = table.column("timestamp"), let value = table.column("moer") else {
      throw table.error(
        problem: "there is no column \(table.column("timestamp") == nil ? "timestamp" : "MOER")",
        cure: "expected the header timestamp,MOER, perhaps with more columns")
    }
    var rows = ProviderTable(table, timeColumn: time, valueColumn: value, isUTC: false)
    var series = try rows.series { _ in }
    series.convert(MassUnits.gramsPerKilowattHour)
    return [try series.document(request, provider: "WattTime CSV", region: nil, signal: .marginal)]
  }
}
