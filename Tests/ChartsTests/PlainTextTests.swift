import TestSupport
import Testing

@testable import Charts

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("a\nb", "a b"), ("a\r\nb", "a  b"), ("a\tb", "a b"), ("a\u{0}b\u{7}\u{1B}c\u{7F}", "abc"),
    ("\u{2028}\u{85}", "  "),
    ("a\u{202E}b\u{2066}", "ab"), ("\u{FFFE}\u{FFFF}\u{1FFFF}x", "x"), ("日本 é 🌍", "日本 é 🌍"), ("", ""),
  ])
  func cleans(input: String, expected: String) {
    #expect(PlainText(input).string == expected)
  }

  @Test func interpolationCleansToo() {
    let name = "Nor\nway"
    #expect(("in \(name)" as PlainText).string == "in Nor way")
  }

  @Test func escapes() {
    var markup = Markup()
    markup.text("<&\"'>\n")
    #expect(markup.string == "&lt;&amp;&quot;&#39;&gt; ")
  }

  @Test(arguments: [
    ("Emissions by month", "emissions-by-month"), ("a<&\"'>b", "a-b"), ("2020", "c-2020"), ("", "c"), ("--x--", "c-x"),
    ("é", "c"),
  ])
  func elementIDs(text: String, id: String) {
    #expect(ElementID(text).string == id)
  }

  /// A name full of markup reaches every chart as text: parsed back, it is what was put in.
  @Test(arguments: SampleCharts.all(names: ["<b>&\"'\n]]>", "</text><script>alert(1)</script>", "a\u{0}--><!--"]))
  func hostileNames(sample: SampleCharts.Sample) throws {
    for markup in [sample.chart.svg(), sample.chart.html(id: "x")] {
      let elements = try #require(TinyXML.elements(of: markup), "\(sample.name) is not well-formed")
      let known: Set<String> = [
        "svg", "title", "desc", "style", "path", "g", "text", "figure", "figcaption", "strong", "span", "defs", "use",
      ]
      #expect(Set(elements.map(\.name)).subtracting(known).isEmpty, "\(sample.name)")
      #expect(elements.contains { $0.name == "title" && $0.text.contains("<b>&\"' ]]>") }, "\(sample.name)")
    }
  }

  @Test func hostileTable() throws {
    let table = DataTable(
      caption: Caption(title: "<i>", description: ""), columns: [.init("<&\"'"), .init("n", .number(.percent(2)))],
      rows: [["</td><td>\n", .number(nil)], [.series("&amp;", SeriesStyle(slot: 3)), .number(-1)]])
    let elements = try #require(TinyXML.elements(of: table.html(id: "t")))
    #expect(elements.filter { $0.name == "th" }.map(\.text) == ["<&\"'", "n", "</td><td> ", " &amp;"])
    #expect(elements.filter { $0.name == "td" }.map(\.text) == ["–", "−1%"])
  }
}
