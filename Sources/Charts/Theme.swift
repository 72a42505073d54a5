/// A colour by what it is for; its two values, for light and for dark paper, stand in `Theme.swift` and nowhere else.
///
/// Ink, muted ink, neutral and every series colour have a contrast of at least 4.5:1 against the paper, so that text
/// may be set in any of them; heat and diverging fills come with an ink that has the same contrast against the fill.
package enum ThemeColor: Hashable, Sendable {
  /// What everything is drawn on.
  case paper
  /// Titles and values.
  case ink
  /// Tick labels and axis titles.
  case muted
  case gridLine
  case axis
  /// A series without a colour of its own: a baseline, a total.
  case neutral
  /// The area under a trace.
  case area
  /// A series colour, 0 to 15.
  case series(Int)
  /// A step of the sequential palette, 0 to 8: the higher, the further from the paper.
  case heat(Int)
  case heatInk(Int)
  /// A step of the diverging palette, 0 to 8: 4 is neutral, 0 far below, 8 far above.
  case diverging(Int)
  case divergingInk(Int)

  /// sRGB, 0xRRGGBB.
  package var light: UInt32 { values.light }
  package var dark: UInt32 { values.dark }

  private var values: (light: UInt32, dark: UInt32) {
    switch self {
    case .paper: (0xFFFFFF, 0x15181D)
    case .ink: (0x1B1F24, 0xE6E9ED)
    case .muted: (0x57606A, 0xA2ABB6)
    case .gridLine: (0xE3E6EA, 0x2C323A)
    case .axis: (0x8C959F, 0x69727D)
    case .neutral: (0x68717B, 0x8D96A1)
    case .area: (0xD5DBE2, 0x363E48)
    case .series(let index): Self.seriesColors[index]
    case .heat(let level): Self.heatColors[level]
    case .heatInk(let level): (level < 6 ? 0x000000 : 0xFFFFFF, level < 4 ? 0xFFFFFF : 0x000000)
    case .diverging(let level): Self.divergingColors[level]
    case .divergingInk(let level): (0x000000, level == 0 ? 0x000000 : 0xFFFFFF)
    }
  }

  /// The custom property that holds the colour in a page: `--c3`.
  var variable: String {
    switch self {
    case .paper: "--paper"
    case .ink: "--ink"
    case .muted: "--muted"
    case .gridLine: "--grid"
    case .axis: "--axis"
    case .neutral: "--neutral"
    case .area: "--area"
    case .series(let index): "--c\(index)"
    case .heat(let level): "--q\(level)"
    case .heatInk(let level): "--qi\(level)"
    case .diverging(let level): "--v\(level)"
    case .divergingInk(let level): "--vi\(level)"
    }
  }

  package static let levelCount = 9

  /// Every colour there is.
  package static let all: [ThemeColor] = {
    var colors: [ThemeColor] = [.paper, .ink, .muted, .gridLine, .axis, .neutral, .area]
    colors += (0..<SeriesStyle.colorCount).map(ThemeColor.series)
    for level in 0..<levelCount { colors += [.heat(level), .heatInk(level)] }
    for level in 0..<levelCount { colors += [.diverging(level), .divergingInk(level)] }
    return colors
  }()

  /// Found by simulated annealing over OKLCH: of all sets with a contrast of 4.6:1 against the paper, one that keeps
  /// the smallest distance within each eight large (OKLab 0.07 or more in both themes), under normal vision and under
  /// Machado's protanopia, deuteranopia and tritanopia. A slot has the same hue in both themes.
  private static let seriesColors: [(light: UInt32, dark: UInt32)] = [
    (0x1C6EF0, 0xBED6FC), (0x8D6354, 0xC56E4F), (0xAC158B, 0xA27B95), (0x37380E, 0xABAC1D),
    (0x1A609E, 0x338DDF), (0xD72A1A, 0xEFBDB4), (0x2D138D, 0x9FA5F9), (0x88194A, 0xEC8DAB),
    (0x1D8071, 0x31F4D8), (0x703F0E, 0xF2943C), (0xAB3FC2, 0xEBA0FD), (0x667815, 0xC8E26A),
    (0x1D5754, 0x62C0BA), (0x650D1A, 0xF8495A), (0x6213AB, 0xA86BFD), (0x4E214B, 0xCD63C6),
  ]

  /// One hue, even steps of OKLab lightness.
  private static let heatColors: [(light: UInt32, dark: UInt32)] = [
    (0xE1F8FE, 0x172545), (0xA4E5FC, 0x193A6B), (0x72CEF4, 0x12518F), (0x45B4EA, 0x066CAD), (0x2198DB, 0x0187C7),
    (0x107DC6, 0x1DA3DD), (0x1862AB, 0x4EBFEB), (0x1F498A, 0x80D9F6), (0x1F3365, 0xB7F0FE),
  ]

  /// Blue below, orange above: a pair that no colour blindness confuses.
  private static let divergingColors: [(light: UInt32, dark: UInt32)] = [
    (0x4D8DCC, 0x4786C5), (0x85AFDB, 0x3D658D), (0xA3C2E3, 0x375478), (0xCFDDED, 0x2E3B4A), (0xF6F3F1, 0x282625),
    (0xEBD6C8, 0x3C322C), (0xDEB698, 0x604530), (0xD29E7B, 0x845534), (0xC98A5C, 0x9D6136),
  ]
}

/// What a series is painted with.
package enum Paint: Hashable, Sendable {
  case series(SeriesStyle)
  /// The grey of a baseline or a total.
  case neutral
}
