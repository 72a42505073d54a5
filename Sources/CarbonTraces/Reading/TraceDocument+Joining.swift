import CarbonScheduling

extension TraceDocument {
  /// Reads several files of one region, such as those of several years, as one trace.
  ///
  ///     let trace = try TraceDocument(joining: [InputSource("FR_2023.csv"), InputSource("FR_2024.csv")]).trace
  ///
  /// The files may come in any order, leave time between them, which is a gap, and have slots of different lengths, which
  /// then are as long as their greatest common divisor. Where they overlap, they must say the same, but that anything else
  /// counts before a forecast.
  ///
  /// - Parameters:
  ///   - sources: At least one.
  ///   - region: Which trace of files that hold several; `nil` takes the only one there is.
  ///   - format: Whose format they are in, `nil` to find out.
  ///   - selection: Which of several series to take, as of ``all(in:format:selection:slot:)``.
  ///   - slot: How long a slot is, where a file of one point does not say.
  /// - Throws: ``InputError`` that names the file which does not fit.
  /// - Complexity: O(bytes + slots of all).
  public init(
    joining sources: [InputSource], region: String? = nil, format: TraceFormat? = nil,
    selection: TraceSelection = TraceSelection(), slot: Duration? = nil
  ) throws(InputError) {
    precondition(!sources.isEmpty, "There is nothing to join.")
    var parts: [(document: TraceDocument, file: String)] = []
    for source in sources {
      let document = try TraceDocument(source, region: region, format: format, selection: selection, slot: slot)
      parts.append((document, source.name))
    }
    self = parts.count == 1 ? parts[0].document : try TraceJoin(parts).document()
  }
}

/// Traces of one region on their way to one.
private struct TraceJoin {
  /// In the order of their starts.
  private let parts: [(document: TraceDocument, file: String)]
  private let unit: IntensityUnit
  private let start: Instant
  private let slotSeconds: Int64
  private let slotCount: Int

  init(_ parts: [(document: TraceDocument, file: String)]) throws(InputError) {
    let sorted = parts.enumerated().sorted {
      ($0.element.document.trace.start, $0.offset) < ($1.element.document.trace.start, $1.offset)
    }.map(\.element)
    self.parts = sorted
    let first = sorted[0].document.trace
    start = first.start
    unit =
      sorted.allSatisfy { $0.document.trace.sourceUnit == first.sourceUnit } ? first.sourceUnit : .gramsPerKilowattHour
    var divisor = first.slot.components.seconds
    var end = first.end
    for (document, _) in sorted {
      let trace = document.trace
      divisor = greatestCommonDivisor(divisor, trace.slot.components.seconds)
      let offset = trace.start.secondsSince1970 - first.start.secondsSince1970
      divisor = greatestCommonDivisor(divisor, offset)
      end = max(end, trace.end)
    }
    slotSeconds = divisor
    let count = (end.secondsSince1970 - first.start.secondsSince1970) / divisor
    let limit = max(
      TraceLimits.sparseSlotCount, TraceLimits.slotsPerRow * sorted.reduce(0) { $0 + $1.document.trace.slotCount })
    guard count <= Int64(min(limit, TraceLimits.slotCount)) else {
      throw InputError(
        file: sorted[sorted.count - 1].file,
        problem: "from \(first.start) in \(sorted[0].file) to \(end) there would be \(count) slots of "
          + Duration.seconds(divisor).compactDescription,
        cure: "join files of neighbouring times and like slots")
    }
    slotCount = Int(count)
    try checkOrigins()
  }

  /// Makes sure that all are of one region and signal.
  private func checkOrigins() throws(InputError) {
    let named = parts.filter { !$0.document.isNamedForFile }
    if let first = named.first,
      let other = named.first(where: { $0.document.trace.region != first.document.trace.region })
    {
      throw InputError(
        file: other.file,
        problem: "this is region \(quoted(other.document.trace.region ?? "")), and \(first.file) is "
          + quoted(first.document.trace.region ?? ""),
        cure: "join files of one region")
    }
    let known = parts.filter { $0.document.trace.signal != .unknown }
    if let first = known.first,
      let other = known.first(where: { $0.document.trace.signal != first.document.trace.signal })
    {
      throw InputError(
        file: other.file,
        problem: "these are \(other.document.trace.signal.rawValue) intensities, and those of \(first.file) are "
          + first.document.trace.signal.rawValue,
        cure: "join files of one signal")
    }
  }

