import Testing

@testable import Charts

@Suite struct ThemeTests {
  /// WCAG 2 contrast of everything that text is set in, against what it is set on.
  @Test(arguments: [\ThemeColor.light, \.dark] as [any KeyPath<ThemeColor, UInt32> & Sendable])
  func textContrast(theme: any KeyPath<ThemeColor, UInt32> & Sendable) {
    let inks: [ThemeColor] = [.ink, .muted, .neutral] + (0..<SeriesStyle.colorCount).map(ThemeColor.series)
    var pairs = inks.map { ($0, ThemeColor.paper) } + [(.ink, .area), (.ink, .diverging(6))]
    for level in 0..<ThemeColor.levelCount {
      pairs += [(.heatInk(level), .heat(level)), (.divergingInk(level), .diverging(level))]
    }
    for (ink, ground) in pairs {
      let ratio = ColorScience.contrast(ink[keyPath: theme], ground[keyPath: theme])
      #expect(ratio >= 4.5, "\(ink) on \(ground): \(ratio)")
    }
  }

  /// Series with the same dash pattern stay apart by colour alone, however the eye sees colours.
  @Test(arguments: [\ThemeColor.light, \.dark] as [any KeyPath<ThemeColor, UInt32> & Sendable])
  func seriesStayApart(theme: any KeyPath<ThemeColor, UInt32> & Sendable) {
    for vision in ColorScience.Vision.allCases {
      for one in 0..<SeriesStyle.colorCount {
        for other in 0..<one where SeriesStyle(slot: one).dash == SeriesStyle(slot: other).dash {
          let distance = ColorScience.distance(
            ThemeColor.series(one)[keyPath: theme], ThemeColor.series(other)[keyPath: theme], vision)
          #expect(distance >= 0.07, "\(vision): \(one) and \(other)")
        }
      }
    }
  }

  @Test func sixteenSeriesDiffer() {
    let looks = (0..<16).map { slot in
      let style = SeriesStyle(slot: slot)
      return "\(style.dash) \(style.shape)"
    }
    #expect(Set(looks).count == 16)
    #expect(SeriesStyle(slot: 0).dash != SeriesStyle(slot: 16).dash)
  }

  @Test func stylesFollowNames() {
    let styles = SeriesStyles(order: ["b", "a", "b", "c"])
    #expect(["b", "a", "c", "unknown"].map { styles[$0].slot } == [0, 1, 2, 3])
  }

  @Test func classNamesAreUnique() {
    #expect(Set(StyleClass.all.map(\.name)).count == StyleClass.all.count)
    #expect(Set(ThemeColor.all.map(\.variable)).count == ThemeColor.all.count)
  }

  @Test func heatLevels() {
    let levels = HeatLevels(.sequential, covering: [0, 9])
    #expect([0, 0.99, 1, 5, 8.9, 9].map { levels.level(of: $0) } == [0, 0, 1, 5, 8, 8])
    #expect(HeatLevels(.sequential, covering: [3, 3]).level(of: 3) == 4)
    let around = HeatLevels(.diverging(around: 0), covering: [-1, 9])
    #expect(around.level(of: 0) == 4 && around.level(of: -1) == 4 && around.level(of: 9) == 8)
  }
}
