import CarbonScheduling

/// Reads the points of a provider's JSON document, whatever its shape: ``JSONPointFormat`` says what its members mean.
///
///     {"zone": "DE", "history": [{"datetime": "2024-01-01T00:00:00Z", "carbonIntensity": 302}, ...]}
///      region        points       time                                value
///
/// Members may come in any order: a region or a time of issue behind the points is theirs too.
struct JSONPoints {
  let format: JSONPointFormat
  let request: TraceRequest
  private(set) var series = SeriesByRegion()
  private(set) var forecasts: [(region: String?, choice: ForecastChoice)] = []
  /// What the outermost object says of all points.
  private(set) var root = Scope()
  /// The name of the member that held the points, if one did.
  private(set) var pointsName = ""
  /// The clock of each region.
  private var clocks: [String?: CentralEuropeanClock] = [:]

  /// What an object says of itself, or of the points in it.
  struct Scope {
    var region: String?
    var time: Int64?
    /// What a clock on the wall showed then.
    var local: Int64?
    var end: Int64?
    var slot: Duration?
    var issued: Int64?
    var actual: DecimalNumber?
    var expected: DecimalNumber?
    var hasValue = false
    var hasUnit = false
    var holdsPoints = false
    var forecast: PointSeries?
    /// Values of several regions at this object's time.
    var parts: [Scope] = []
    /// Which only array of points has been read.
    var onlyArray: String?
    var times: [Int64] = []
    var timeLines: [Int] = []
    var columns: [(isForecast: Bool, values: [DecimalNumber?])] = []
  }

  init(_ format: JSONPointFormat, _ request: TraceRequest) {
    self.format = format
    self.request = request
  }

  static func read(
    _ reader: consuming ByteReader, as format: JSONPointFormat, _ request: TraceRequest
  ) throws(InputError) -> [TraceDocument] {
    let points = try readAll(reader, as: format, request)
    return try points.documents()
  }

  /// The points by region, such as prices are made of.
  static func series(
    _ reader: consuming ByteReader, as format: JSONPointFormat, _ request: TraceRequest
  ) throws(InputError) -> [(region: String?, series: PointSeries)] {
    let points = try readAll(reader, as: format, request)
    guard !points.series.all.isEmpty else { throw points.emptyDocument }
    return points.series.all
  }

  private static func readAll(
    _ reader: consuming ByteReader, as format: JSONPointFormat, _ request: TraceRequest
  ) throws(InputError) -> JSONPoints {
    var json = try JSONReader(reader)
    var points = JSONPoints(format, request)
    if try json.kind() == .array {
      try points.readElements(&json, of: nil)
    } else {
      try points.readObject(&json, of: nil, isRoot: true)
    }
    try json.finish()
    return points
  }

  /// The points of an array, or of one object.
  private mutating func readPoints(_ json: inout JSONReader, of region: String?) throws(InputError) {
    switch try json.kind() {
    case .array: try readElements(&json, of: region)
    case .object: try readObject(&json, of: region)
    default: throw try json.otherKind(instead: "an array")
    }
  }

  private mutating func readElements(_ json: inout JSONReader, of region: String?) throws(InputError) {
    try json.enterArray()
    while try json.nextElement() {
      if format.usesPaths, try json.kind() == .array { try readRow(&json) } else { try readObject(&json, of: region) }
    }
  }

  /// A point whose time and value are told by their places: `[1704067200, 302]`.
  private mutating func readRow(_ json: inout JSONReader) throws(InputError) {
    var scope = Scope()
    try json.enterArray()
    while try json.nextElement() {
      guard let meaning = format.meanings[json.plainPath.dropLast(2) + "[\(json.levels.last?.index ?? 0)]"] else {
        try json.skip()
        continue
      }
      try readField(&json, meaning, into: &scope)
    }
    try checkPoint(scope, in: json)
    try append(scope, at: scope, of: nil, in: json)
  }

  /// A point, or an object that holds others.
  private mutating func readObject(
    _ json: inout JSONReader, of outer: String?, isRoot: Bool = false
  ) throws(InputError) {
    let (firstSeries, firstForecast) = (series.all.count, forecasts.count)
    var scope = Scope()
    try readMembers(&json, into: &scope, of: outer)
    if let region = scope.region {
      series.nameUnnamed(from: firstSeries, region)
      for place in forecasts.indices.dropFirst(firstForecast) where forecasts[place].region == nil {
        forecasts[place].region = region
      }
    }
    if isRoot { root = scope }
    if let forecast = scope.forecast {
      guard let issued = scope.issued else {
        throw json.error(problem: "the forecast has no \(format.issuedName)", cure: "say when it was made")
      }
      offer(forecast, of: scope.region ?? outer, issued: issued)
    } else if !scope.times.isEmpty || !scope.columns.isEmpty {
      try appendColumns(scope, of: scope.region ?? outer, in: json)
    } else if !scope.holdsPoints {
      if isRoot, scope.time == nil, scope.local == nil, !scope.hasValue, scope.parts.isEmpty { return }
      try setTime(of: &scope, region: scope.region ?? outer, in: json)
      try checkPoint(scope, in: json)
      for part in scope.parts { try append(part, at: scope, of: part.region ?? scope.region ?? outer, in: json) }
      if scope.parts.isEmpty { try append(scope, at: scope, of: scope.region ?? outer, in: json) }
    }
  }

