import TestSupport
import Testing

@testable import Charts

/// What a reader sees: no text on text, nothing cut off, whatever the data.
@Suite struct LayoutTests {
  static let widths: [Double] = [300, 358, 800, 1168]

  /// All samples, each at every width where large cases are asked for, else each at one of them in turn.
  static func check(_ samples: [SampleCharts.Sample], _ note: String, from place: Int) {
    for (index, sample) in samples.enumerated() {
      check(sample, note, LargeCases.areAsked ? widths : [widths[(index + place) % widths.count]])
    }
  }

  static func check(_ sample: SampleCharts.Sample, _ note: String = "", _ widths: [Double] = widths) {
    for width in widths {
      let drawing = sample.chart.drawing(width: width)
      let texts = drawing.texts.sorted { $0.box.left < $1.box.left }
      var faults: [String] = []
      for (index, text) in texts.enumerated() {
        let box = text.box
        // Positions are written to a tenth.
        let isInside =
          box.left >= -0.1 && box.right <= width + 0.1 && box.top >= -0.6 && box.bottom <= drawing.height + 0.1
        if !isInside { faults.append("\(text.text) \(box) is cut off") }
        for other in texts[(index + 1)...] {
          if other.box.left >= box.right { break }
          if box.overlaps(other.box) { faults.append("\(text.text) \(box) meets \(other.text) \(other.box)") }
        }
      }
      #expect(faults == [], "\(sample.name) at \(width) \(note)")
    }
  }

  @Test(arguments: SampleCharts.all())
  func ordinaryData(sample: SampleCharts.Sample) { Self.check(sample) }

  @Test(arguments: 0..<sized(debug: 6, release: 40))
  func randomData(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let rows = Int.random(in: 0...20, using: &generator)
    let columns = Int.random(in: 0...30, using: &generator)
    let exponent = [-250, -9, -3, 0, 2, 6, 9, 14, 250].randomElement(using: &generator) ?? 0
    let isSigned = Bool.random(using: &generator)
    let words = ["West", "US", "Norway", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "日本", "ii", "🌍"]
    let names = (0..<rows).map { _ in
      PlainText(
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in words.randomElement(using: &generator)! }
          .joined(separator: " "))
    }
    let values = (0..<max(rows, 1)).map { _ in
      (0..<max(columns, 2)).map { _ -> FiniteNumber? in
        if Int.random(in: 0..<10, using: &generator) == 0 { return nil }
        return FiniteNumber(Double.random(in: (isSigned ? -1 : 0)...1, using: &generator) * powerOfTen(exponent))
      }
    }
    Self.check(
      SampleCharts.all(names: names, columns: columns, value: { values[$0][$1] }), "seed \(seed)", from: seed)
  }

  @Test(arguments: [
    FiniteNumber(0), FiniteNumber(5), FiniteNumber(-5), FiniteNumber(1e300), FiniteNumber(1e-300), FiniteNumber(-1e300),
    nil,
  ])
  func allEqual(value: FiniteNumber?) {
    for columns in [0, 1, 2, sized(debug: 4, release: 12)] {
      Self.check(SampleCharts.all(columns: columns, value: { _, _ in value }), "\(columns)", from: columns)
    }
  }

  @Test func extremes() {
    for sample in SampleCharts.all(value: { FiniteNumber(($0 + $1) % 2 == 0 ? 1e300 : -1e300) }) { Self.check(sample) }
    for sample in SampleCharts.all(value: { FiniteNumber(1e15 + Double($0 + $1)) }) { Self.check(sample) }
  }

  @Test func nothingAtAll() {
    for sample in SampleCharts.all(names: [], columns: 0) { Self.check(sample) }
  }

  @Test func onePoint() {
    for sample in SampleCharts.all(names: ["Norway"], columns: 1, value: { _, _ in 42 }) { Self.check(sample) }
  }
}
