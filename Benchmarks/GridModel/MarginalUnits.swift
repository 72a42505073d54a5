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
public struct MarginalUnits: Sendable {
  private let margin: Region.Margin

  /// Net load between the first step and the second.
  private static let gap = 2.35
  /// The net load over which a step is taken.
  private static let stepWidth = 0.08
  /// Relative rise of intensity per unit of net load, between two units below and two above `slopeCentre`.
  private static let slope = 0.045
  private static let slopeCentre = 0.7

  public init(_ margin: Region.Margin) { self.margin = margin }

  /// The marginal intensity, gCO2eq/kWh. Never falls as net load rises.
  ///
  /// - Parameter netLoad: net load, in the units of `Region.NetLoad`; 0 is where the cleaner units run out.
  public func intensity(netLoad: Double) -> Double {
    let first = smoothStep(netLoad / Self.stepWidth + 0.5)
    let second = smoothStep((netLoad - Self.gap) / Self.stepWidth + 0.5)
    let mix = margin.clean + (margin.usual - margin.clean) * first + (margin.dirty - margin.usual) * second
    return mix * (1 + Self.slope * min(2, max(-2, netLoad - Self.slopeCentre)))
  }
}

/// 0 up to 0, 1 from 1, and a cubic with level ends between.
func smoothStep(_ x: Double) -> Double {
  let clamped = min(1, max(0, x))
  return clamped * clamped * (3 - 2 * clamped)
}
