/// What repeated samples of one quantity say: the middle one, and where the middle half of them lies.
///
///     let spread = Spread([5, 1, 3, 2, 4])  // median 3, quartiles 2 and 4
///
/// Quartiles instead of a mean and a deviation, because the noise of a busy machine only ever adds: one disturbed sample
/// moves a mean and its deviation, but none of these.
package struct Spread: Codable, Hashable, Sendable {
  package let median: Double
  package let lowerQuartile: Double
  package let upperQuartile: Double
  package let sampleCount: Int

  /// - Parameter samples: At least one, in any order.
  package init(_ samples: [Double]) {
    precondition(!samples.isEmpty, "A spread needs at least one sample.")
    let sorted = samples.sorted()
    median = Self.quantile(0.5, of: sorted)
    lowerQuartile = Self.quantile(0.25, of: sorted)
    upperQuartile = Self.quantile(0.75, of: sorted)
    sampleCount = samples.count
  }

  /// How far apart the quartiles are.
  package var range: Double { upperQuartile - lowerQuartile }

  /// The same as a share of the median; 0 where the median is.
  package var relativeRange: Double { median == 0 ? 0 : range / median }

  /// The value below which `share` of the samples lie, on a straight line between the two nearest.
  ///
  /// - Parameters:
  ///   - share: From 0, the smallest sample, to 1, the largest.
  ///   - sorted: At least one sample, in ascending order.
  package static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
