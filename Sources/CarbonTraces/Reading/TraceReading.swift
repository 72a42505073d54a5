import CarbonScheduling

/// Reads a source in whatever format it is.
enum TraceReading {
  static func read(
    _ source: InputSource, format: TraceFormat?, selection: TraceSelection, slot: Duration?
  ) throws(InputError) -> [TraceDocument] {
    var reader = try ByteReader(source)
    let content = FormatDetection.content(of: try reader.peek())
    let request = TraceRequest(source: source, selection: selection, slot: slot)
    if let format {
      let isJSON =
        switch content {
        case .json, .unknownJSON: true
        case .csv, .powerLog, .prices: false
        }
      return try read(reader, as: format, isJSON: isJSON, request)
    }
    switch content {
    case .powerLog:
      throw InputError(
        file: source.name, line: 1, problem: "this is a log of power, not a trace of intensity",
        cure: "give it as the power log, and a trace beside it")
    case .prices:
      throw InputError(
        file: source.name, line: 1, problem: "these are prices, not intensities",
        cure: "give them as the price, and a trace beside them")
    case .json, .unknownJSON:
      if let paths = selection.jsonPaths { return try JSONPoints.read(reader, as: .any(paths), request) }
      guard case .json(let found) = content else { throw try UnknownJSON.explanation(reader) }
      return try read(reader, as: found, isJSON: true, request)
    case .csv(let found):
      return try read(reader, as: found, isJSON: false, request)
    }
  }

  private static func read(
    _ reader: consuming ByteReader, as format: TraceFormat, isJSON: Bool, _ request: TraceRequest
  ) throws(InputError) -> [TraceDocument] {
    if format == .native { return try NativeCSVReader.read(reader, of: request.source, slot: request.slot) }
    if isJSON {
      guard let format = try jsonFormat(format, request) else { throw wrongKind(request, "JSON", "CSV") }
      return try JSONPoints.read(reader, as: format, request)
    }
    guard format != .json else { throw wrongKind(request, "no JSON", "JSON") }
    let formats = CSVPointFormat.all.filter { $0.format == format }
    guard let first = formats.first else { throw wrongKind(request, "no JSON", "JSON") }
    let table = try TableReader(reader, expecting: first.expectation)
    let columns = table.header.map { $0.lowercased() }
    return try CSVPoints.read(table, as: formats.first { $0.matches(columns) } ?? first, request)
  }

  /// The JSON of a format; `nil` if that has none.
  private static func jsonFormat(
    _ format: TraceFormat, _ request: TraceRequest
  ) throws(InputError) -> JSONPointFormat? {
    switch format {
    case .wattTime: .wattTime
    case .electricityMaps: .electricityMaps
    case .co2Signal: .co2Signal
    case .ukCarbonIntensity: .greatBritain
    case .carbonAwareSDK: .carbonAwareSDK
    case .sgip: .sgip
    case .energyCharts: .energyCharts
    case .energinet: .energinet
    case .eco2mix: .eco2mix
    case .ned: .ned
    case .native, .neso, .sustainGym, .carbonCast: nil
    case .json:
      if let paths = request.selection.jsonPaths {
        .any(paths)
      } else {
        throw InputError(
          file: request.source.name, problem: "it is not said where in this JSON times and values are",
          cure: "say it with paths such as data[].time and data[].value")
      }
    }
  }

  private static func wrongKind(_ request: TraceRequest, _ found: String, _ wanted: String) -> InputError {
    InputError(
      file: request.source.name, problem: "this is \(found), and the format named has only \(wanted)",
      cure: "name another format, or none to have it found")
  }
}

/// What to say of JSON that no format is known by.
enum UnknownJSON {
  /// The error that quotes a provider's refusal, or lists what was found; of broken JSON, where it breaks.
  static func explanation(_ reader: consuming ByteReader) throws(InputError) -> InputError {
    var json = try JSONReader(reader)
    var names: [String] = []
    var message: String?
    if try json.kind() == .object {
      try json.enterObject()
      while try json.nextMember() {
        if names.count < 6 { names.append(json.key) }
        if message == nil, refusals.contains(json.key.lowercased()) {
          message = try text(&json)
        } else {
          try json.skip()
        }
      }
    } else {
      try json.skip()
    }
    try json.finish()
    if let message {
      return InputError(
        file: json.name, problem: "the provider answered with an error, \(quoted(message, limit: 200))",
        cure: "ask again as it says")
    }
    let found = names.isEmpty ? "" : " (it holds \(names.map { quoted($0, limit: 20) }.joined(separator: ", ")))"
    return InputError(
      file: json.name, problem: "no known provider's names are in this JSON\(found)",
      cure: "expected an answer of WattTime, Electricity Maps, Carbon Intensity (GB), the Carbon Aware SDK, SGIP, "
        + "energy-charts.info, Energinet, RTE or NED; of others, say the paths of times and values")
  }

  /// The names that a sentence for people has in an error, rather than its number.
  private static let sentences: Set<String> = ["message", "detail", "details", "reason", "description", "title", "msg"]

  private static let refusals: Set<String> = ["error", "errors", "message", "detail", "error_description", "title"]

  /// A string, or the one for people in what is no string, or the first.
  private static func text(_ json: inout JSONReader) throws(InputError) -> String? {
    switch try json.kind() {
    case .string: return try json.string("error")
    case .object:
      var found: String?
      var sentence: String?
      try json.enterObject()
      while try json.nextMember() {
        let isSentence = sentences.contains(json.key.lowercased())
        guard isSentence ? sentence == nil : found == nil, try json.kind() != .null else {
          try json.skip()
          continue
        }
        if isSentence { sentence = try text(&json) } else { found = try text(&json) }
      }
      return sentence ?? found
    case .array:
      var found: String?
      try json.enterArray()
      while try json.nextElement() {
        if found == nil { found = try text(&json) } else { try json.skip() }
      }
      return found
    default:
      try json.skip()
      return nil
    }
  }
}
