/// What to do where a trace has slots without a value.
public enum GapPolicy: Hashable, Sendable {
  /// A plan or sweep whose window touches a gap is an error that names the gap. The default.
  case reject

  /// Gaps up to this length are filled by straight lines between the values at their ends; longer ones, and those
  /// without a value on both sides, stay and are rejected.
  case fill(upTo: Duration)

  /// No run may touch a gap: plans work around it.
  case avoid
}

extension IntensityTrace {
  /// The trace with another way to handle its gaps.
  ///
  ///     let trace = try IntensityTrace(start: start, slot: .seconds(300), gramsPerKilowattHour: [100, nil, nil, 130])
  ///     let filled = trace.handlingGaps(.fill(upTo: .seconds(600)))
  ///     print(filled.gaps, filled[1]!, filled[2]!)  // [] 110.0 120.0
  ///
  /// - Parameter policy: With `.fill`, gaps no longer than its limit are interpolated here and now. A gap of g slots
  ///   between the values a and b gets a + (b - a) * k / (g + 1) in its k-th slot.
  /// - Returns: A trace whose `gaps` are those that are left. A trace without gaps comes back as it is, but for its policy.
  /// - Complexity: O(slots) where something is filled, else O(gaps).
  public func handlingGaps(_ policy: GapPolicy) -> IntensityTrace {
    guard case .fill(let limit) = policy else {
      var copy = self
      copy.gapPolicy = policy
      return copy
    }
    var values = originalIntensities
    var left: [Range<Int>] = []
    for gap in gaps {
      let isInside = gap.lowerBound > 0 && gap.upperBound < slotCount
      guard isInside, .seconds(Int64(gap.count) * slotSeconds) <= limit else {
        left.append(gap)
        continue
      }
      let (before, after) = (values[gap.lowerBound - 1], values[gap.upperBound])
      for slot in gap {
        let share = Double(slot - gap.lowerBound + 1) / Double(gap.count + 1)
        values[slot] = before + (after - before) * share
      }
    }
    do {
      return try IntensityTrace(
        start: start, slot: slot, values: values, gaps: left, gapPolicy: policy,
        signal: signal, region: region, source: source)
    } catch {
      preconditionFailure("Values between two valid intensities are valid: \(error).")
    }
  }

  /// How many slots have no value.
  public var gapSlotCount: Int { gaps.reduce(0) { $0 + $1.count } }

  /// The first gap that shares a slot with `slots`, or `nil`.
  ///
  /// - Complexity: O(log g) for g gaps.
  package func firstGap(touching slots: Range<Int>) -> Range<Int>? {
    // Gaps are in order and apart, so "ends after the range begins" is false for some first ones and true for the rest.
    var (low, high) = (0, gaps.count)
    while low < high {
      let middle = (low + high) / 2
      if gaps[middle].upperBound > slots.lowerBound { high = middle } else { low = middle + 1 }
    }
    guard low < gaps.count, gaps[low].lowerBound < slots.upperBound else { return nil }
    return gaps[low]
  }

  /// How many slots of `slots` have no value.
  package func gapSlotCount(in slots: Range<Int>) -> Int {
    gaps.reduce(0) { $0 + $1.clamped(to: slots).count }
  }
}

#if !hasFeature(Embedded)
  extension GapPolicy: Codable {}
#endif
