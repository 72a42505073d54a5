import CarbonScheduling

/// Reads files and answers of the Green Software Foundation's Carbon Aware SDK, whatever the case of their names:
///
///     {"Emissions": [{"Location": "eastus", "Time": "2021-11-16T00:55:00+00:00", "Rating": 70, ...}, ...]}
///     [{"location": "eastus", "time": "2021-11-16T00:55:00+00:00", "rating": "70", "duration": "01:00:00"}, ...]
///     [{"generatedAt": "...", "location": "eastus",
///       "forecastData": [{"timestamp": "2021-11-16T01:00:00+00:00", "duration": 5, "value": 359.23}, ...]}, ...]
struct CarbonAwareSDKJSON {
  private var emissions = SeriesByRegion()
  private var forecasts: [(region: String?, choice: ForecastChoice)] = []
  private let issuedBy: Instant?

  static func read(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    var json = try JSONReader(reader)
    var document = CarbonAwareSDKJSON(issuedBy: request.selection.issuedBy)
    if try json.kind() == .array {
      try document.readArray(&json)
    } else {
      try document.readElement(&json)
    }
    try json.finish()
    return try document.documents(request)
  }

  private init(issuedBy: Instant?) {
    self.issuedBy = issuedBy
  }

  private func documents(_ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    var documents: [TraceDocument] = []
    for (region, choice) in forecasts {
      guard let (series, issued) = try choice.choose(file: request.source.name) else { continue }
      documents.append(
        try series.document(
          request, provider: "Carbon Aware SDK forecast of \(Instant(secondsSince1970: issued))", region: region,
          signal: .unknown))
    }
    if !documents.isEmpty, emissions.all.isEmpty { return documents }
    return documents + (try emissions.documents(request, provider: "Carbon Aware SDK", signal: .unknown))
  }

  private mutating func readArray(_ json: inout JSONReader) throws(InputError) {
    try json.enterArray()
    while try json.nextElement() { try readElement(&json) }
  }

  /// A point, a forecast, or a file's outermost object.
  private mutating func readElement(_ json: inout JSONReader) throws(InputError) {
    var point = Point()
    var issued: Int64?
    var forecast: PointSeries?
    var holdsOthers = false
    try json.enterObject()
    while try json.nextMember() {
      switch json.key.lowercased() {
      case "emissions", "emissionsdata":
        holdsOthers = true
        try readArray(&json)
      case "forecastdata": forecast = try Self.readForecast(&json)
      case "generatedat": issued = try json.skipsNull() ? nil : try json.time("time of the forecast")
      case let name: try point.read(name, from: &json)
      }
    }
    if holdsOthers { return }
    if let forecast {
      guard let issued else {
        throw json.error(problem: "the forecast has no generatedAt", cure: "say when it was made")
      }
      let place = forecasts.firstIndex { $0.region == point.location } ?? forecasts.count
      if place == forecasts.count { forecasts.append((point.location, ForecastChoice(issuedBy: issuedBy))) }
      forecasts[place].choice.offer(forecast, issued: issued)
      return
    }
    let read = point
    try emissions.withSeries(of: point.location, in: json) { series throws(InputError) in
      try read.append(to: &series, in: json)
    }
  }

  private static func readForecast(_ json: inout JSONReader) throws(InputError) -> PointSeries {
    var series = PointSeries(path: json.path)
    try json.enterArray()
    while try json.nextElement() {
      var point = Point()
      try json.enterObject()
      while try json.nextMember() { try point.read(json.key.lowercased(), from: &json) }
      try point.append(to: &series, in: json)
    }
    return series
  }

  /// A rating at a time, by either of the two sets of names.
  private struct Point {
    var location: String?
    var time: Int64?
    var number: DecimalNumber?
    var hasValue = false
    var slot: Duration?

    mutating func read(_ name: String, from json: inout JSONReader) throws(InputError) {
      switch name {
      case "location": location = try json.optionalString("location")
      case "time", "timestamp": time = try json.time()
      case "rating", "value": (number, hasValue) = (try json.number("rating"), true)
      case "duration": slot = try Self.duration(&json)
      default: try json.skip()
      }
    }

    /// A number of minutes, or hours, minutes and seconds: `00:05:00`. Zero, which stands for none, is `nil`.
    private static func duration(_ json: inout JSONReader) throws(InputError) -> Duration? {
      if try json.skipsNull() { return nil }
      if try json.kind() == .number {
        let minutes = try json.slotOrZero(unit: 60)
        return minutes
      }
      let text = try json.string("duration")
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) ?? -1 }
      guard parts.count == 3, parts.allSatisfy({ 0...9_999 ~= $0 }) else {
        throw json.error(
          problem: "the duration \(quoted(text)) is not one", cure: "write 00:05:00 or a number of minutes")
      }
      let seconds = 3_600 * parts[0] + 60 * parts[1] + parts[2]
      return seconds == 0 ? nil : .seconds(seconds)
    }

    func append(to series: inout PointSeries, in json: borrowing JSONReader) throws(InputError) {
      guard let time, hasValue else { throw json.missing(time == nil ? "time" : "rating") }
      guard series.slot == nil || slot == nil || series.slot == slot else {
        throw json.error(
          problem: "the point lasts another time than those before", cure: "keep points of one length in a file")
      }
      if let slot { series.slot = slot }
      try json.append(time: time, number: number, to: &series)
    }
  }
}

extension JSONReader {
  /// As ``slot(_:unit:)``, or `nil` for zero.
  fileprivate mutating func slotOrZero(unit: Int64) throws(InputError) -> Duration? {
    let number = try number("duration")?.value ?? 0
    guard number != 0 else { return nil }
    let limit = Double(TraceLimits.longestSlotSeconds / unit)
    guard number >= 1, number <= limit, number == number.rounded() else {
      throw error(problem: "the duration is not a possible length of time", cure: "give whole minutes from 1 on")
    }
    return .seconds(Int64(number) * unit)
  }
}
