import CarbonCommands
import CommandLineKit
import Testing

@Suite struct OptionTables {
  let table = OptionTable(
    command: "tool", summary: "Does things.",
    options: [
      CommandOption("trace", value: "FILE", "the trace", whenLeftOut: "none"),
      CommandOption("json", "print JSON"),
      CommandOption("unavailable", value: "TIME", "may be repeated", isRepeatable: true),
    ],
    example: "tool --json")

  @Test func readsWords() throws {
    let parsed = try table.parse(["--trace", "a b", "--json", "--unavailable=x=y", "--unavailable", "-"])
    #expect(parsed.value("trace") == "a b")
    #expect(parsed.has("json") && !parsed.has("help"))
    #expect(parsed.values("unavailable") == ["x=y", "-"])
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

@Suite struct Quantities {
  @Test(arguments: [
    (0.0, "0 g"), (0.0204, "0.0204 g"), (1.234, "1.23 g"), (99.96, "100 g"), (999.4, "999 g"), (999.6, "1.00 kg"),
    (-1_234, "-1.23 kg"), (999_600, "1.00 t"), (13_812_400, "13.8 t"),
  ])
  func masses(grams: Double, text: String) {
    #expect(massText(grams: grams) == text)
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
