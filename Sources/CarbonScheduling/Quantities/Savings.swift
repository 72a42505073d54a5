/// What a schedule emits less than its baseline, the run started at once.
///
///     let saved = Savings(baseline: .grams(200), emissions: .grams(150))
///     print(saved)  // 50.0 g (25.0 %)
///
/// Grams come first on purpose: a percentage of a small baseline looks better than it is.
public struct Savings: Hashable, Sendable {
  /// Baseline minus emissions, in grams of CO2 equivalent.
  public let grams: Double

  /// `grams` as a percentage of the baseline; `nil` against a baseline of zero or less, of which there is no share. Finite.
  public let percent: Double?

  /// Compares emissions with those of a baseline.
  public init(baseline: Emissions, emissions: Emissions) {
    grams = baseline.grams - emissions.grams
    guard baseline.grams > 0 else {
      percent = nil
      return
    }
    let most = Double.greatestFiniteMagnitude
    percent = min(max(100 * grams / baseline.grams, -most), most)
  }
}

extension Savings: CustomStringConvertible {
  /// Grams, and percent where there is a share: `50.0 g (25.0 %)`.
  public var description: String { "\(grams) g" + (percent.map { " (\($0) %)" } ?? "") }
}

#if !hasFeature(Embedded)
  extension Savings: Codable {}
#endif
