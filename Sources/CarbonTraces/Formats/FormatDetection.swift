/// Tells a file's format from its first bytes: 64 KiB of it, in which every provider names its fields.
enum FormatDetection {
  enum Content: Equatable {
    case csv(TraceFormat)
    case json(TraceFormat)
    /// JSON with none of the names that a format is known by.
    case unknownJSON
    /// A table of power, which is no trace.
    case powerLog
  }

  static func content(of head: [UInt8]) -> Content {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard
      let first = head[start...].first(where: { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && !isBlank($0) })
    else { return .csv(.native) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return .csv(format: head[start...]) }
    return jsonFormat(names: names(in: head)).map { .json($0) } ?? .unknownJSON
  }

  private static func jsonFormat(names: Set<String>) -> TraceFormat? {
    if names.contains("point_time") { return names.contains("moer") ? .sgip : .wattTime }
    if names.contains("data_point_period_seconds") { return .wattTime }
    if names.contains("carbonintensity") { return .electricityMaps }
    if names.contains("zone"), !names.isDisjoint(with: ["history", "forecast", "data"]) { return .electricityMaps }
    if names.contains("intensity"), names.contains("from") { return .ukCarbonIntensity }
    if !names.isDisjoint(with: ["rating", "forecastdata", "emissions"]) { return .carbonAwareSDK }
    return nil
  }

  /// The names of members in a piece of JSON, in lower case: strings with a colon behind them.
  private static func names(in head: [UInt8]) -> Set<String> {
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
}

extension FormatDetection.Content {
  fileprivate static func csv(format head: ArraySlice<UInt8>) -> FormatDetection.Content {
    let line = head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let columns = String(decoding: line, as: UTF8.self).lowercased().split(separator: ",")
      .map { $0.trimming { $0 == " " || $0 == "\"" } }
    if columns.contains(NativeCSVReader.timeColumn[...]) { return .csv(.native) }
    if columns.contains("timestamp"), columns.contains("moer") { return .csv(.wattTime) }
    if columns.contains(where: { $0.hasPrefix(ElectricityMapsCSV.valuePrefix) }) { return .csv(.electricityMaps) }
    if columns.contains(where: { $0.hasPrefix("power.draw") }) || columns.contains("energy_consumed") {
      return .powerLog
    }
    return .csv(.native)
  }
}

extension Substring {
  /// The text without the characters at both ends that are unwanted.
  func trimming(_ isUnwanted: (Character) -> Bool) -> Substring {
    guard let last = lastIndex(where: { !isUnwanted($0) }) else { return "" }
    return self[...last].drop(while: isUnwanted)
  }
}

/// Reads a source in whatever format it is.
enum TraceReading {
  static func read(
    _ source: InputSource, format: TraceFormat?, selection: TraceSelection, slot: Duration?
  ) throws(InputError) -> [TraceDocument] {
    var reader = try ByteReader(source)
    let content = FormatDetection.content(of: try reader.peek())
    let isJSON = if case .csv = content { false } else { content != .powerLog }
    let request = TraceRequest(source: source, selection: selection, slot: slot)
    switch (format, content, isJSON) {
    case (nil, .powerLog, _):
      throw InputError(
        file: source.name, line: 1, problem: "this is a log of power, not a trace of intensity",
        cure: "give it as the power log, and a trace beside it")
    case (nil, .unknownJSON, _):
      var json = try JSONReader(reader)
      try json.skip()
      try json.finish()
      throw InputError(
        file: source.name, problem: "no known provider's names are in this JSON",
        cure: "expected an answer of WattTime, Electricity Maps, Carbon Intensity (GB), the Carbon Aware SDK or SGIP; "
          + "if it is one, name the format")
    case (nil, .csv(let found), _), (nil, .json(let found), _):
      return try read(reader, as: found, isJSON: isJSON, request)
    case (let named?, _, _):
      return try read(reader, as: named, isJSON: isJSON, request)
    }
  }

  private static func read(
    _ reader: consuming ByteReader, as format: TraceFormat, isJSON: Bool, _ request: TraceRequest
  ) throws(InputError) -> [TraceDocument] {
    switch format {
    case .native: try NativeCSVReader.read(reader, of: request.source, slot: request.slot)
    case .wattTime: isJSON ? try WattTimeJSON.read(reader, request) : try WattTimeCSV.read(reader, request)
    case .electricityMaps:
      isJSON ? try ElectricityMapsJSON.read(reader, request) : try ElectricityMapsCSV.read(reader, request)
    case .ukCarbonIntensity: try UKCarbonIntensityJSON.read(reader, request)
    case .carbonAwareSDK: try CarbonAwareSDKJSON.read(reader, request)
    case .sgip: try SGIPSignalJSON.read(reader, request)
    }
  }
}

/// What a reader of a format is asked for.
struct TraceRequest {
  let source: InputSource
  let selection: TraceSelection
  let slot: Duration?
}
