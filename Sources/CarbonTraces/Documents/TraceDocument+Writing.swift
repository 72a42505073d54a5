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
  /// A trace of known signal or provenance has a column for it, `signal` and `provenance`, which the first row fills in and
  /// the others leave empty. Every value reads back equal, even where ``fractionDigits`` asks for too few digits. Region and
  /// source are not in the file. Gaps at the start and the end leave no trace in it; and where rows do not show the slot
  /// length (a single one, or every second slot a gap), the reader must be told it.
  ///
  /// - Complexity: O(slots).
  public func csv() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32 * (trace.slotCount + 1))
    bytes.append(contentsOf: "\(NativeCSV.timeColumn),\(NativeCSV.valueColumn)".utf8)
    var origin = OriginCells(trace)
    bytes.append(contentsOf: origin.header.utf8)
    bytes.append(UInt8(ascii: "\n"))
    var time = TimeStampWriter()
    let values = ValueWriter(self)
    for slots in trace.slotsWithValues {
      for slot in slots {
        time.append(trace.start(ofSlot: slot), to: &bytes)
        bytes.append(UInt8(ascii: ","))
        values.append(slot, to: &bytes)
        origin.append(to: &bytes)
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
  /// - Parameter documents: At least one; regions named and all different, the start, slot length and count the same, and
  ///   so the signal and the provenance.
  /// - Throws: ``WideCSVError`` if they are not.
  /// - Complexity: O(slots of all documents).
  public static func wideCSV(_ documents: [TraceDocument]) throws(WideCSVError) -> [UInt8] {
    let regions = try WideCSVError.checkedRegions(of: documents)
    guard let first = documents.first?.trace else { throw .noDocuments }
    var bytes = Array(([NativeCSV.timeColumn] + regions).joined(separator: ",").utf8)
    var origin = OriginCells(first)
    bytes.append(contentsOf: origin.header.utf8)
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
    let writers = documents.map(ValueWriter.init)
    for slot in 0..<first.slotCount {
      let isEnd = slot == 0 || slot == first.slotCount - 1
      guard isEnd || isGap.contains(where: { !$0[slot] }) else { continue }
      time.append(first.start(ofSlot: slot), to: &bytes)
      for (values, isGap) in zip(writers, isGap) {
        bytes.append(UInt8(ascii: ","))
        guard !isGap[slot] else { continue }
        values.append(slot, to: &bytes)
      }
      origin.append(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}

/// The cells of signal and provenance, filled in once.
private struct OriginCells {
  /// The names of the columns, each with a comma before it.
  let header: String
  /// What the next row has behind its values.
  private var cells: String
  private let emptyCells: String

  init(_ trace: IntensityTrace) {
    let hasSignal = trace.signal != .unknown
    let hasProvenance = trace.provenance != .unknown
    let text = Escape.csvField(trace.provenance.text)
    header =
      (hasSignal ? ",\(NativeCSV.signalColumn)" : "") + (hasProvenance ? ",\(NativeCSV.provenanceColumn)" : "")
    cells = (hasSignal ? ",\(trace.signal.rawValue)" : "") + (hasProvenance ? ",\(text)" : "")
    emptyCells = (hasSignal ? "," : "") + (hasProvenance ? "," : "")
  }

  mutating func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: cells.utf8)
    cells = emptyCells
  }
}

/// Writes a document's values in grams.
private struct ValueWriter {
  private let values: [Double]
  private let digits: FractionDigits
  private let isInPounds: Bool

  init(_ document: TraceDocument) {
    values = document.trace.series.sourceValues
    digits = document.fractionDigits
    isInPounds = document.trace.sourceUnit == .poundsPerMegawattHour
  }

  func append(_ slot: Int, to bytes: inout [UInt8]) {
    var (value, code) = (values[slot], digits.code(ofSlot: slot))
    if isInPounds { (value, code) = MassUnits.gramsPerKilowattHour(poundsPerMegawattHour: value, code: code) }
    appendNumber(value, code: code, to: &bytes)
  }
}

/// Why documents do not fit into one wide file.
public enum WideCSVError: Error, Hashable, Sendable {
  /// There is none.
  case noDocuments
  /// The trace at this place has no region, an empty one, or one that a header cannot hold.
  case unusableRegion(String?, index: Int)
  /// Two traces have this region.
  case duplicateRegion(String)
  /// The region's start, slot length or slot count is not that of the first.
  case differentSlots(region: String, first: String)
  /// The region's signal or provenance is not that of the first.
  case differentOrigin(region: String, first: String)

  /// The regions as a header's fields, quoted where need be.
  fileprivate static func checkedRegions(of documents: [TraceDocument]) throws(WideCSVError) -> [String] {
    guard let first = documents.first?.trace else { throw .noDocuments }
    var seen: Set<String> = []
    var fields: [String] = []
    for (index, trace) in documents.map(\.trace).enumerated() {
      guard let region = trace.region, !region.isEmpty, !NativeCSV.reserved.contains(region.lowercased()),
        !region.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
      else { throw .unusableRegion(trace.region, index: index) }
      guard seen.insert(region.lowercased()).inserted else { throw .duplicateRegion(region) }
      guard trace.start == first.start, trace.slot == first.slot, trace.slotCount == first.slotCount else {
        throw .differentSlots(region: region, first: first.region ?? "")
      }
      guard trace.signal == first.signal, trace.provenance == first.provenance else {
        throw .differentOrigin(region: region, first: first.region ?? "")
      }
      fields.append(Escape.csvField(region))
    }
    return fields
  }
}

extension WideCSVError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .noDocuments: "There is no trace to write; give at least one."
    case .unusableRegion(let region, let index):
      "Trace \(index + 1) cannot name a column with the region \(quoted(region ?? "")); give it one of a single line."
    case .duplicateRegion(let region): "Two traces have the region \(quoted(region)); rename one of them."
    case .differentSlots(let region, let first):
      "The slots of \(quoted(region)) are not those of \(quoted(first)); "
        + "resample or cut one of them, or write two files."
    case .differentOrigin(let region, let first):
      "The signal or the provenance of \(quoted(region)) is not that of \(quoted(first)); write two files."
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
