import CarbonScheduling
import Testing

@testable import CarbonTraces

/// A malformed variant of a provider's file and the line that says so.
struct Malformed: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  var message: String
  var testDescription: String { name }

  init(_ name: String, _ text: String, _ message: String) {
    self.name = name
    self.text = text
    self.message = message
  }

  /// A fixture with one piece replaced, which has to be in it once at least.
  init(_ name: String, _ fixture: String, _ piece: String, _ replacement: String, _ message: String) {
    precondition(fixture.contains(piece), "The fixture for \(name) has no such piece.")
    let range = fixture.range(ofFirst: piece)
    self.init(name, fixture.replacingCharacters(in: range, with: replacement), message)
  }

  func check(_ selection: TraceSelection = TraceSelection()) {
    let error = #expect(throws: InputError.self) { try TraceDocument.all(in: source(text), selection: selection) }
    #expect(error?.description == "t.csv" + message)
    #expect(error?.kind == .malformed)
    #expect(error?.description.contains("\n") == false)
  }
}

extension String {
  fileprivate func range(ofFirst piece: String) -> Range<String.Index> {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(piece) { return start..<index(start, offsetBy: piece.count) }
      start = index(after: start)
    }
    return endIndex..<endIndex
  }

  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}

/// The fixture as native CSV, without the columns of signal and provenance.
func native(
  _ fixture: String, region: String? = nil, selection: TraceSelection = TraceSelection()
) throws -> String {
  let document = try TraceDocument(source(fixture), region: region, selection: selection)
  var trace = document.trace
  (trace.signal, trace.provenance) = (.unknown, .unknown)
  return String(decoding: TraceDocument(trace, fractionDigits: document.fractionDigits).csv(), as: UTF8.self)
}

/// The rows of a native CSV.
func nativeCSV(_ rows: String...) -> String {
  (["timestamp_utc,gco2_per_kwh"] + rows).map { $0 + "\n" }.joined()
}
