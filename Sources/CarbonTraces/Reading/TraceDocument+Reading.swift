public import CarbonScheduling

extension TraceDocument {
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
  ///   - format: Whose format it is in, `nil` to find out.
  ///   - selection: Which of several series to take, as of ``all(in:format:selection:slot:)``.
  ///   - slot: How long a slot is, where a file of one point does not say.
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
