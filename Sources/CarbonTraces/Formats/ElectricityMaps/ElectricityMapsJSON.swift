import CarbonScheduling

/// Reads Electricity Maps' v3 answers: history (also as `data`, of a range of time) and forecast.
///
///     {"zone": "DE", "history": [{"datetime": "2024-01-01T00:00:00.000Z", "carbonIntensity": 302, ...}, ...]}
///     {"zone": "DE", "forecast": [{"datetime": "2024-01-01T00:00:00.000Z", "carbonIntensity": 302}, ...]}
struct ElectricityMapsJSON {
  private var zone: String?
  private var series: PointSeries?
  private var kind = ""

  static func read(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    var json = try JSONReader(reader)
    var document = ElectricityMapsJSON()
    try document.read(&json, request.selection.emissionFactors)
    guard let series = document.series else {
      throw InputError(
        file: request.source.name, path: "$", problem: "there is no history and no forecast",
        cure: "expected one of these arrays")
    }
    return [
      try series.document(
        request, provider: "Electricity Maps v3 \(document.kind)", region: document.zone, signal: .average)
    ]
  }

  private mutating func read(
    _ json: inout JSONReader, _ factors: TraceSelection.EmissionFactors?
  ) throws(InputError) {
    try json.enterObject()
    while try json.nextMember() {
      switch json.key {
      case "zone": zone = try json.string("zone")
      case "history", "data", "forecast":
        guard series == nil else {
          throw json.error(problem: "there is a \(kind) beside it", cure: "keep one of the two in a file")
        }
        kind = json.key == "forecast" ? "forecast" : "history"
        var points = PointSeries(path: json.path)
        try json.enterArray()
        while try json.nextElement() { try Self.readPoint(&json, into: &points, factors) }
        series = points
      default: try json.skip()
      }
    }
    try json.finish()
  }

  private static func readPoint(
    _ json: inout JSONReader, into points: inout PointSeries, _ factors: TraceSelection.EmissionFactors?
  ) throws(InputError) {
    var time: Int64?
    var number: DecimalNumber?
    var hasValue = false
    try json.enterObject()
    while try json.nextMember() {
      switch json.key {
      case "datetime": time = try json.time()
      case "carbonIntensity": (number, hasValue) = (try json.number(), true)
      case "emissionFactorType":
        let type = try json.optionalString("kind of emission factors")
        guard let factors, let type, type != (factors == .direct ? "direct" : "lifecycle") else { continue }
        throw json.error(
          problem: "the emission factors are \(quoted(type))",
          cure: "ask the provider for \(factors.rawValue) ones, or choose these")
      default: try json.skip()
      }
    }
    guard let time, hasValue else { throw json.missing(time == nil ? "datetime" : "carbonIntensity") }
    try json.append(time: time, number: number, to: &points)
  }
}
