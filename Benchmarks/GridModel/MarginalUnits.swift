/// The intensity of whichever mix of units answers one more kWh, as net load moves: clean, usual or dirty.
///
///     intensity           __________ dirty
///                        |
///               _________|            usual, rising a little: dearer units are less efficient
///              |
///     _________|                      clean
///              0         2.35         net load
///
/// The steps are steep, so a region sits in one mix for hours and changes it within minutes: regimes.
package struct MarginalUnits: Sendable {
  private let margin: Region.Margin

  private let numbers: SharedNumbers
  /// The net load over which the first step is taken.
  private let firstWidth: Double

  /// Intensity rises with net load between two units below this and two above.
  private static let slopeCentre = 0.7

  package init(_ margin: Region.Margin, _ numbers: SharedNumbers = .fitted) {
    self.margin = margin
    self.numbers = numbers
    firstWidth = margin.firstWidth ?? numbers.stepWidth
  }

  /// The marginal intensity, gCO2eq/kWh. Never falls as net load rises.
  ///
  /// - Parameter netLoad: net load, in the units of `Region.NetLoad`; 0 is where the cleaner units run out.
  package func intensity(netLoad: Double) -> Double {
    let first = smoothStep(netLoad / firstWidth + 0.5)
    let second = smoothStep((netLoad - numbers.gap) / numbers.stepWidth + 0.5)
    let mix = margin.clean + (margin.usual - margin.clean) * first + (margin.dirty - margin.usual) * second
    return mix * (1 + numbers.slope * min(2, max(-2, netLoad - Self.slopeCentre)))
  }
}

/// 0 up to 0, 1 from 1, and a cubic with level ends between.
func smoothStep(_ x: Double) -> Double {
  let clamped = min(1, max(0, x))
  return clamped * clamped * (3 - 2 * clamped)
}
