import TestSupport
import Testing

@testable import Charts

@Suite struct LabelPlacementTests {
  @Test func columnExample() {
    #expect(LabelColumn.place([10, 12, 50], height: 14, within: 0...100) == [7, 21, 50])
    #expect(LabelColumn.place([90, 95], height: 14, within: 0...100) == [79, 93])
    #expect(LabelColumn.place([], height: 14, within: 0...100) == [])
  }

  @Test func columnProperties() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<2000 {
      let desired = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        Double.random(in: -50...450, using: &generator)
      }
      let placed = LabelColumn.place(desired, height: 12, within: 0...400)
      let order = desired.indices.sorted { (desired[$0], $0) < (desired[$1], $1) }
      for (one, next) in zip(order, order.dropFirst()) { #expect(placed[next] - placed[one] >= 12 - 1e-9) }
      #expect(placed.allSatisfy { (6 - 1e-9...394 + 1e-9).contains($0) })
      // Who has room stays where it belongs.
      for index in desired.indices where (6...394).contains(desired[index]) {
        let isFree = desired.indices.allSatisfy { $0 == index || (desired[$0] - desired[index]).magnitude > 12 * 31 }
        if isFree { #expect((placed[index] - desired[index]).magnitude < 1e-9) }
      }
    }
  }

  /// No label on a label, no line through a label, whatever the lines and names.
  @Test func references() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<3000 {
      let lines = (0..<Int.random(in: 0...10, using: &generator)).map { _ in
        Double.random(in: 0...360, using: &generator)
      }
      let widths = lines.map { _ in Double.random(in: 10...340, using: &generator) }
      let placed = ReferenceLabels.place(lines: lines, widths: widths, width: 360)
      for (one, first) in placed.enumerated() {
        #expect(first.left >= 0 && first.right <= 360 + 1e-9 || first.right == first.left)
        for (other, second) in placed.enumerated() where one != other {
          if first.row == second.row { #expect(first.right <= second.left || second.right <= first.left) }
          if first.left < lines[other], lines[other] < first.right { #expect(second.row > first.row) }
        }
      }
    }
  }

  @Test func thinnedTicks() {
    let ticks = (0..<24).map { AxisTick(position: Double($0) * 10, label: "\($0):00") }
    let kept = TickThinning.thinned(ticks, within: 0...240)
    #expect(TickThinning.haveRoom(kept, within: 0...240))
    #expect(kept.map(\.label.string).prefix(2) == ["0:00", "5:00"])
    #expect(TickThinning.thinned([], within: 0...100).isEmpty)
  }

  /// Names of columns take two lines by turns before one is left out.
  @Test func columnsKeepTheirNames() {
    let names = ["bert-finetune", "transformer-6b", "densenet-121", "densenet-201", "vit-tiny", "vit-huge"]
    func labelled(_ width: Double) -> Int {
      let chart = HeatMap(
        caption: Caption(title: "", description: ""), quantity: .plain(unit: ""),
        rows: [.init(name: "a", values: names.map { _ in 1 })], columns: names.map { PlainText($0) })
      let svg = chart.svg(width: width)
      return names.count { svg.contains(">\($0)<") }
    }
    #expect(labelled(700) == 6)
    #expect(labelled(400) == 6)
    #expect(labelled(160) < 6)
  }

  @Test func textIsTruncatedAndWrapped() {
    #expect(TextWidth.truncated("South Central US", to: 60, size: 11).string == "South C…")
    #expect(TextWidth.truncated("short", to: 60, size: 11).string == "short")
    #expect(TextWidth.truncated("anything", to: 2, size: 11).isEmpty)
    let lines = TextWidth.lines(of: "one two three four", width: 50, size: 11)
    #expect(lines.map(\.string) == ["one two", "three", "four"])
    #expect(TextWidth.of("e\u{301}", size: 10) == TextWidth.of("e", size: 10))
  }
}
