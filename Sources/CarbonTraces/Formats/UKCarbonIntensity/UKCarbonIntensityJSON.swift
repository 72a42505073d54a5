import CarbonScheduling

/// Reads answers of the Carbon Intensity API of Great Britain, national and regional:
///
///     {"data": [{"from": "2020-05-24T20:30Z", "to": "2020-05-24T21:00Z",
///                "intensity": {"forecast": 263, "actual": 266, "index": "moderate"}}, ...]}
///     {"data": {"shortname": "London", "data": [{"from": ..., "to": ..., "intensity": {"forecast": 263}}, ...]}}
///     {"data": [{"from": ..., "to": ..., "regions": [{"shortname": "London", "intensity": ...}, ...]}, ...]}
struct UKCarbonIntensityJSON {
  private var actual = SeriesByRegion()
  private var forecast = SeriesByRegion()
  private var hasActual = false

  static func read(_ reader: consuming ByteReader, _ request: TraceRequest) throws(InputError) -> [TraceDocument] {
    var json = try JSONReader(reader)
    var document = UKCarbonIntensityJSON()
    try json.enterObject()
    while try json.nextMember() {
      if json.key == "data" { try document.readData(&json, region: nil) } else { try json.skip() }
    }
    try json.finish()
    let values = request.selection.values ?? (document.hasActual ? .actual : .forecast)
    return try (values == .actual ? document.actual : document.forecast).documents(
      request, provider: "Carbon Intensity API (GB), \(values.rawValue)", signal: .average)
  }

  /// An array of slots or of regions, or one region.
  private mutating func readData(_ json: inout JSONReader, region: String?) throws(InputError) {
    guard try json.kind() == .array else { return try readElement(&json, region: region) }
    try json.enterArray()
    while try json.nextElement() { try readElement(&json, region: region) }
  }

  /// A slot, with an intensity or one for each region, or a region with its slots.
  private mutating func readElement(_ json: inout JSONReader, region outer: String?) throws(InputError) {
    var region = outer
    var slot = Slot()
    var intensities: [Intensity] = []
    var isRegion = false
    try json.enterObject()
    while try json.nextMember() {
      switch json.key {
      case "from": slot.start = try json.time("start")
      case "to": slot.end = try json.time("end")
      case "shortname": region = try json.string("region")
      case "intensity": intensities.append(try Intensity(&json, region: region))
      case "regions":
        try json.enterArray()
        while try json.nextElement() { intensities.append(try Self.readRegion(&json)) }
      case "data":
        isRegion = true
        try readData(&json, region: region)
      default: try json.skip()
      }
    }
    if isRegion { return }
    guard let time = slot.start, let end = slot.end else { throw json.missing(slot.start == nil ? "from" : "to") }
    guard !intensities.isEmpty else { throw json.missing("intensity") }
    guard end > time, end - time <= TraceLimits.longestSlotSeconds else {
      throw json.error(problem: "the slot ends before it has begun, or after a year", cure: "check from and to")
    }
    for intensity in intensities {
      hasActual = hasActual || intensity.actual != nil
      try append(intensity.actual, of: intensity.region, from: time, to: end, in: json, to: &actual)
      try append(intensity.forecast, of: intensity.region, from: time, to: end, in: json, to: &forecast)
    }
  }

  private static func readRegion(_ json: inout JSONReader) throws(InputError) -> Intensity {
    var region: String?
    var intensity: Intensity?
    try json.enterObject()
    while try json.nextMember() {
      switch json.key {
      case "shortname": region = try json.string("region")
      case "intensity": intensity = try Intensity(&json, region: nil)
      default: try json.skip()
      }
    }
    guard var intensity else { throw json.missing("intensity") }
    intensity.region = region
    return intensity
  }

  private func append(
    _ number: DecimalNumber?, of region: String?, from time: Int64, to end: Int64, in json: borrowing JSONReader,
    to regions: inout SeriesByRegion
  ) throws(InputError) {
    try regions.withSeries(of: region, in: json) { series throws(InputError) in
      let slot = Duration.seconds(end - time)
      guard (series.slot ?? slot) == slot else {
        throw json.error(
          problem:
            "the slot lasts \(slot.compactDescription), those before \((series.slot ?? slot).compactDescription)",
          cure: "keep slots of one length in a file")
      }
      series.slot = slot
      try json.append(time: time, number: number, to: &series)
    }
  }

  private struct Slot {
    var start: Int64?
    var end: Int64?
  }

  private struct Intensity {
    var region: String?
    var actual: DecimalNumber?
    var forecast: DecimalNumber?

    init(_ json: inout JSONReader, region: String?) throws(InputError) {
      self.region = region
      try json.enterObject()
      while try json.nextMember() {
        switch json.key {
        case "actual": actual = try json.number("actual value")
        case "forecast": forecast = try json.number("forecast")
        default: try json.skip()
        }
      }
    }
  }
}
