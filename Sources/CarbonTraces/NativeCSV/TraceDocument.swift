public import CarbonScheduling

/// A trace as a file holds it: the values, and how many digits they are written with.
///
///     let document = try TraceDocument(contentsOf: "west-us.csv")
///     print(document.trace.region!)                                      // west-us
///     print(document.csv() == Array(try Data(contentsOf: "west-us.csv")))  // true: written back, byte for byte
///
/// The native format is CSV in UTF-8 with a header; a row is one slot, and a missing row is a gap:
///
///     timestamp_utc,gco2_per_kwh          timestamp_utc,west-us,east-us
///     2020-01-01T00:00:00Z,439.30         2020-01-01T00:00:00Z,439.30,512.10
///     2020-01-01T01:00:00Z,421.06         2020-01-01T01:00:00Z,,509.84
///
/// A column `gco2_per_kwh` makes a file narrow, on the left: one trace, whose region is the file's name without its
/// ending, and other columns are ignored. Without it a file is wide, on the right: each other column is a region, and
/// an empty cell is that region's gap. Time stamps are as ``CarbonScheduling/Instant/init(iso8601:)`` reads them, in
/// strictly increasing order, columns in any order, lines end in LF or CRLF. The slot length is found from the rows.
///
/// What comes back byte for byte is what ``csv()`` writes itself: LF, UTC with `Z`, the time first, plain decimals of
/// up to 15 digits. Other files come back equal in value.
public struct TraceDocument: Equatable, Sendable {
  public let trace: IntensityTrace

  /// How the values are written.
  public let fractionDigits: FractionDigits

  /// Pairs a trace with a way to write it.
  public init(_ trace: IntensityTrace, fractionDigits: FractionDigits = .shortest) {
    precondition(
      (fractionDigits.slotCount ?? trace.slotCount) == trace.slotCount,
      "Digits per slot need as many slots as the trace.")
    self.trace = trace
    self.fractionDigits = fractionDigits
  }

  /// Reads all traces of a source: one of a narrow file, one a region of a wide file, in the order of its columns.
  ///
  ///     let regions = try TraceDocument.all(in: InputSource("regions.csv")).map(\.trace.region)
  ///
  /// - Parameters:
  ///   - source: A file, standard input, or bytes.
  ///   - format: Whose format it is in; `nil`, the default, finds it from the content: see ``TraceFormat``.
  ///   - selection: Which series, where a provider's file has several.
  ///   - slot: The slot length, where it cannot be found from the rows: because there is one only, or because no two
  ///     neighbouring slots both have a value. `nil`, the default, finds it.
  /// - Returns: At least one document.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes + slots) time; memory for one chunk of the source and the values.
  public static func all(
    in source: InputSource, format: TraceFormat? = nil, selection: TraceSelection = TraceSelection(),
    slot: Duration? = nil
  ) throws(InputError) -> [TraceDocument] {
    try TraceReading.read(source, format: format, selection: selection, slot: slot)
  }

  /// Reads one trace.
  ///
  /// - Parameters:
  ///   - source: A file, standard input, or bytes.
  ///   - region: Which trace of a file that holds several; `nil` takes the only one there is.
  ///   - format: Whose format it is in, `nil` to find out; with `selection` and `slot` as of
  ///     ``all(in:format:selection:slot:)``.
  /// - Throws: ``InputError``, also if there are several regions to choose from, or none of that name.
  public init(
    _ source: InputSource, region: String? = nil, format: TraceFormat? = nil,
    selection: TraceSelection = TraceSelection(), slot: Duration? = nil
  ) throws(InputError) {
    let documents = try Self.all(in: source, format: format, selection: selection, slot: slot)
    guard let document = region == nil ? documents.first : documents.first(where: { $0.trace.region == region }) else {
      throw InputError(
        file: source.name, problem: "there is no region \(quoted(region ?? ""))", cure: Self.choice(of: documents))
    }
    guard region != nil || documents.count == 1 else {
      throw InputError(
        file: source.name, problem: "the file holds \(documents.count) regions", cure: Self.choice(of: documents))
    }
    self = document
  }

  /// Reads one trace of a file, or of standard input if `path` is `-`.
  ///
  /// Parameters and errors are those of ``init(_:region:format:selection:slot:)``.
  public init(
    contentsOf path: String, region: String? = nil, format: TraceFormat? = nil,
    selection: TraceSelection = TraceSelection(), slot: Duration? = nil
  ) throws(InputError) {
    try self.init(InputSource(path), region: region, format: format, selection: selection, slot: slot)
  }

  private static func choice(of documents: [TraceDocument]) -> String {
    let names = documents.map { quoted($0.trace.region ?? "") }
    return "choose one of " + names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
  }
}

extension IntensityTrace {
  /// Reads a trace from a file, native CSV or a provider's, or from standard input if `path` is `-`.
  ///
  ///     let trace = try IntensityTrace(contentsOf: "west-us.csv")
  ///     print(trace.slot, trace.slotCount)  // 3600.0 seconds 8784
  ///
  /// Format, parameters and errors are those of ``TraceDocument``, which also remembers how the values were written.
  public init(
    contentsOf path: String, region: String? = nil, format: TraceFormat? = nil,
    selection: TraceSelection = TraceSelection(), slot: Duration? = nil
  ) throws(InputError) {
    self = try TraceDocument(
      contentsOf: path, region: region, format: format, selection: selection, slot: slot
    ).trace
  }

  /// Reads a trace from a file, standard input, or bytes.
  public init(
    _ source: InputSource, region: String? = nil, format: TraceFormat? = nil,
    selection: TraceSelection = TraceSelection(), slot: Duration? = nil
  ) throws(InputError) {
    self = try TraceDocument(source, region: region, format: format, selection: selection, slot: slot).trace
  }
}
