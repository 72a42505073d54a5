import CarbonScheduling

/// Reads the points of a provider's CSV file: a column of times and one of values, perhaps one of regions, among others
/// that are not read. ``CSVPointFormat`` says which.
struct CSVPoints: ~Copyable {
  private let format: CSVPointFormat
  private let request: TraceRequest
  private let columns: CSVPointColumns
  private var table: TableReader
  /// The clock of each region, by its place in ``series``.
  private var clocks: [CentralEuropeanClock] = []
  private var series = SeriesByRegion()
  /// Forecasts in the file, in the order of their rows: those of one time of issue follow each other.
  private var forecasts: ForecastChoice
  private var current: (issued: Int64, points: PointSeries)?
  private var region: (bytes: [UInt8], place: Int)?

  static func read(
    _ table: consuming TableReader, as format: CSVPointFormat, _ request: TraceRequest
  ) throws(InputError) -> [TraceDocument] {
    var points = try CSVPoints(table, format, request)
    return try points.documents()
  }

  /// The points by region, such as prices are made of.
  static func series(
    _ table: consuming TableReader, as format: CSVPointFormat, _ request: TraceRequest
  ) throws(InputError) -> [(region: String?, series: PointSeries)] {
    var points = try CSVPoints(table, format, request)
    while try points.table.nextRow() { try points.readRow() }
    guard !points.series.all.isEmpty else { throw points.noRows }
    return points.series.all
  }

  private init(
    _ table: consuming TableReader, _ format: CSVPointFormat, _ request: TraceRequest
  ) throws(InputError) {
    self.format = format
    self.request = request
    columns = try CSVPointColumns(format, in: table, request.selection)
    forecasts = ForecastChoice(issuedBy: request.selection.issuedBy)
    self.table = table
  }

  private mutating func documents() throws(InputError) -> [TraceDocument] {
    while try table.nextRow() { try readRow() }
    if let current { forecasts.offer(current.points, issued: current.issued) }
    if let chosen = try forecasts.choose(file: request.source.name) {
      return [try document(chosen.series, region: nil, issued: chosen.issued)]
    }
    guard !series.all.isEmpty else { throw noRows }
    var documents: [TraceDocument] = []
    for (region, points) in series.all { documents.append(try document(points, region: region, issued: nil)) }
    return documents
  }

  private var noRows: InputError {
    table.error(problem: "there are no rows below the header", cure: "give at least two, one a slot")
  }

  private func document(_ points: PointSeries, region: String?, issued: Int64?) throws(InputError) -> TraceDocument {
    var points = points
    points.dropsGaps = format.dropsGaps
    let detail = issued.map { "forecast of \(Instant(secondsSince1970: $0))" } ?? format.detail(request.selection)
    return try points.document(
      request,
      origin: PointOrigin(
        name: format.name, detail: detail, provenance: format.provenance, signal: format.signal,
        choices: issued == nil ? format.choices : format.choices.union([.issuedBy])),
      region: region)
  }

  private mutating func readRow() throws(InputError) {
    let series = columns.issued == nil ? try seriesPlace() : 0
    let time = try time(ofSeries: series)
    var number = try columns.value.map { (column) throws(InputError) in try self.number(column) } ?? nil
    var isForecast = false
    if number == nil, let column = columns.forecast {
      number = try self.number(column)
      isForecast = true
    }
    let place = PointPlace(line: table.lineNumber)
    do {
      if let column = columns.issued {
        let issued = try self.issued(column)
        if let current, current.issued != issued {
          forecasts.offer(current.points, issued: current.issued)
          self.current = nil
        }
        var points = current?.points ?? PointSeries(path: nil)
        current = nil
        try points.append(
          time: time, number: number, in: format.unit, isForecast: true, largest: format.largest, place: place)
        current = (issued, points)
      } else {
        try self.series.all[series].series.append(
          time: time, number: number, in: format.unit, isForecast: isForecast, largest: format.largest, place: place)
      }
    } catch let fault as PointSeries.Fault {
      throw table.error(problem: fault.problem, cure: fault.cure)
    } catch let error as InputError {
      throw error
    } catch {
      preconditionFailure("Nothing else is thrown above.")
    }
  }

  /// The place of the series of the row's region.
  private mutating func seriesPlace() throws(InputError) -> Int {
    guard let column = columns.region else { return series.place(of: nil, path: nil) ?? 0 }
    let bytes = fieldBytes(column)
    if let region, bytes.elementsEqual(region.bytes) { return region.place }
    let name = table.fields.text(ofField: column, in: table.lines.bytes.span.extracting(table.range))
    guard let place = series.place(of: name.isEmpty ? nil : name, path: nil) else {
      throw table.error(problem: "there are more than \(SeriesByRegion.mostRegions) regions", cure: "split the file")
    }
    region = (Array(bytes), place)
    return place
  }

  /// The bytes of a field of the current row.
  private func fieldBytes(_ column: Int) -> ArraySlice<UInt8> {
    let field = table.fields[column]
    let start = table.range.lowerBound
    return table.lines.bytes[start + field.lowerBound..<start + field.upperBound]
  }

  private mutating func time(ofSeries place: Int) throws(InputError) -> Int64 {
    let field = format.isDayFirst ? TimeStamp.dayFirst(fieldBytes(columns.time)) : fieldBytes(columns.time)
    do {
      guard columns.isLocal else { return try TimeStamp.parse(field.span, zone: format.zone) }
      let local = try TimeStamp.parseLocal(field.span)
      while clocks.count <= place { clocks.append(CentralEuropeanClock()) }
      if let utc = clocks[place].utc(ofLocal: local) { return utc }
    } catch {
      throw table.error(problem: "the time stamp \(quoted(field.span)) \(error.problem)", cure: error.cure)
    }
    throw table.error(
      problem: "the time stamp \(quoted(field.span)) names an hour that the clock skips in spring",
      cure: "correct it, or ask for times in UTC")
  }

  private func issued(_ column: Int) throws(InputError) -> Int64 {
    let field = table.lines.bytes.span.extracting(table.range).extracting(table.fields[column])
    do {
      return try TimeStamp.parse(field, dropsFraction: true)
    } catch {
      throw table.error(problem: "the time of the forecast \(quoted(field)) \(error.problem)", cure: error.cure)
    }
  }

  private func number(_ column: Int) throws(InputError) -> DecimalNumber? {
    if table.fields[column].isEmpty { return nil }
    let field = table.lines.bytes.span.extracting(table.range).extracting(table.fields[column])
    guard let number = table.decimal(field, timesTenTo: format.scale ?? format.unit.powerOfTen), number.value.isFinite
    else {
      throw table.error(
        about: field, what: "value", example: "439.30", largest: "1000000 g/kWh in magnitude",
        gap: ", or for a gap leave the cell empty")
    }
    return number
  }
}