  func document() throws(InputError) -> TraceDocument {
    var values = [Double](repeating: .nan, count: slotCount)
    var codes = [UInt8](repeating: FractionDigits.shortestCode, count: slotCount)
    var owners = [Int32](repeating: -1, count: slotCount)
    // Forecasts first: whatever else there is replaces them.
    let order = parts.indices.filter { isForecast($0) } + parts.indices.filter { !isForecast($0) }
    for part in order { try put(part, &values, &codes, &owners) }
    let gaps = takeGaps(outOf: &values)
    let firstCode = codes[owners.firstIndex { $0 >= 0 } ?? 0]
    let isUniform = !zip(codes, owners).contains { $1 >= 0 && $0 != firstCode }
    do {
      let trace = try IntensityTrace(
        start: start, slot: .seconds(slotSeconds), values: values, gaps: gaps, in: unit,
        signal: parts.map(\.document.trace.signal).first { $0 != .unknown } ?? .unknown, region: region,
        provenance: provenance, source: parts.compactMap(\.document.trace.source).joined(separator: "; "))
      var document = TraceDocument(
        trace, fractionDigits: isUniform ? FractionDigits(code: firstCode) : FractionDigits(codes: codes))
      document.slotChanges = changes
      document.offeredChoices = parts.reduce(into: []) { $0.formUnion($1.document.offeredChoices) }
      document.isNamedForFile = parts.allSatisfy(\.document.isNamedForFile)
      return document
    } catch {
      throw InputError(file: parts[0].file, problem: "the files make no trace", cure: error.description)
    }
  }

  private func isForecast(_ part: Int) -> Bool { parts[part].document.trace.provenance.kind == .forecast }

  private func put(
    _ part: Int, _ values: inout [Double], _ codes: inout [UInt8], _ owners: inout [Int32]
  ) throws(InputError) {
    let trace = parts[part].document.trace
    let digits = parts[part].document.fractionDigits
    let first = Int((trace.start.secondsSince1970 - start.secondsSince1970) / slotSeconds)
    let width = Int(trace.slot.components.seconds / slotSeconds)
    let source = trace.sourceUnit == unit ? trace.series.sourceValues : trace.originalIntensities
    var gaps = trace.gaps[...]
    for slot in 0..<trace.slotCount {
      if let gap = gaps.first, slot >= gap.lowerBound {
        if slot == gap.upperBound - 1 { gaps = gaps.dropFirst() }
        continue
      }
      for target in first + slot * width..<first + (slot + 1) * width {
        if owners[target] >= 0, values[target] != source[slot], isForecast(Int(owners[target])) == isForecast(part) {
          let other = parts[Int(owners[target])]
          throw InputError(
            file: parts[part].file,
            problem:
              "the value at \(trace.start(ofSlot: slot)) is \(source[slot]), and \(values[target]) in \(other.file)",
            cure: "keep one of the two files, or cut one")
        }
        values[target] = source[slot]
        codes[target] = trace.sourceUnit == unit ? digits.code(ofSlot: slot) : FractionDigits.shortestCode
        owners[target] = Int32(part)
      }
    }
  }

  /// The region that the files say, or what their names have in common.
  private var region: String? {
    if let named = parts.first(where: { !$0.document.isNamedForFile }) { return named.document.trace.region }
    let names = parts.compactMap(\.document.trace.region)
    guard let first = names.first else { return nil }
    let common = names.dropFirst().reduce(first) { common, name in
      String(zip(common, name).prefix { $0 == $1 }.map(\.0))
    }
    if names.allSatisfy({ $0 == common }) { return common }
    let trimmed = common.trimming { $0.isNumber || "-_. ".contains($0) }
    return trimmed.isEmpty ? first : String(trimmed)
  }

  private var provenance: Provenance {
    let all = parts.map(\.document.trace.provenance)
    let kinds = Set(all.map(\.kind))
    let publishers = Set(all.map(\.publisher))
    let kind = kinds.contains(.forecast) ? .forecast : kinds.count == 1 ? all[0].kind : .unknown
    return Provenance(kind, by: publishers.count == 1 ? all[0].publisher : nil)
  }

  private var changes: [SlotChange] {
    var changes = parts.flatMap(\.document.slotChanges)
    for (before, after) in zip(parts, parts.dropFirst()) {
      let (old, new) = (before.document.lastSlot, after.document.firstSlot)
      if old != new { changes.append(SlotChange(at: after.document.trace.start, from: old, to: new)) }
    }
    return changes.sorted { $0.at < $1.at }
  }
}

extension TraceDocument {
  /// How long the file's first and last slots are.
  fileprivate var firstSlot: Duration { slotChanges.first?.from ?? trace.slot }
  fileprivate var lastSlot: Duration { slotChanges.last?.to ?? trace.slot }
}
