import Testing

@testable import CarbonTraces

@Suite struct DelimitedFieldsTests {
  @Test(arguments: [
    ("", [""]), ("a", ["a"]), ("a,b", ["a", "b"]), (",", ["", ""]), (" a , b\t", ["a", "b"]), ("a b", ["a b"]),
    ("\"a\"", ["a"]), ("\"a,b\",c", ["a,b", "c"]), ("\"\"", [""]), ("\"a\"\"b\"", ["a\"b"]), ("\"\"\"\"", ["\""]),
    ("\"\"\"\"\"\"", ["\"\""]), (" \" a \" ,b", [" a ", "b"]), ("a\"b", ["a\"b"]), ("\"é\",", ["é", ""]),
  ])
  func splits(_ line: String, expected: [String]) throws {
    #expect(try fields(of: line) == expected)
  }

  @Test(arguments: ["\"", "\"a", "\"a\"\"", "a,\"b"]) func needsClosingQuotes(_ line: String) {
    #expect(throws: DelimitedFields.Fault.unclosedQuote) { try fields(of: line) }
  }

  @Test(arguments: ["\"a\"b", "\"a\" \"b\"", "\"\"a"]) func needsCommasAfterQuotes(_ line: String) {
    #expect(throws: DelimitedFields.Fault.textAfterQuote) { try fields(of: line) }
  }

  private func fields(of line: String) throws -> [String] {
    let bytes = Array(line.utf8)
    var fields = DelimitedFields()
    try fields.split(bytes.span)
    return (0..<fields.count).map { fields.text(ofField: $0, in: bytes.span) }
  }
}
