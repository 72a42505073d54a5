import CarbonScheduling
import Foundation
import Testing

@testable import CarbonTraces

/// Files and streams that are not what a reader hopes for.
@Suite struct InputTests {
  @Test func aMissingFileIsUnreadable() {
    let error = #expect(throws: InputError.self) { try TraceDocument(contentsOf: "/no/such/trace.csv") }
    #expect(error?.kind == .unreadable)
    #expect(
      error?.description == "/no/such/trace.csv: there is no such file; "
        + "give the path of an existing file, or - for standard input")
    #expect(throws: InputError.self) { try TraceDocument(contentsOf: "") }
    #expect(throws: InputError.self) { try TraceDocument(contentsOf: #filePath + "\0") }
  }

  @Test func filesAreReadByPath() throws {
    let path = NSTemporaryDirectory() + "/carbon-traces-\(UUID().uuidString).csv"
    let bytes = Array(narrow(row(0, "20.50"), row(60, "60.00")).utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let trace = try IntensityTrace(contentsOf: path)
    #expect(trace.gramsPerKilowattHour == [20.5, 60])
    #expect(trace.region?.hasPrefix("carbon-traces-") == true)
    #expect(trace.source == path)
    #expect(try TraceDocument(contentsOf: path).csv() == bytes)
  }

  @Test func aFolderIsUnreadable() {
    let folder = NSTemporaryDirectory()
    let error = #expect(throws: InputError.self) { try TraceDocument(contentsOf: folder) }
    #expect(error?.kind == .unreadable)
    #expect(error?.description == "\(folder): this is a folder; give the path of a file in it")
  }

  @Test func damagedGzipIsNamed() {
    let error = #expect(throws: InputError.self) {
      try TraceDocument(.bytes([0x1F, 0x8B, 8, 0, 0], name: "t.csv.gz"))
    }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "t.csv.gz: the gzip data break off in the middle; check it with gzip -t, or unpack it with gunzip")
  }

  @Test(arguments: [[0xFF, 0xFE, 0x74, 0], [0xFE, 0xFF, 0, 0x74]]) func utf16IsNamed(_ bytes: [UInt8]) {
    #expect(
      failure { _ = try TraceDocument(.bytes(bytes, name: "t.csv")) }
        == "t.csv: this is UTF-16 text; save it as UTF-8, or convert it with iconv -f UTF-16 -t UTF-8")
  }

  /// `/dev/zero` is a line without an end; a gigabyte of one is no different from its first 64 KiB.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/zero"), "There is no /dev/zero."))
  func anEndlessLineIsOneError() {
    #expect(
      failure { _ = try TraceDocument(contentsOf: "/dev/zero") }
        == "/dev/zero:1: the line is longer than 65536 bytes; "
        + "check that this is a text file with line ends (LF or CRLF)")
  }

  @Test(arguments: ["\n", "\r\n", ""]) func aLineMayHave65536Bytes(_ lineEnd: String) throws {
    let longest = String(repeating: "x", count: 65_536)
    for count in [1, 2, 3] {
      let text = Array(repeating: longest, count: count).joined(separator: lineEnd.isEmpty ? "\n" : lineEnd) + lineEnd
      #expect(try lines(text) == Array(repeating: longest, count: count))
      #expect(throws: InputError.self) { try lines(text + "x" + longest) }
    }
  }

  @Test func linesEndInLineFeedsWithOrWithoutCarriageReturn() throws {
    #expect(try lines("").isEmpty)
    #expect(try lines("\n") == [""])
    #expect(try lines("a") == ["a"])
    #expect(try lines("a\nb\r\n\r\n\nc") == ["a", "b", "", "", "c"])
    #expect(try lines("\u{FEFF}a\n") == ["a"])
  }

  /// Against the standard library's own splitting, with chunk ends at every place of short lines and long.
  @Test func linesAreFoundAcrossChunks() throws {
    var random = SeededNumbers(seed: 1)
    for _ in 0..<4 {
      var text = ""
      while text.utf8.count < 300_000 {
        let length =
          Bool.random(using: &random)
          ? Int.random(in: 0..<40, using: &random) : Int.random(in: 0..<60_000, using: &random)
        text += String(repeating: "y", count: length) + "\n"
      }
      #expect(
        try lines(text) == text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
    }
  }

  @Test func quotedTextIsOneShortLine() {
    #expect(quoted("a\nb\u{1B}\u{7F}\u{85}\u{2028}\"") == #""a\nb\u{1B}\u{7F}\u{0085}\u{2028}"""#)
    #expect(quoted(String(repeating: "é", count: 41)) == "\"" + String(repeating: "é", count: 40) + "...\"")
    #expect(quoted("naïve 東京") == "\"naïve 東京\"")
    let bytes: [UInt8] = [0xFF, 0x41]
    let shown = quoted(bytes.span)
    #expect(shown == "\"\u{FFFD}A\"")
    let error = InputError(file: "a\nb", problem: "p", cure: "c")
    #expect(error.description == "a\\nb: p; c")
  }

  @Test func sourcesAreNamed() {
    #expect(InputSource("-") == .standardInput)
    #expect(InputSource("-").name == "<stdin>")
    #expect(InputSource("-").stem == nil)
    #expect(InputSource("a/west-us.csv").stem == "west-us")
    #expect(InputSource("a.b/west.us.csv").stem == "west.us")
    #expect(InputSource("a/.csv").stem == ".csv")
    #expect(InputSource("west-us").stem == "west-us")
    #expect(InputSource("/").stem == nil)
  }

  private func lines(_ text: String) throws -> [String] {
    var reader = try LineReader(source(text))
    var lines: [String] = []
    while let line = try reader.next() {
      #expect(line.number == lines.count + 1)
      lines.append(utf8Text(reader.bytes.span.extracting(line.range)))
    }
    return lines
  }
}
