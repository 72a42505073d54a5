/// Emissions that grow with use in a straight line.
public struct EmissionLine: Hashable, Sendable {
  /// Before the first functional unit.
  public let fixedGrams: Double
  /// For each.
  public let gramsPerUnit: Double

  /// Makes a line of what is emitted once and what each functional unit adds, in grams.
  public init(fixedGrams: Double, gramsPerUnit: Double) {
    self.fixedGrams = fixedGrams
    self.gramsPerUnit = gramsPerUnit
  }

  /// In all, after so many functional units.
  public func grams(after units: Double) -> Double { fixedGrams + gramsPerUnit * units }
}

/// From how many functional units on it pays to begin with more emissions.
///
///     let model = EmissionLine(fixedGrams: 0, gramsPerUnit: 3)
///     let distilled = EmissionLine(fixedGrams: 5_000, gramsPerUnit: 1)
///     BreakEven(between: model, and: distilled).units  // 2500.0
public struct BreakEven: Hashable, Sendable {
  /// Which of the two alternatives.
  public enum Line: String, Hashable, Sendable {
    /// The one given first.
    case first
    /// The other.
    case second
  }

  /// Which begins with more; `nil` if both begin with the same.
  public let dearerStart: Line?

  /// The least whole number of functional units after which the dearer start has emitted no more than the other; `nil`
  /// if it never does. Of two that begin with the same, 0.
  public let units: Double?

  /// - Complexity: O(1).
  public init(between first: EmissionLine, and second: EmissionLine) {
    guard first.fixedGrams != second.fixedGrams else {
      (dearerStart, units) = (nil, 0)
      return
    }
    let isFirst = first.fixedGrams > second.fixedGrams
    dearerStart = isFirst ? .first : .second
    let (dear, cheap) = isFirst ? (first, second) : (second, first)
    let gain = cheap.gramsPerUnit - dear.gramsPerUnit
    guard gain > 0 else {
      units = nil
      return
    }
    let crossing = ((dear.fixedGrams - cheap.fixedGrams) / gain).rounded(.up)
    guard crossing.isFinite else {
      units = nil
      return
    }
    // The quotient may have been rounded over a whole number: the lines themselves decide between its neighbours. Amounts
    // that differ by their last digits, as 0.3 + 3 x 0.2 and 3 x 0.3 do in binary, are equal.
    let pays = [crossing - 1, crossing, crossing + 1].first { count in
      let (more, less) = (dear.grams(after: count), cheap.grams(after: count))
      return count >= 0 && more <= less + 4 * abs(less).ulp
    }
    units = pays ?? crossing
  }
}

extension BreakEven.Line: CustomStringConvertible {
  /// `first` or `second`.
  public var description: String { rawValue }
}

#if !hasFeature(Embedded)
  extension EmissionLine: Codable {}
  extension BreakEven: Codable {}
  extension BreakEven.Line: Codable {}
#endif
