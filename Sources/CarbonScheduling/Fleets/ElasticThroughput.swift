/// How much faster a job goes with more units: its progress at 1, 2, 3, ... times its width.
///
///     let training = try ElasticThroughput([1, 1.9, 2.6, 3.1])
///     print(training.most)  // 3.1: with four times the width, 3.1 times as fast
///
/// The table is concave: each step of width adds no more than the step before it. Then the exact plan takes steps in order of
/// what they emit per progress, and a slot's steps come in their order by themselves.
///
/// - Note: CarbonScaler, Hanafy et al., arXiv 2302.08681, plans one such job by marginal throughput per emissions.
public struct ElasticThroughput: Hashable, Sendable {
  /// The progress at each multiple of the width, in units of the progress at the first: so the first is 1.
  public let throughputs: [Double]

  /// Makes a table.
  ///
  /// - Parameter throughputs: At least one, at most 1,000; positive and finite, each at least as large as the one before, and
  ///   each step no larger than the step before. They are divided by the first.
  /// - Throws: ``FleetError/throughput(_:)`` for any other table; ``hull(of:)`` makes one of it.
  public init(_ throughputs: [Double]) throws(FleetError) {
    guard let first = throughputs.first, throughputs.count <= 1_000, first > 0, first < .infinity,
      throughputs.allSatisfy({ $0.isFinite })
    else { throw .throughput(throughputs) }
    let scaled = throughputs.map { $0 / first }
    var (before, step) = (0.0, Double.infinity)
    for value in scaled {
      // A few last digits that decimals rounded away are no step up.
      guard value >= before, value - before <= step * (1 + 0x1p-40) else { throw .throughput(throughputs) }
      (step, before) = (value - before, value)
    }
    self.throughputs = scaled
  }

  /// The least concave table that is nowhere below the given values: what a job reaches that changes its width within slots.
  ///
  /// - Throws: ``FleetError/throughput(_:)`` if values are not positive and finite.
  public static func hull(of throughputs: [Double]) throws(FleetError) -> ElasticThroughput {
    guard !throughputs.isEmpty, throughputs.allSatisfy({ $0 > 0 && $0 < .infinity }) else {
      throw .throughput(throughputs)
    }
    var corners: [(width: Double, value: Double)] = [(0, 0)]
    for (index, value) in throughputs.enumerated() {
      let next = (width: Double(index + 1), value: value)
      while corners.count > 1 {
        let (a, b) = (corners[corners.count - 2], corners[corners.count - 1])
        if (b.value - a.value) * (next.width - a.width) > (next.value - a.value) * (b.width - a.width) { break }
        corners.removeLast()
      }
      corners.append(next)
    }
    var hull: [Double] = []
    var corner = 1
    for width in 1...throughputs.count {
      while corners[corner].width < Double(width) { corner += 1 }
      let (a, b) = (corners[corner - 1], corners[corner])
      hull.append(max(hull.last ?? 0, a.value + (b.value - a.value) * (Double(width) - a.width) / (b.width - a.width)))
    }
    return try ElasticThroughput(hull)
  }

  /// The progress at the full width.
  public var most: Double { throughputs[throughputs.count - 1] }

  /// The least that any multiple of the width adds to the progress.
  var leastGain: Double { steps.filter { $0 > 0 }.min() ?? 1 }

  /// What each multiple of the width adds to the progress.
  var steps: [Double] {
    var before = 0.0
    return throughputs.map { value in
      defer { before = value }
      return value - before
    }
  }
}

extension ElasticThroughput: CustomStringConvertible {
  /// As it is written in tables of jobs: `1:1.9:2.6`.
  public var description: String { throughputs.map { "\($0)" }.joined(separator: ":") }
}

#if !hasFeature(Embedded)
  /// A table is coded as its values.
  extension ElasticThroughput: Codable {
    /// Decodes and validates.
    public init(from decoder: any Decoder) throws {
      try self.init(try decoder.singleValueContainer().decode([Double].self))
    }

    /// Encodes the values.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(throughputs)
    }
  }
#endif
