/// How a heat map's colours are spread over its values.
package enum HeatPalette: Hashable, Sendable {
  /// From the least value, near the paper's colour, to the greatest.
  case sequential
  /// Blue below the given value, orange above, as far in either direction as the values go in one.
  case diverging(around: FiniteNumber)
}

/// Nine steps of colour over a range.
struct HeatLevels {
  let palette: HeatPalette
  let range: ClosedRange<FiniteNumber>

  init(_ palette: HeatPalette, covering values: some Sequence<FiniteNumber>) {
    var low = FiniteNumber?.none
    var high = FiniteNumber?.none
    for value in values {
      low = min(low ?? value, value)
      high = max(high ?? value, value)
    }
    self.palette = palette
    switch palette {
    case .sequential: range = (low ?? 0)...(high ?? 1)
    case .diverging(let center):
      let reach = max((high ?? center).value - center.value, center.value - (low ?? center).value)
      let bounds = (FiniteNumber(center.value - reach), FiniteNumber(center.value + reach))
      range = (bounds.0 ?? low ?? center)...(bounds.1 ?? high ?? center)
    }
  }

  var middle: FiniteNumber {
    FiniteNumber(range.lowerBound.value / 2 + range.upperBound.value / 2) ?? range.lowerBound
  }

  /// 0 to 8; the middle step if all values are equal.
  func level(of value: FiniteNumber) -> Int {
    let span = range.upperBound.value - range.lowerBound.value
    guard span > 0 else { return ThemeColor.levelCount / 2 }
    let share = (value.value - range.lowerBound.value) / span
    return min(max(Int(share * Double(ThemeColor.levelCount)), 0), ThemeColor.levelCount - 1)
  }

  func fill(_ level: Int) -> StyleClass { palette == .sequential ? .heat(level) : .diverging(level) }
  func ink(_ level: Int) -> StyleClass { palette == .sequential ? .heatInk(level) : .divergingInk(level) }
}

extension Quantity {
  /// Figures brief enough for a cell, all with the same decimals: none if the range reaches 10, two below 1; a unit only
  /// for masses, which may differ in it.
  func cellFormat(covering range: ClosedRange<FiniteNumber>) -> NumberFormat {
    let greatest = max(range.upperBound.value, -range.lowerBound.value)
    switch self {
    case .plain, .percent:

      switch greatest {
      case 10...: return .decimals(0)
      case 1...: return .decimals(1)
      case 0.1...: return .decimals(2)
      default: return .significant(2)
      }
    case .mass: return .mass(2)
    }
  }
}
