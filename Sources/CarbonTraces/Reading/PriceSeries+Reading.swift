public import CarbonScheduling

extension PriceSeries {
  /// Reads what a kilowatt-hour costs over time.
  ///
  ///     let prices = try PriceSeries(InputSource("octopus.json"))
  ///
  /// Understood are a table `timestamp_utc,price`, and files of Octopus (in pence), Nord Pool, energy-charts.info,
  /// Energinet and ENTSO-E, whose prices per megawatt-hour become prices per kilowatt-hour. Slots may have any length, and
  /// change it. A file of intensities is refused: a price is none.
  ///
  /// - Parameters:
  ///   - source: A file, standard input, or bytes.
  ///   - region: Which price of a file that holds those of several areas; `nil` takes the only one there is.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes).
  public init(_ source: InputSource, region: String? = nil) throws(InputError) {
    var reader = try ByteReader(source)
    let head = try reader.peek()
    let request = TraceRequest(source: source, selection: TraceSelection(), slot: nil)
    let isJSON: Bool
    switch FormatDetection.content(of: head) {
    case .json, .unknownJSON: isJSON = true
    case .csv, .powerLog, .prices: isJSON = false
    }
    let all = isJSON ? try Self.readJSON(reader, head, request) : try Self.readCSV(reader, request)
    guard let chosen = region == nil ? all.first : all.first(where: { $0.region == region }) else {
      throw InputError(
        file: source.name, problem: "there is no price of \(quoted(region ?? ""))", cure: Self.choice(of: all))
    }
    guard region != nil || all.count == 1 else {
      throw InputError(
        file: source.name, problem: "the file holds prices of \(all.count) areas", cure: Self.choice(of: all))
    }
    let points = try chosen.series.fitted(request)
    do {
      self.init(
        try StepSeries(
          start: points.evenSlots.start, slot: .seconds(points.evenSlots.slotSeconds), values: points.values,
          gaps: points.gaps))
    } catch {
      throw InputError(file: source.name, problem: "the points make no prices", cure: error.description)
    }
  }

  /// Reads the prices of a file, or of standard input if `path` is `-`; see ``init(_:region:)``.
  public init(contentsOf path: String, region: String? = nil) throws(InputError) {
    try self.init(InputSource(path), region: region)
  }

  private typealias Areas = [(region: String?, series: PointSeries)]

  private static func readJSON(
    _ reader: consuming ByteReader, _ head: [UInt8], _ request: TraceRequest
  ) throws(InputError) -> Areas {
    let names = FormatDetection.names(in: head)
    guard let format = PriceFormats.json.first(where: { $0.names.allSatisfy(names.contains) })?.format else {
      throw InputError(
        file: request.source.name, problem: "no known prices are in this JSON",
        cure: "expected those of Octopus, Nord Pool, energy-charts.info or Energinet, or a CSV file timestamp_utc,price"
      )
    }
    return try JSONPoints.series(reader, as: format, request)
  }

  private static func readCSV(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> Areas {
    let table = try TableReader(reader, expecting: PriceFormats.native.expectation)
    guard table.column(NativeCSV.valueColumn) == nil else {
      throw table.error(
        problem: "these are intensities, \(NativeCSV.valueColumn), and no prices",
        cure: "give a file with the columns timestamp_utc and price")
    }
    let columns = table.header.map { $0.lowercased() }
    var format = PriceFormats.csv.first { $0.matches(columns) } ?? PriceFormats.native
    // A single other column can be nothing else.
    if columns.count == 2, !format.matches(columns), let other = columns.first(where: { $0 != NativeCSV.timeColumn }) {
      format.values = [other]
    }
    return try CSVPoints.series(table, as: format, request)
  }

  private static func choice(of areas: Areas) -> String {
    let names = areas.map { quoted($0.region ?? "") }
    return "choose one of " + names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
  }
}
