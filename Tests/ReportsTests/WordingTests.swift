import CarbonScheduling
import Charts
import Testing

@testable import Reports

@Suite struct Wording {
  @Test(arguments: [
    (["carbon-replay", "--regions", "a,b"], "carbon-replay --regions a,b"),
    (["x", "my traces"], "x 'my traces'"),
    (["x", "it's"], "x 'it'\\''s'"),
    (["x", ""], "x ''"),
    (["x", "a\nb\u{7}'\\"], "x $'a\\nb\\007\\'\\\\'"),
    (["x", "$HOME", "~", "*"], "x '$HOME' '~' '*'"),
    (["x", "żółw"], "x 'żółw'"),
  ])
  func commands(words: [String], text: String) {
    #expect(ShellCommand(words).text == text)
  }

  @Test func longCommandsTakeALineForEachOption() {
    let words = ["carbon-replay", "--traces", String(repeating: "t", count: 60), "--report", "r.html"]
    #expect(
      ShellCommand(words).lines == [
        "carbon-replay \\", "  --traces \(String(repeating: "t", count: 60)) \\", "  --report r.html",
      ])
  }

  @Test func figures() {
    #expect(1_234_567.grouped == "1,234,567")
    #expect((-999).grouped == "\u{2212}999")
    #expect(100.grouped == "100")
    #expect(mass(Emissions(grams: 12_345)) == "12.3\u{A0}kg")
    #expect(percent(4.96) == "5.0%")
    #expect(Duration.seconds(5_400).words == "1\u{A0}h\u{A0}30\u{A0}min")
    #expect(AddedTime.hours(24).label == "+24\u{A0}h")
    #expect(AddedTime.percent(25).label == "+25%")
    #expect(everyday(Emissions(grams: 398)) == "a mile driven")
    #expect(everyday(Emissions(grams: 4_000)) == "10 miles (16 km) driven")
    #expect(everyday(Emissions(grams: 0)) == "0 phone charges")
  }
}
