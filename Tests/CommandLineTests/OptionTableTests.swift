import CarbonCommands
import CommandLineKit
import Testing

@Suite struct OptionTables {
  let trace = Option.path("trace", "FILE", "the trace", whenLeftOut: "none")
  let json = Option.flag("json", "print JSON")
  let unavailable = Option.values("unavailable", "TIME", "may be repeated") { $0 }
  var table: OptionTable {
    OptionTable(command: "tool", summary: "Does things.", options: [trace, json, unavailable], example: "tool --json")
  }

  @Test func readsWords() throws {
    let parsed = try table.parse(["--trace", "a b", "--json", "--unavailable=x=y", "--unavailable", "-"])
    #expect(try parsed[trace] == "a b" && parsed.text(of: trace) == "a b")
    #expect(try parsed[json])
    #expect(try parsed[unavailable] == ["x=y", "-"])
    #expect(parsed.first(of: [json, trace])?.name == "json")
    #expect(try table.parse(["--trace=x"]).first(of: [json, trace])?.name == "trace")
    #expect(try table.parse([]).first(of: [json, trace]) == nil)
  }

  @Test func showsEachOptionOnce() {
    for option in table.options {
      #expect(table.help.split(separator: "\n").count { $0.hasPrefix("  --\(option.name) ") } == 1)
    }
    #expect(table.help.contains("the trace (none if left out)"))
  }

  @Test(arguments: [("--jsno", "did you mean --json?"), ("--zzzzzz", "see 'tool --help'")])
  func suggests(word: String, hint: String) {
    #expect {
      try table.parse([word])
    } throws: { error in
      "\(error)".contains(hint)
    }
  }
}

/// Options as values: read, left out, defaulted, repeated and required.
@Suite struct TypedOptions {
  enum Colour: String, CaseIterable, Sendable { case red, green }

  static let count = Option.value("count", "N", "how many", default: "7", read: number)
  static let limit = Option.value("limit", "N", "at most", read: number)
  static let colour = Option.choice("colour", "which", default: Colour.green)
  static let tone = Option.choice("tone", "which", among: Colour.self)
  static let file = Option.path("file", "FILE", "what to read").required(example: "a.csv")
  static let parts = Option.values("part", "N", "may be repeated", read: number)
  static let quiet = Option.flag("quiet", "say nothing")
  static let table = OptionTable(
    command: "tool", summary: "Does things.", options: [count, limit, colour, tone, file, parts, quiet],
    example: "tool --file a.csv")

  struct NoNumber: Error, CustomStringConvertible { let description = "that is no number" }

  @Sendable static func number(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw NoNumber() }
    return number
  }

  @Test func givenValuesAreRead() throws {
    let parsed = try Self.table.parse([
      "--count", "3", "--limit=4", "--colour", "red", "--tone=green", "--file", "b", "--part", "1", "--part=2",
      "--quiet",
    ])
    #expect(try parsed[Self.count] == 3)
    #expect(try parsed[Self.limit] == 4)
    #expect(try parsed[Self.colour] == .red)
    #expect(try parsed[Self.tone] == .green)
    #expect(try parsed[Self.file] == "b")
    #expect(try parsed[Self.parts] == [1, 2])
    #expect(try parsed[Self.quiet] && parsed.has(Self.limit))
  }

  @Test func whatIsLeftOutIsTheDefault() throws {
    let parsed = try Self.table.parse([])
    #expect(try parsed[Self.count] == 7)
    #expect(try parsed[Self.limit] == nil)
    #expect(try parsed[Self.colour] == .green)
    #expect(try parsed[Self.tone] == nil)
    #expect(try parsed[Self.parts] == [])
    #expect(try !parsed[Self.quiet] && !parsed.has(Self.limit))
    #expect(Self.count.definition.whenLeftOut == "7" && Self.colour.definition.whenLeftOut == "green")
    #expect(Self.colour.definition.placeholder == "red|green" && Self.file.definition.isPath)
  }

  @Test func mistakesNameTheOptionAndTheCure() throws {
    func failure(_ words: [String], _ read: (ParsedOptions) throws -> some Any) throws -> String {
      let parsed = try Self.table.parse(words)
      do {
        _ = try read(parsed)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(try failure([]) { try $0[Self.file] } == "tool: --file is missing; give --file FILE, such as a.csv.")
    #expect(
      try failure(["--colour", "blue"]) { try $0[Self.colour] }
        == "tool: --colour does not know 'blue'; give one of red, green.")
    #expect(try failure(["--part", "1", "--part", "x"]) { try $0[Self.parts] } == "tool: --part: that is no number")
  }
}

@Suite struct Quantities {
  @Test(arguments: [
    (0.0, "0 g"), (0.0204, "0.0204 g"), (1.234, "1.23 g"), (99.96, "100 g"), (999.4, "999 g"), (999.6, "1.00 kg"),
    (-1_234, "-1.23 kg"), (999_600, "1.00 t"), (13_812_400, "13.8 t"),
  ])
  func masses(grams: Double, text: String) {
    #expect(massText(grams: grams) == text)
  }

  @Test func smallNumbersKeepThreeDigits() {
    for (value, text) in [
      (0, "0.0"), (0.0613, "0.0613"), (9.9, "9.90"), (9.96, "10.0"), (-0.25, "-0.250"), (61.25, "61.3"),
      (2e-9, "2.00e-09"),
    ] { #expect(readable(value, decimals: 1) == text) }
    for (least, most, text) in [
      (200, 300, "200 to 300"), (0, 0.06, "0 to 0.0600"), (61.25, 61.35, "61.3 to 61.4"), (61, 61, "61 to 61"),
      (-3, 500, "-3.00 to 500"),
    ] { #expect(rangeText(least, most) == text) }
  }

  @Test func noMinusOnZero() {
    #expect(percentText(-0.01) == "0.0 %")
    #expect(fixed(-0.06, decimals: 1) == "-0.1")
    // As in charts: halves away from zero, on the digits that are shown.
    for (value, text) in [(61.25, "61.3"), (-61.25, "-61.3"), (0.05, "0.1"), (2.45, "2.5"), (99.95, "100.0")] {
      #expect(fixed(value, decimals: 1) == text)
    }
    #expect(
      fixed(2.675, decimals: 2) == "2.68" && fixed(0.5, decimals: 0) == "1" && fixed(1e300, decimals: 1).count == 303)
    #expect(
      fixed(.infinity, decimals: 1) == "inf" && fixed(3, decimals: 3) == "3.000" && fixed(-0.04, decimals: 1) == "0.0")
  }
}
