import CarbonScheduling
import Escaping

extension TraceDocument {
  /// The document as a narrow CSV file: a header, then a row for each slot that has a value.
  ///
  ///     let trace = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: [20, nil, 10.5])
  ///     print(String(decoding: TraceDocument(trace).csv(), as: UTF8.self))
  ///     // timestamp_utc,gco2_per_kwh
  ///     // 2020-01-01T00:00:00Z,20
  ///     // 2020-01-01T02:00:00Z,10.5
  ///
  /// Every value reads back equal, even where ``fractionDigits`` asks for too few digits. Region, signal and source
  /// are not in the file. Gaps at the start and the end leave no trace in it; and where rows do not show the slot
  /// length (a single one, or every second slot a gap), the reader must be told it.
  ///
  /// - Complexity: O(slots).
  public func csv() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32 * (trace.slotCount + 1))
    bytes.append(contentsOf: "\(NativeCSVReader.timeColumn),\(NativeCSVReader.valueColumn)\n".utf8)
    var time = TimeStampWriter()
    for slots in trace.slotsWithValues {
      for slot in slots {
        time.append(trace.start(ofSlot: slot), to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendNumber(trace.originalIntensities[slot], code: fractionDigits.code(ofSlot: slot), to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }

  /// Several documents of the same slots as one wide CSV file: a column for each, named for its region.
  ///
  /// An empty cell is a gap. A slot that no document has a value for has no row, but for the first and the last, which
  /// say when the traces start and end.
  ///
  /// - Parameter documents: At least one; regions named and all different, the start, slot length and count the same.
  /// - Throws: ``WideCSVError`` if they are not.
  /// - Complexity: O(slots of all documents).
  public static func wideCSV(_ documents: [TraceDocument]) throws(WideCSVError) -> [UInt8] {
    let regions = try WideCSVError.checkedRegions(of: documents)
    guard let first = documents.first?.trace else { throw .noDocuments }
    var bytes = Array(([NativeCSVReader.timeColumn] + regions).joined(separator: ",").utf8)
    bytes.append(UInt8(ascii: "\n"))
    bytes.reserveCapacity(bytes.count + first.slotCount * (24 + 8 * documents.count))
    let isGap = documents.map { document in
      var flags = [Bool](repeating: true, count: first.slotCount)
      for slots in document.trace.slotsWithValues {
        for slot in slots { flags[slot] = false }
      }
      return flags
    }
    var time = TimeStampWriter()
    for slot in 0..<first.slotCount {
      let isEnd = slot == 0 || slot == first.slotCount - 1
      guard isEnd || isGap.contains(where: { !$0[slot] }) else { continue }
      time.append(first.start(ofSlot: slot), to: &bytes)
      for (document, isGap) in zip(documents, isGap) {
        bytes.append(UInt8(ascii: ","))
        guard !isGap[slot] else { continue }
        appendNumber(
          document.trace.originalIntensities[slot], code: document.fractionDigits.code(ofSlot: slot), to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}

/// Why documents do not fit into one wide file.
public enum WideCSVError: Error, Hashable, Sendable {
  case noDocuments
  /// The trace at this place has no region, an empty one, or one that a header cannot hold.
  case unusableRegion(String?, index: Int)
  case duplicateRegion(String)
  /// The region's start, slot length or slot count is not that of the first.
  case differentSlots(region: String, first: String)

  /// The regions as a header's fields, quoted where need be.
  fileprivate static func checkedRegions(of documents: [TraceDocument]) throws(WideCSVError) -> [String] {
    guard let first = documents.first?.trace else { throw .noDocuments }
    var seen: Set<String> = []
    var fields: [String] = []
    for (index, trace) in documents.map(\.trace).enumerated() {
      let reserved = [NativeCSVReader.timeColumn, NativeCSVReader.valueColumn]
      guard let region = trace.region, !region.isEmpty, !reserved.contains(region.lowercased()),
        !region.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
      else { throw .unusableRegion(trace.region, index: index) }
      guard seen.insert(region.lowercased()).inserted else { throw .duplicateRegion(region) }
      guard trace.start == first.start, trace.slot == first.slot, trace.slotCount == first.slotCount else {
        throw .differentSlots(region: region, first: first.region ?? "")
      }
      fields.append(Escape.csvField(region))
    }
    return fields
  }
}

extension WideCSVError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noDocuments: "There is no trace to write; give at least one."
    case .unusableRegion(let region, let index):
      "Trace \(index + 1) cannot name a column with the region \(quoted(region ?? "")); give it one of a single line."
    case .duplicateRegion(let region): "Two traces have the region \(quoted(region)); rename one of them."
    case .differentSlots(let region, let first):
      "The slots of \(quoted(region)) are not those of \(quoted(first)); "
        + "resample or cut one of them, or write two files."
    }
  }
}

extension IntensityTrace {
  /// The ranges of slots between gaps, in order.
  fileprivate var slotsWithValues: [Range<Int>] {
    let starts = [0] + gaps.map(\.upperBound)
    let ends = gaps.map(\.lowerBound) + [slotCount]
    return zip(starts, ends).map { $0..<$1 }
  }
}