  private mutating func readMembers(
    _ json: inout JSONReader, into scope: inout Scope, of outer: String?
  ) throws(InputError) {
    try json.enterObject()
    while try json.nextMember() {
      guard let meaning = format.meaning(in: json) else {
        try json.skip()
        continue
      }
      switch meaning {
      case .points(let isOnly):
        if isOnly, let other = scope.onlyArray {
          throw json.error(problem: "there is a \(other) beside it", cure: "keep one of the two in a file")
        }
        (scope.onlyArray, pointsName) = (json.key, json.key)
        scope.holdsPoints = true
        try readPoints(&json, of: scope.region ?? outer)
      case .forecast: scope.forecast = try readForecast(&json)
      case .details:
        if try json.skipsNull() { continue }
        try readMembers(&json, into: &scope, of: outer)
      case .regions:
        try json.enterArray()
        while try json.nextElement() {
          var part = Scope()
          try readMembers(&json, into: &part, of: nil)
          guard part.hasValue else { throw json.missing(format.valueName) }
          scope.parts.append(part)
        }
      case .areaValues:
        try json.enterObject()
        while try json.nextMember() {
          var part = Scope()
          part.region = json.key
          part.actual = try json.number(timesTenTo: format.powerOfTen)
          part.hasValue = true
          scope.parts.append(part)
        }
      default: try readField(&json, meaning, into: &scope)
      }
    }
  }

  /// One thing that an object says of itself.
  private mutating func readField(
    _ json: inout JSONReader, _ meaning: JSONPointFormat.Meaning, into scope: inout Scope
  ) throws(InputError) {
    switch meaning {
    case .time(let what): scope.time = try time(&json, what)
    case .localTime(let what): scope.local = try json.localTime(what)
    case .end: scope.end = try json.time("end", zone: format.zone)
    case .value(let what, let isForecast):
      let number = try json.number(what, timesTenTo: format.powerOfTen)
      scope.hasValue = true
      if isForecast { scope.expected = number } else { scope.actual = number }
    case .slot(.seconds, let what): scope.slot = try json.slot(what)
    case .slot(.minutesOrClock, let what): scope.slot = try json.minutesOrClock(what)
    case .slot(.granularity, let what): scope.slot = try json.granularity(what)
    case .region(let what, let isOptional):
      scope.region = isOptional ? try json.optionalString(what) : try json.string(what)
    case .issued: scope.issued = try json.timeOfIssue()
    case .check(let check): try check(&json, request)
    case .unit(let check):
      try check(&json, request)
      scope.hasUnit = true
    case .timeColumn:
      try json.enterArray()
      while try json.nextElement() {
        scope.timeLines.append(json.line)
        scope.times.append(try time(&json, "time stamp"))
        guard scope.times.count <= TraceLimits.slotCount else { throw json.tooManyPoints() }
      }
    case .valueColumn(let isForecast):
      if try json.skipsNull() { return }
      var values: [DecimalNumber?] = []
      try json.enterArray()
      while try json.nextElement() {
        values.append(try json.number(timesTenTo: format.powerOfTen))
        guard values.count <= TraceLimits.slotCount else { throw json.tooManyPoints() }
      }
      scope.columns.append((isForecast, values))
    case .points, .forecast, .details, .regions, .areaValues: try json.skip()
    }
  }

  private mutating func time(_ json: inout JSONReader, _ what: String) throws(InputError) -> Int64 {
    if try json.kind() == .number, format.takesUnixTime { return try json.unixTime(what) }
    return try json.time(what, zone: format.zone)
  }
}

// MARK: - Points on their way to series

extension JSONPoints {
  /// Works out the time of a point that only a clock on the wall tells.
  private mutating func setTime(
    of scope: inout Scope, region: String?, in json: borrowing JSONReader
  ) throws(InputError) {
    guard scope.time == nil, let local = scope.local else { return }
    guard let utc = clocks[region, default: CentralEuropeanClock()].utc(ofLocal: local) else {
      let stamp = "\(Instant(secondsSince1970: local))".dropLast()
      throw json.error(
        problem: "the time stamp \(stamp) names an hour that the clock skips in spring",
        cure: "correct it, or ask for times in UTC")
    }
    scope.time = utc
  }

