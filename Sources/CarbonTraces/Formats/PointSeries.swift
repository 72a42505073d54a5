import CarbonScheduling

/// The points of one trace as a provider's file gives them, on their way to slots.
struct PointSeries {
  /// The array that the points are elements of, such as `$.data`; `nil` in a CSV file.
  let path: String?
  /// How long a slot is, if the file says so.
  var slot: Duration?

  private(set) var times: [Int64] = []
  /// NaN in gaps.
  private(set) var values: [Double] = []
  /// The digits of each value, as ``FractionDigits`` has them.
  private var codes: [UInt8] = []
  private var lines: [Int32] = []
  private var indices: [Int32] = []

  init(path: String?) {
    self.path = path
  }

  var isEmpty: Bool { times.isEmpty }

  /// Why a point cannot follow those before it.
  enum Fault: Error {
    case duplicate
    case disorder(previous: Int64)
    case tooLarge
    case tooMany

    var problem: String {
      switch self {
      case .duplicate: "the point has the time of the one before"
      case .disorder(let previous):
        "the point is out of order after \(Instant(secondsSince1970: previous))"
      case .tooLarge: "the value is too large"
      case .tooMany: "there are more than \(TraceLimits.slotCount) points"
      }
    }

    var cure: String {
      switch self {
      case .duplicate: "remove one of the two"
      case .disorder: "sort the points by time, all forwards or all backwards"
      case .tooLarge: "it may be at most 1e15 in magnitude"
      case .tooMany: "split the file"
      }
    }
  }

  /// Adds a point.
  ///
  /// - Parameters:
  ///   - number: `nil` for a gap.
  ///   - line: Where it stands, and in JSON as which element.
  mutating func append(time: Int64, number: DecimalNumber?, line: Int, index: Int = 0) throws(Fault) {
    if let last = times.last {
      guard time != last else { throw .duplicate }
      let isBackwards = times.count > 1 ? times[1] < times[0] : time < last
      guard (time < last) == isBackwards else { throw .disorder(previous: last) }
    }
    guard times.count < TraceLimits.slotCount else { throw .tooMany }
    if let number {
      guard abs(number.value) <= IntensityTrace.largestMagnitude else { throw .tooLarge }
    }
    times.append(time)
    values.append(number?.value ?? .nan)
    codes.append(number?.fractionCode ?? FractionDigits.shortestCode)
    lines.append(Int32(clamping: line))
    indices.append(Int32(clamping: index))
  }

  /// Turns the values, of which none is a gap, into another unit.
  mutating func convert(_ conversion: (_ value: Double, _ code: UInt8) -> (value: Double, code: UInt8)) {
    for index in values.indices where !values[index].isNaN {
      (values[index], codes[index]) = conversion(values[index], codes[index])
    }
  }

  /// The trace of the points.
  ///
  /// - Parameter provider: Whose data it is, for the trace's source.
  consuming func document(
    _ request: TraceRequest, provider: String, region: String?, signal: Signal
  ) throws(InputError) -> TraceDocument {
    let file = request.source.name
    guard !times.isEmpty else {
      throw InputError(
        file: file, path: path, problem: "there are no points", cure: "ask the provider for another time")
    }
    if times.count > 1, times[1] < times[0] { reverse() }
    let places = RowPlaces.listed(lines: lines, indices: indices, path: path)
    let grid = try SlotGrid(times: times, slot: request.slot ?? slot, columnCount: 1, file: file, places: places)
    guard let firstValue = values.firstIndex(where: { !$0.isNaN }) else {
      throw places.error(
        row: 0, file: file, problem: "no point has a value", cure: "ask the provider for another time or signal")
    }
    let isUniform = !zip(values, codes).contains { !$0.isNaN && $1 != codes[firstValue] }
    let digits =
      isUniform
      ? FractionDigits(code: codes[firstValue])
      : FractionDigits(codes: grid.scatter(codes, elsewhere: FractionDigits.shortestCode))
    var slots = grid.scatter(values, elsewhere: .nan)
    let gaps = Self.takeGaps(outOf: &slots)
    do {
      let trace = try IntensityTrace(
        start: grid.start, slot: .seconds(grid.slotSeconds), values: slots, gaps: gaps, signal: signal,
        region: region ?? request.source.stem, source: "\(provider), \(file)")
      return TraceDocument(trace, fractionDigits: digits)
    } catch {
      throw InputError(file: file, problem: "the points make no trace", cure: error.description)
    }
  }

  private mutating func reverse() {
    times.reverse()
    values.reverse()
    codes.reverse()
    lines.reverse()
    indices.reverse()
  }

  /// Replaces NaN by zero, and says where it was.
  static func takeGaps(outOf slots: inout [Double]) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    for slot in slots.indices where slots[slot].isNaN {
      slots[slot] = 0
      if let last = gaps.last, last.upperBound == slot {
        gaps[gaps.count - 1] = last.lowerBound..<slot + 1
      } else {
        gaps.append(slot..<slot + 1)
      }
    }
    return gaps
  }
}

extension JSONReader {
  /// Adds a point that has just been read, the element that the reader is at.
  func append(time: Int64, number: DecimalNumber?, to series: inout PointSeries) throws(InputError) {
    do {
      try series.append(time: time, number: number, line: line, index: levels.last?.index ?? 0)
    } catch {
      throw self.error(problem: error.problem, cure: error.cure)
    }
  }

  /// Where the array lies whose elements are being read: `$.data`.
  var arrayPath: String {
    let path = path
    return path.hasSuffix("]") ? String(path[..<(path.lastIndex(of: "[") ?? path.endIndex)]) : path
  }
}

/// Series of several regions in one file, in the order in which they first appear.
struct SeriesByRegion {
  private(set) var all: [(region: String?, series: PointSeries)] = []
  private var places: [String?: Int] = [:]

  /// More regions than any grid has.
  private static let mostRegions = 4_096

  /// Changes the series of a region, which is made if it is new.
  mutating func withSeries(
    of region: String?, in json: borrowing JSONReader, _ body: (inout PointSeries) throws(InputError) -> Void
  ) throws(InputError) {
    if let place = places[region] { return try body(&all[place].series) }
    guard all.count < Self.mostRegions else {
      throw json.error(problem: "there are more than \(Self.mostRegions) regions", cure: "split the file")
    }
    places[region] = all.count
    all.append((region, PointSeries(path: json.arrayPath)))
    try body(&all[all.count - 1].series)
  }

  func documents(_ request: TraceRequest, provider: String, signal: Signal) throws(InputError) -> [TraceDocument] {
    guard !all.isEmpty else {
      throw InputError(
        file: request.source.name, path: "$", problem: "there are no points", cure: "ask the provider for another time")
    }
    var documents: [TraceDocument] = []
    for (region, series) in all {
      documents.append(try series.document(request, provider: provider, region: region, signal: signal))
    }
    return documents
  }
}
