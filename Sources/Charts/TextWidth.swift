/// How much room text takes, guessed on the safe side: no browser is at hand to ask.
///
///     TextWidth.of("West US 3", size: 12)      // 62.5
///
/// Each glyph counts as wide as in the widest of the fonts that the style sheet names, so text set in any of them is
/// at most as wide as computed here, and labels placed with these widths cannot run into each other.
package enum TextWidth {
  /// The width of text in units of the drawing.
  ///
  /// - Complexity: O(*n*) for *n* Unicode scalars.
  package static func of(_ text: PlainText, size: Double, bold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.string.unicodeScalars { thousandths += width(of: scalar) }
    return Double(thousandths) / 1000 * size * (bold ? boldFactor : 1)
  }

  /// The text, or as much of its beginning as fits, ending in "…".
  package static func truncated(_ text: PlainText, to width: Double, size: Double, bold: Bool = false) -> PlainText {
    // What fits exactly must not fail to by the rounding of a sum.
    guard of(text, size: size, bold: bold) > width + 0.01 else { return text }
    var kept = text.string
    while !kept.isEmpty {
      kept.removeLast()
      while kept.last == " " { kept.removeLast() }
      let shortened = PlainText(kept + "…")
      if of(shortened, size: size, bold: bold) <= width { return shortened }
    }
    return ""
  }

  /// The text broken at spaces into lines no wider than `width`; a longer word is truncated.
  package static func lines(of text: PlainText, width: Double, size: Double, bold: Bool = false) -> [PlainText] {
    var lines: [PlainText] = []
    for word in text.string.split(separator: " ") {
      if let last = lines.last {
        let longer = last + " \(String(word))"
        if of(longer, size: size, bold: bold) <= width {
          lines[lines.count - 1] = longer
          continue
        }
      }
      lines.append(truncated(PlainText(String(word)), to: width, size: size, bold: bold))
    }
    return lines
  }

  /// Every bold glyph is at most this much wider than the regular one.
  private static let boldFactor = 1.27

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if (32..<127).contains(scalar.value) { return ascii[Int(scalar.value) - 32] }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x00B2, 0x00B3, 0x00B9, 0x2070...0x2079, 0x2080...0x2089: return 440
    case 0x207A, 0x207B: return 530
    case 0x00B7, 0x00A0, 0x202F: return 380
    case 0x00D7, 0x2212, 0x2264, 0x2265: return 840
    case 0x2013: return 560
    case 0x00DF...0x00E5, 0x00E7...0x00FF: return 650
    case ..<0x0250: return 1000
    default: return 1450
    }
  }

  /// Advance widths in thousandths of the font size, from the space to the tilde.
  private static let ascii = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337,
    637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557,
    1016, 685, 687, 723, 771, 667, 611, 778, 752, 295, 500, 667, 558, 863, 749, 788,
    667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 337, 391, 838, 557,
    500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612,
    635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
  ]
}
