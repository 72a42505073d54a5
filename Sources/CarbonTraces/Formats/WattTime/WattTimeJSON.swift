import CarbonScheduling

/// Reads WattTime's v3 answers: history and forecast, which are alike, and collections of past forecasts.
///
///     {"data": [{"point_time": "2024-01-01T00:00:00+00:00", "value": 870.5}, ...],
///      "meta": {"data_point_period_seconds": 300, "region": "...", "signal_type": "co2_moer",
///               "units": "lbs_co2_per_mwh", "generated_at": "..."}}
///     {"data": [{"generated_at": "...", "forecast": [{"point_time": ..., "value": ...}, ...]}, ...], "meta": ...}
struct WattTimeJSON {
  private var points = PointSeries(path: "$.data")
  private var forecasts: ForecastChoice
  private var meta = Meta()

  static func read(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    var json = try JSONReader(reader)
    var document = WattTimeJSON(forecasts: ForecastChoice(issuedBy: request.selection.issuedBy))
    try document.read(&json)
    return [try document.document(request)]
  }

  private init(forecasts: ForecastChoice) {
    self.forecasts = forecasts
  }

  private mutating func read(_ json: inout JSONReader) throws(InputError) {
    try json.enterObject()
    while try json.nextMember() {
      switch json.key {
      case "data":
        try json.enterArray()
        while try json.nextElement() { try readElement(&json) }
      case "meta": try meta.read(&json)
      default: try json.skip()
      }
    }
    try json.finish()
  }

  /// A point, or a forecast of many.
  private mutating func readElement(_ json: inout JSONReader) throws(InputError) {
    var time: Int64?
    var number: DecimalNumber?
    var hasValue = false
    var issued: Int64?
    var forecast: PointSeries?
    try json.enterObject()
    while try json.nextMember() {
      switch json.key {
      case "point_time": time = try json.time()
      case "value": (number, hasValue) = (try json.number(), true)
      case "generated_at": issued = try json.time("time of the forecast")
      case "forecast": forecast = try Self.readForecast(&json)
      default: try json.skip()
      }
    }
    if let forecast {
      guard let issued else {
        throw json.error(problem: "the forecast has no generated_at", cure: "say when it was made")
      }
      forecasts.offer(forecast, issued: issued)
    } else if let time, hasValue {
      try json.append(time: time, number: number, to: &points)
    } else {
      throw json.missing(time == nil ? "point_time" : "value")
    }
  }

  private static func readForecast(_ json: inout JSONReader) throws(InputError) -> PointSeries {
    var series = PointSeries(path: json.path)
    try json.enterArray()
    while try json.nextElement() {
      var time: Int64?
      var number: DecimalNumber?
      var hasValue = false
      try json.enterObject()
      while try json.nextMember() {
        switch json.key {
        case "point_time": time = try json.time()
        case "value": (number, hasValue) = (try json.number(), true)
        default: try json.skip()
        }
      }
      guard let time, hasValue else { throw json.missing(time == nil ? "point_time" : "value") }
      try json.append(time: time, number: number, to: &series)
    }
    return series
  }

  private consuming func document(_ request: TraceRequest) throws(InputError) -> TraceDocument {
    guard meta.hasUnits else {
      throw InputError(
        file: request.source.name, path: "$.meta", problem: "there are no units",
        cure: "keep the member meta of the answer, which says units and signal_type")
    }
    let chosen = try forecasts.choose(file: request.source.name)
    var series = chosen?.series ?? points
    series.slot = meta.slot
    series.convert(MassUnits.gramsPerKilowattHour)
    let kind = (chosen?.issued ?? meta.issued).map { "forecast of \(Instant(secondsSince1970: $0))" } ?? "historical"
    return try series.document(
      request, provider: "WattTime v3 \(kind)", region: meta.region, signal: .marginal)
  }

  /// What an answer says of its values, which may come behind them.
  private struct Meta {
    var slot: Duration?
    var region: String?
    var issued: Int64?
    var hasUnits = false

    mutating func read(_ json: inout JSONReader) throws(InputError) {
      try json.enterObject()
      while try json.nextMember() {
        switch json.key {
        case "data_point_period_seconds": slot = try json.slot("length of a slot")
        case "region": region = try json.string("region")
        case "generated_at", "generated_at_period_start": issued = try json.skipsNull() ? nil : try json.time()
        case "units":
          try check(try json.string("units"), in: json)
          hasUnits = true
        case "signal_type":
          let signal = try json.string("signal")
          guard signal == "co2_moer" else {
            throw json.error(
              problem: "the signal \(quoted(signal)) \(Self.fault(ofSignal: signal))", cure: "ask for co2_moer")
          }
        default: try json.skip()
        }
      }
    }

    private func check(_ units: String, in json: borrowing JSONReader) throws(InputError) {
      guard units != "lbs_co2_per_mwh" else { return }
      throw json.error(
        problem: units == "percentile"
          ? "the units are percentile, which ranks hours and says no grams"
          : "the units \(quoted(units)) are not known",
        cure: "ask for co2_moer in lbs_co2_per_mwh")
    }

    private static func fault(ofSignal signal: String) -> String {
      switch signal {
      case "health_damage": "counts damage to health in money, not grams"
      case "co2_aoer": "is an average rate, and is not known here"
      default: "is not known"
      }
    }
  }
}

extension JSONReader {
  /// The error for an object without a member that it needs.
  func missing(_ name: String) -> InputError {
    error(problem: "there is no \(name)", cure: "expected an object with \(name)")
  }
}
