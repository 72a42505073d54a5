import CarbonScheduling

/// The points of one trace as a provider's file gives them, on their way to slots.
struct PointSeries {
  /// The array that the points are elements of, such as `$.data`; `nil` in a CSV file.
  let path: String?
  /// How long all slots are, if the file says so once for all.
  var slot: Duration?
  /// Whether points without a value are no gaps, but left out: as where only every second row has a value.
  var dropsGaps = false

  /// Whether lengths that contradict the times are left aside.
  var lengthsAreHints = false

  /// How many points have a value that was a forecast.
  private(set) var forecastCount = 0
  /// How many points have a value that was none.
  private(set) var actualCount = 0

  private(set) var times: [Int64] = []
  /// In the unit of traces of ``unit``; NaN in gaps.
  private(set) var values: [Double] = []
  /// The unit of the file.
  private var unit = IntensityUnit.gramsPerKilowattHour
  /// The digits of each value, as ``FractionDigits`` has them.
  private var codes: [UInt8] = []
  private var lines: [Int32] = []
  private var indices: [Int32] = []
  /// How many seconds each point's slot lasts, from the first point that says so; 0 where one does not.
  private var lengths: [Int64] = []

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
      case .tooLarge: "it may be at most 1000000 g/kWh in magnitude"
      case .tooMany: "split the file"
      }
    }
  }

  /// Adds a point.
  ///
  /// - Parameters:
  ///   - number: Read with the unit's power of ten; `nil` for a gap.
  ///   - unit: The unit of the file, the same for all points.
  ///   - largest: The largest magnitude it may have.
  ///   - place: Where it stands.
  mutating func append(
    time: Int64, lasting seconds: Int64? = nil, number: DecimalNumber?, in unit: IntensityUnit,
    isForecast: Bool = false,
    largest: Double = IntensityTrace.largestMagnitude, place: PointPlace
  ) throws(Fault) {
    if let last = times.last {
      guard time != last else { throw .duplicate }
      let isBackwards = times.count > 1 ? times[1] < times[0] : time < last
      guard (time < last) == isBackwards else { throw .disorder(previous: last) }
    }
    guard times.count < TraceLimits.slotCount else { throw .tooMany }
    let value = number?.value ?? .nan
    guard
      number == nil || abs(unit.unitOfTraces.conversion.value(of: value)) <= largest
    else { throw .tooLarge }
    self.unit = unit
    if seconds != nil, lengths.isEmpty { lengths = [Int64](repeating: 0, count: times.count) }
    if seconds != nil || !lengths.isEmpty { lengths.append(seconds ?? 0) }
    times.append(time)
    values.append(value)
    codes.append(number.map { MassUnits.code(of: $0, in: unit) } ?? FractionDigits.shortestCode)
    lines.append(Int32(clamping: place.line))
    indices.append(Int32(clamping: place.index))
    guard number != nil else { return }
    if isForecast { forecastCount += 1 } else { actualCount += 1 }
  }

  /// The points on even slots.
  struct Fitted {
    let evenSlots: EvenSlots
    /// 0 in gaps.
    let values: [Double]
    let gaps: [Range<Int>]
    let digits: FractionDigits
  }

  /// Finds the slots of the points.
  consuming func fitted(_ request: TraceRequest) throws(InputError) -> Fitted {
    let file = request.source.name
    guard !times.isEmpty else {
      throw InputError(
        file: file, path: path, problem: "there are no points", cure: "ask the provider for another time")
    }
    if times.count > 1, times[1] < times[0] { reverse() }
    guard let firstValue = values.firstIndex(where: { !$0.isNaN }) else {
      throw RowPlaces.listed(lines: lines, indices: indices, path: path).error(
        row: 0, file: file, problem: "no point has a value", cure: "ask the provider for another time or signal")
    }
    let firstCode = codes[firstValue]
    if dropsGaps { removeGaps() }
    let places = RowPlaces.listed(lines: lines, indices: indices, path: path)
    let evenSlots = try EvenSlots(
      times: times, slot: request.slot ?? slot, lengths: saidLengths, columnCount: 1, file: file, places: places)
    let isUniform = !zip(values, codes).contains { !$0.isNaN && $1 != firstCode }
    let digits =
      isUniform
      ? FractionDigits(code: firstCode)
      : FractionDigits(codes: evenSlots.scatter(codes, elsewhere: FractionDigits.shortestCode))
    var slots = evenSlots.scatter(values, elsewhere: .nan)
    let gaps = takeGaps(outOf: &slots)
    return Fitted(evenSlots: evenSlots, values: slots, gaps: gaps, digits: digits)
  }

  /// The trace of the points.
  ///
  /// - Parameter origin: Whose data they are.
  consuming func document(
    _ request: TraceRequest, origin: PointOrigin, region: String?
  ) throws(InputError) -> TraceDocument {
    let (file, unit) = (request.source.name, unit.unitOfTraces)
    let provenance = origin.provenance(forecasts: forecastCount, others: actualCount)
    let points = try fitted(request)
    do {
      let trace = try IntensityTrace(
        start: points.evenSlots.start, slot: .seconds(points.evenSlots.slotSeconds), values: points.values,
        gaps: points.gaps,
        in: unit, signal: origin.signal, region: region ?? request.source.stem, provenance: provenance,
        source: "\(origin.description), \(file)")
      var document = TraceDocument(trace, fractionDigits: points.digits)
      document.slotChanges = points.evenSlots.changes
      document.offeredChoices = origin.choices
      document.isNamedForFile = region == nil
      return document
    } catch {
      throw InputError(file: file, problem: "the points make no trace", cure: error.description)
    }
  }

  /// How long each slot lasts, as far as the file says so of each: of no use where one does not.
  private var saidLengths: [Int64] {
    guard !lengths.contains(0) else { return [] }
    if lengthsAreHints, zip(lengths, zip(times, times.dropFirst())).contains(where: { $1.0 + $0 > $1.1 }) { return [] }
    return lengths
  }

  private mutating func reverse() {
    times.reverse()
    values.reverse()
    codes.reverse()
    lines.reverse()
    indices.reverse()
    lengths.reverse()
  }

  private mutating func removeGaps() {
    let kept = values.indices.filter { !values[$0].isNaN }
    guard kept.count < values.count else { return }
    times = kept.map { times[$0] }
    codes = kept.map { codes[$0] }
    lines = kept.map { lines[$0] }
    indices = kept.map { indices[$0] }
    if !lengths.isEmpty { lengths = kept.map { lengths[$0] } }
    values = kept.map { values[$0] }
  }
}

/// Where a point stands in its file: on a line, and in JSON as which element of its array.
struct PointPlace {
  var line: Int
  var index = 0
}

/// Replaces NaN by zero, and says where it was.
func takeGaps(outOf slots: inout [Double]) -> [Range<Int>] {
  // To write to the slots at all may copy them, which most traces need not.
  guard let first = slots.firstIndex(where: \.isNaN) else { return [] }
  var gaps: [Range<Int>] = []
  for slot in first..<slots.count where slots[slot].isNaN {
    slots[slot] = 0
    if let last = gaps.last, last.upperBound == slot {
      gaps[gaps.count - 1] = last.lowerBound..<slot + 1
    } else {
      gaps.append(slot..<slot + 1)
    }
  }
  return gaps
}
