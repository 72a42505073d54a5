import TestSupport
import Testing

@testable import Charts

@Suite struct SVGTests {
  @Test(arguments: SampleCharts.all())
  func files(sample: SampleCharts.Sample) throws {
    let elements = try #require(TinyXML.elements(of: sample.chart.svg()))
    let root = elements[0].attributes
    #expect(elements[0].name == "svg" && root["xmlns"] == "http://www.w3.org/2000/svg" && root["role"] == "img")
    #expect(root["width"].map { "0 0 \($0) \(root["height"] ?? "")" } == root["viewBox"])
    let labels = root["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
    #expect(labels.map { id in elements.first { $0.attributes["id"] == id }?.text } == ["A title", "What was found."])
    #expect(elements.contains { $0.name == "style" })
    #expect(!elements.contains { $0.attributes["style"] != nil })
  }

  @Test func identifiersAreUniqueInAPage() throws {
    let samples = SampleCharts.all()
    let page = samples.map { $0.chart.html(id: ElementID($0.name)) }.joined()
    let ids = try #require(TinyXML.elements(of: page)).compactMap { $0.attributes["id"] }
    #expect(ids.count >= samples.count * 5)
    #expect(Set(ids).count == ids.count)
  }

  /// Classes that are used have rules; numbers have at most one decimal and are numbers.
  @Test(arguments: SampleCharts.all())
  func marks(sample: SampleCharts.Sample) throws {
    let elements = try #require(TinyXML.elements(of: sample.chart.svg()))
    let style = try #require(elements.first { $0.name == "style" }).text
    for element in elements {
      for name in element.attributes["class"]?.split(separator: " ") ?? [] {
        #expect(style.contains(".\(name){"), "\(sample.name): \(name)")
      }
      for key in ["d", "x", "y"] {
        guard let data = element.attributes[key] else { continue }
        #expect(data.allSatisfy { $0.isASCII && ($0.isNumber || "MhvlazH.- ".contains($0)) }, "\(data)")
        // ".5.5" are two numbers, so what counts is how many digits follow each point.
        let decimals = data.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        #expect(decimals.allSatisfy { $0.prefix { $0.isNumber }.count == 1 }, "\(data)")
      }
    }
  }

  @Test(arguments: SampleCharts.all())
  func deterministic(sample: SampleCharts.Sample) {
    #expect(sample.chart.svg() == sample.chart.svg())
    #expect(sample.chart.html(id: "a") == sample.chart.html(id: "a"))
  }

  @Test func paths() {
    var path = PathData()
    path.move(to: Point(x: 10, y: 20))
    for point in [Point(x: 15.5, y: 20), Point(x: 15.5, y: 18), Point(x: 15.52, y: 18.01), Point(x: 14, y: 17.25)] {
      path.line(to: point)
    }
    path.rectangle(Box(left: 0, top: 0.5, right: 3, bottom: 2))
    #expect(path.string == "M10 20h5.5v-2l-1.5-.7M0 .5h3v1.5h-3z")
  }

  /// A year of five-minute slots takes no more room than the screen can show.
  @Test func longTracesAreThinned() {
    var generator = SeededGenerator(seed: 6)
    let values = (0..<105_408).map { _ in FiniteNumber(Double.random(in: 0...900, using: &generator)) }
    let chart = SteppedAreaChart(
      caption: Caption(title: "A year", description: ""), y: ValueAxis("Intensity", .plain(unit: "g")),
      start: 1_577_836_800, step: 300, values: values)
    #expect(chart.svg().utf8.count < 60_000)
  }

  @Test func thinningKeepsExtremes() {
    var generator = SeededGenerator(seed: 8)
    let points = (0..<10_000).map { Point(x: Double($0) / 100, y: Double.random(in: 0...1, using: &generator)) }
    let kept = Thinning.thinned(points)
    #expect(kept.count <= 4 * 101)
    for column in 0..<100 {
      let before = points.filter { $0.x.wholeBelow == Double(column) }.map(\.y)
      let after = kept.filter { $0.x.wholeBelow == Double(column) }.map(\.y)
      #expect(before.min() == after.min() && before.max() == after.max())
      #expect(before.first == after.first && before.last == after.last)
    }
  }
}
