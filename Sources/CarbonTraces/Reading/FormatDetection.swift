/// Tells a file's format from its first bytes: 64 KiB of it, in which every provider names its fields.
enum FormatDetection {
  enum Content: Equatable {
    case csv(TraceFormat)
    case json(TraceFormat)
    /// JSON with none of the names that a format is known by, and the names that it has.
    case unknownJSON
    /// A table of power, which is no trace.
    case powerLog
    /// A table of prices, which is no trace.
    case prices
  }

  static func content(of head: [UInt8]) -> Content {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard
      let first = head[start...].first(where: { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && !isBlank($0) })
    else { return .csv(.native) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return csv(head[start...]) }
    return jsonFormat(names: names(in: head)).map { .json($0) } ?? .unknownJSON
  }

  /// The names that a provider's JSON is known by, any of one row and all of it, the rarest first.
  private static let knownNames: [(format: TraceFormat, names: [String])] = [
    (.sgip, ["point_time", "moer"]),
    (.wattTime, ["point_time"]),
    (.wattTime, ["data_point_period_seconds"]),
    (.co2Signal, ["carbonintensity", "countrycode"]),
    (.electricityMaps, ["carbonintensity"]),
    (.electricityMaps, ["zone", "history"]),
    (.electricityMaps, ["zone", "forecast"]),
    (.electricityMaps, ["zone", "data"]),
    (.energyCharts, ["unix_seconds"]),
    (.energinet, ["co2emission"]),
    (.eco2mix, ["taux_co2"]),
    (.ned, ["emissionfactor"]),
    (.ukCarbonIntensity, ["intensity", "from"]),
    (.carbonAwareSDK, ["rating"]),
    (.carbonAwareSDK, ["forecastdata"]),
    (.carbonAwareSDK, ["emissions"]),
    (.carbonAwareSDK, ["location", "timestamp", "value"]),
  ]

  private static func jsonFormat(names: Set<String>) -> TraceFormat? {
    knownNames.first { $0.names.allSatisfy(names.contains) }?.format
  }

  /// The names of members in a piece of JSON, in lower case: strings with a colon behind them.
  static func names(in head: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var index = 0
    while index < head.count {
      guard head[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while index < head.count, head[index] != UInt8(ascii: "\"") {
        index += head[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(index, head.count)
      index = end + 1
      while index < head.count, head[index] <= UInt8(ascii: " ") { index += 1 }
      if index < head.count, head[index] == UInt8(ascii: ":"), end - start <= 40 {
        names.insert(String(decoding: head[start..<end], as: UTF8.self).lowercased())
      }
    }
    return names
  }

  private static func csv(_ head: ArraySlice<UInt8>) -> Content {
    var lines = head[...]
    var line = takeLine(&lines)
    if let dialect = Dialect(named: Array(line).span) {
      line = takeLine(&lines)
      return csv(columns: columns(of: Array(line), dialect))
    }
    let header = Array(line)
    return csv(columns: columns(of: header, Dialect(ofHeader: header.span)))
  }

  private static func csv(columns: [String]) -> Content {
    if columns.contains(NativeCSV.timeColumn) { return columns.contains("price") ? .prices : .csv(.native) }
    if let format = CSVPointFormat.all.first(where: { $0.matches(columns) }) { return .csv(format.format) }
    if columns.contains(where: { $0.hasPrefix("power.draw") }) || columns.contains("energy_consumed") {
      return .powerLog
    }
    return .csv(.native)
  }

  private static func takeLine(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    bytes = bytes[line.endIndex...].drop { $0 == UInt8(ascii: "\r") }
    bytes = bytes.first == UInt8(ascii: "\n") ? bytes.dropFirst() : bytes
    return line
  }

  /// The names in a header, in lower case; none of a header that cannot be split.
  private static func columns(of line: [UInt8], _ dialect: Dialect) -> [String] {
    var fields = DelimitedFields()
    fields.dialect = dialect
    guard (try? fields.split(line.span)) != nil else { return [] }
    return (0..<fields.count).map { fields.text(ofField: $0, in: line.span).lowercased() }
  }
}
