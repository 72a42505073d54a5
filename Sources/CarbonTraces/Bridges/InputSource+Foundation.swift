public import CarbonScheduling

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension InputSource {
  /// The file of a `file:` URL.
  ///
  /// - Throws: ``InputError`` if the URL is not of a file: nothing is fetched over a network here.
  public init(_ url: URL) throws(InputError) {
    guard url.isFileURL else {
      throw InputError(
        kind: .unreadable, file: url.absoluteString, problem: "this is not the URL of a file",
        cure: "download it, and give the bytes or the file")
    }
    self = .file(path: url.path)
  }

  /// Bytes at hand, such as a download.
  ///
  ///     try IntensityTrace(InputSource(data, name: "west-us"))
  ///
  /// - Parameters:
  ///   - data: The bytes of a file.
  ///   - name: What messages call it; a trace of one region that the bytes do not name is named for it.
  public init(_ data: Data, name: String) {
    self = .bytes(Array(data), name: name)
  }
}

extension IntensityTrace {
  /// Reads a trace from the file of a URL; see ``init(contentsOf:region:format:selection:slot:)``.
  public init(
    contentsOf url: URL, region: String? = nil, format: TraceFormat? = nil,
    selection: TraceSelection = TraceSelection(), slot: Duration? = nil
  ) throws(InputError) {
    try self.init(InputSource(url), region: region, format: format, selection: selection, slot: slot)
  }
}