  private func checkPoint(_ scope: Scope, in json: borrowing JSONReader) throws(InputError) {
    guard let time = scope.time else { throw json.missing(format.timeName) }
    if let endName = format.endName, scope.end == nil { throw json.missing(endName) }
    if let end = scope.end {
      guard end > time, end - time <= TraceLimits.longestSlotSeconds else {
        throw json.error(
          problem: "the slot ends before it has begun, or after a year",
          cure: "check \(format.timeName) and \(format.endName ?? "its end")")
      }
    }
    guard scope.hasValue || !scope.parts.isEmpty else { throw json.missing(format.valueName) }
  }

  private mutating func append(
    _ values: Scope, at when: Scope, of region: String?, in json: borrowing JSONReader
  ) throws(InputError) {
    guard let place = series.place(of: region, path: json.arrayPath) else {
      throw json.error(problem: "there are more than \(SeriesByRegion.mostRegions) regions", cure: "split the file")
    }
    try Self.append(values, at: when, to: &series.all[place].series, format, request, in: json)
  }

  private static func append(
    _ values: Scope, at when: Scope, to series: inout PointSeries, _ format: JSONPointFormat, _ request: TraceRequest,
    in json: borrowing JSONReader
  ) throws(InputError) {
    guard let time = when.time else { return }
    let chosen = choice(values.actual, values.expected, request.selection.values)
    let seconds = when.end.map { $0 - time } ?? when.slot?.components.seconds
    do {
      try series.append(
        time: time, lasting: seconds, number: chosen.number, in: format.unit, isForecast: chosen.isForecast,
        largest: format.largest,
        place: PointPlace(line: json.line, index: json.levels.last?.index ?? 0))
    } catch {
      throw json.error(problem: error.problem, cure: error.cure)
    }
  }

  /// The value that is asked for: the actual one where there is one, if nothing is.
  private static func choice(
    _ actual: DecimalNumber?, _ expected: DecimalNumber?, _ wanted: TraceSelection.Values?
  ) -> (number: DecimalNumber?, isForecast: Bool) {
    switch wanted {
    case .actual: (actual, false)
    case .forecast: (expected, true)
    case nil: actual.map { ($0, false) } ?? (expected, expected != nil)
    }
  }

  private mutating func readForecast(_ json: inout JSONReader) throws(InputError) -> PointSeries {
    var points = PointSeries(path: json.path)
    try json.enterArray()
    while try json.nextElement() {
      var scope = Scope()
      try readMembers(&json, into: &scope, of: nil)
      try checkPoint(scope, in: json)
      scope.expected = scope.actual
      try Self.append(scope, at: scope, to: &points, format, request, in: json)
    }
    return points
  }

  private mutating func offer(_ forecast: PointSeries, of region: String?, issued: Int64) {
    let place = forecasts.firstIndex { $0.region == region } ?? forecasts.count
    if place == forecasts.count {
      forecasts.append((region, ForecastChoice(issuedBy: request.selection.issuedBy)))
    }
    forecasts[place].choice.offer(forecast, issued: issued)
  }

  /// Points whose times and values stand in arrays of their own.
  private mutating func appendColumns(
    _ scope: Scope, of region: String?, in json: borrowing JSONReader
  ) throws(InputError) {
    if let odd = scope.columns.first(where: { $0.values.count != scope.times.count }) {
      throw json.error(
        problem: scope.times.isEmpty
          ? "there is no \(format.timeName)"
          : "there are \(scope.times.count) times and \(odd.values.count) values",
        cure: "give one value for each entry of \(format.timeName), null for a gap")
    }
    guard !scope.columns.isEmpty else { throw json.missing(format.valueName) }
    guard let place = series.place(of: region, path: nil) else { return }
    for row in scope.times.indices {
      let chosen = Self.choice(
        Self.column(false, scope.columns, row), Self.column(true, scope.columns, row), request.selection.values)
      do {
        try series.all[place].series.append(
          time: scope.times[row], number: chosen.number, in: format.unit, isForecast: chosen.isForecast,
          largest: format.largest,
          place: PointPlace(line: scope.timeLines[row], index: row))
      } catch {
        throw InputError(
          file: json.name, line: scope.timeLines[row], path: "\(json.path).\(format.timeName)[\(row)]",
          problem: error.problem, cure: error.cure)
      }
    }
  }

  private static func column(
    _ isForecast: Bool, _ columns: [(isForecast: Bool, values: [DecimalNumber?])], _ row: Int
  ) -> DecimalNumber? {
    columns.first { $0.isForecast == isForecast }?.values[row]
  }
}
