import CarbonScheduling

/// A provider's CSV format of points: what its columns mean, by their names in lower case. One reader, ``CSVPoints``,
/// reads them all.
struct CSVPointFormat: Sendable {
  var format: TraceFormat
  /// What the format is called.
  var name: String
  /// Who publishes the values, and how those came about that are no forecasts.
  var provenance: Provenance
  /// What the column of times may be called, in the order of preference.
  var times: [String]
  /// The same of times on a clock of western Europe.
  var localTimes: [String] = []
  /// What the column of values may be called, and that of forecasts.
  var values: [String]
  var forecasts: [String] = []
  /// The header to speak of where there is none.
  var expectation: String
  var regions: [String] = []
  /// The column that says when the forecast was made which a row is part of.
  var issued: String?
  var zone = StampZone.stated
  var unit = IntensityUnit.gramsPerKilowattHour
  var signal = Signal.unknown
  /// By which power of ten a value is multiplied; where the unit does not say it, as of prices.
  var scale: Int?
  /// The largest magnitude of a value.
  var largest = IntensityTrace.largestMagnitude
  /// Whether stamps are of a span of time, day first: `01.01.2024 00:00 - 01.01.2024 01:00`.
  var isDayFirst = false
  /// Whether a row without a value is left out, and no gap.
  var dropsGaps = false
  var choices: Set<TraceSelection.Choice> = []
  /// What the trace's source says besides the name.
  var detail: @Sendable (TraceSelection) -> String = { _ in "" }
  /// Whether a column shows that a file is of this format, where names alone do not say.
  var isKnown: (@Sendable (_ column: String) -> Bool)?
  /// Whether a column holds the values that are asked for, where names alone do not say.
  var isValue: (@Sendable (_ column: String, _ selection: TraceSelection) -> Bool)?
  /// What to say where no column does.
  var whenMissing: (@Sendable (TraceSelection) -> (problem: String, cure: String))?

  /// All formats, those with the rarest names first.
  static let all: [CSVPointFormat] = [
    .electricityMaps, .energinet, .eco2mix, .ned, .carbonCast, .wattTimeFile, .sustainGym, .wattTimeClient, .neso,
  ]

  /// Whether a header with these columns, in lower case, is of this format.
  func matches(_ columns: [String]) -> Bool {
    if let isKnown { return columns.contains(where: isKnown) }
    return !columns.allSatisfy { !times.contains($0) && !localTimes.contains($0) }
      && !columns.allSatisfy { !values.contains($0) }
  }

  /// The format of a provider whose columns these are; if none fits, the first of the provider's.
  static func of(_ format: TraceFormat, columns: [String]) -> CSVPointFormat? {
    let formats = all.filter { $0.format == format }
    return formats.first { $0.matches(columns) } ?? formats.first
  }
}

/// The columns of a format that a table has.
struct CSVPointColumns {
  let time: Int
  let isLocal: Bool
  let value: Int?
  let forecast: Int?
  let region: Int?
  let issued: Int?

  /// - Throws: ``InputError`` if there is no time or no value.
  init(_ format: CSVPointFormat, in table: borrowing TableReader, _ selection: TraceSelection) throws(InputError) {
    let names = table.header.map { $0.lowercased() }
    func place(_ wanted: [String]) -> Int? {
      for name in wanted {
        if let place = names.firstIndex(of: name) { return place }
      }
      return nil
    }
    let utc = place(format.times)
    guard let time = utc ?? place(format.localTimes) else {
      // As the expectation spells it.
      let shown = format.expectation.split { $0 == "," || $0 == ";" }.first.map(String.init) ?? format.times[0]
      throw table.error(
        problem: "there is no column \(shown)",
        cure: "expected the header \(format.expectation), perhaps with more columns")
    }
    self.time = time
    isLocal = utc == nil
    let actual = format.isValue.map { isValue in names.firstIndex { isValue($0, selection) } } ?? place(format.values)
    let expected = place(format.forecasts)
    value = selection.values == .forecast && !format.forecasts.isEmpty ? nil : actual
    forecast = selection.values == .actual ? nil : expected
    region = place(format.regions)
    issued = format.issued.flatMap { place([$0]) }
    guard value != nil || forecast != nil else {
      let shown = format.expectation.split { $0 == "," || $0 == ";" }.last.map(String.init) ?? ""
      let missing = format.whenMissing?(selection)
      throw table.error(
        problem: missing?.problem ?? "there is no column \(shown)",
        cure: missing?.cure ?? "expected the header \(format.expectation), perhaps with more columns")
    }
  }
}
