import CarbonScheduling

/// Reads answers of California's SGIP signal: marginal emission rates in kilograms per kilowatt-hour, one or an array of
/// them, each with its balancing authority.
///
///     [{"ba": "SGIP_CAISO_PGE", "freq": "300", "moer": "0.3455", "point_time": "2021-10-07T00:00:00Z", ...}, ...]
enum SGIPSignalJSON {
  static func read(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    var json = try JSONReader(reader)
    var regions = SeriesByRegion()
    if try json.kind() == .array {
      try json.enterArray()
      while try json.nextElement() { try readPoint(&json, into: &regions) }
    } else {
      try readPoint(&json, into: &regions)
    }
    try json.finish()
    return try regions.documents(request, provider: "SGIP signal", signal: .marginal)
  }

  private static func readPoint(_ json: inout JSONReader, into regions: inout SeriesByRegion) throws(InputError) {
    var time: Int64?
    var number: DecimalNumber?
    var hasValue = false
    var slot: Duration?
    var authority: String?
    try json.enterObject()
    while try json.nextMember() {
      switch json.key {
      case "point_time": time = try json.time()
      case "moer":
        (number, hasValue) = (try json.number(timesTenTo: 3), true)
        if let read = number { number?.fractionCode = MassUnits.gramCode(ofKilograms: read.fractionCode) }
      case "freq": slot = try json.slot("frequency in seconds")
      case "ba": authority = try json.string("balancing authority")
      default: try json.skip()
      }
    }
    guard let time, hasValue else { throw json.missing(time == nil ? "point_time" : "moer") }
    try regions.withSeries(of: authority, in: json) { series throws(InputError) in
      guard series.slot == nil || slot == nil || series.slot == slot else {
        throw json.error(
          problem: "the slot lasts another time than those before", cure: "keep points of one frequency in a file")
      }
      if let slot { series.slot = slot }
      try json.append(time: time, number: number, to: &series)
    }
  }
}
