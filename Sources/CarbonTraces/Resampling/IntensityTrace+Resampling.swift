public import CarbonScheduling

extension IntensityTrace {
  /// The trace in slots of another length, from the same start to the same end.
  ///
  ///     let hourly = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: [20, 60])
  ///     try hourly.resampled(to: .seconds(1_800)).gramsPerKilowattHour  // [20, 20, 60, 60]
  ///     try hourly.resampled(to: .seconds(7_200)).gramsPerKilowattHour  // [40]
  ///
  /// A new slot has the mean over its time, which keeps the integral: a value holds for all finer slots within its
  /// own, and a coarser slot has the mean of those it covers. Lengths need not divide each other. A new slot that
  /// touches a gap is a gap. Gap policy, signal, region, provenance and source stay as they
  /// are, and so does the unit in which values are added up.
  ///
  /// **Rounding.** A new slot within an old one has its very value, and so has one that covers equal values. Any
  /// other mean of values up to m in magnitude, taken over c old slots, is within (3 c + 4) m 2^-53 of the true one;
  /// the integral over new slots is as near, relative to the integral of m.
  ///
  /// - Parameter slot: The new length: a whole number of seconds, from one second to 366 days, of which the trace's
  ///   length is a multiple.
  /// - Returns: The new trace; the same where the length is its own.
  /// - Throws: ``ResamplingError`` if the length does not fit, or would make more than 33,554,432 slots.
  /// - Complexity: O(old slots + new slots).
  public func resampled(to slot: Duration) throws(ResamplingError) -> IntensityTrace {
    guard slot != self.slot else { return self }
    guard let seconds = slot.wholeSeconds, (1...TraceLimits.longestSlotSeconds).contains(seconds) else {
      throw .slotLength(slot)
    }
    let (count, rest) = lengthSeconds.quotientAndRemainder(dividingBy: seconds)
    guard rest == 0 else { throw .length(.seconds(lengthSeconds), slot: slot) }
    guard count <= TraceLimits.slotCount else { throw .tooManySlots(Int(count), slot: slot) }

    let resampling = Resampling(
      from: slotSeconds, to: seconds, count: Int(count),
      largest: series.conversion.sourceValue(of: Self.largestMagnitude))
    do {
      return try IntensityTrace(
        start: start, slot: slot, values: resampling.values(series.sourceValues, gaps: gaps),
        gaps: resampling.gaps(gaps), in: sourceUnit, gapPolicy: gapPolicy, signal: signal, region: region,
        provenance: provenance, source: source)
    } catch {
      preconditionFailure("Means of valid intensities are valid: \(error).")
    }
  }
}

/// Why a trace cannot have slots of some length.
public enum ResamplingError: Error, Hashable, Sendable {
  /// The length is not a whole number of seconds from one second to 366 days.
  case slotLength(Duration)
  /// The trace does not last a whole number of such slots.
  case length(Duration, slot: Duration)
  /// There would be too many slots.
  case tooManySlots(Int, slot: Duration)
}

extension ResamplingError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .slotLength(let slot):
      "Slots of \(slot.compactDescription) are not possible; "
        + "give a whole number of seconds, from one second to 366 days."
    case .length(let length, let slot):
      "The trace lasts \(length.compactDescription), which is not a whole number of slots of "
        + "\(slot.compactDescription); give a slot length that divides it, or cut the trace."
    case .tooManySlots(let count, let slot):
      "The trace would have \(count) slots of \(slot.compactDescription), more than \(TraceLimits.slotCount); "
        + "give a longer slot, or cut the trace."
    }
  }
}

/// How old slots and new ones lie over each other.
///
///     old     |   v0   |   v1   |   v2   |   v3   |      15 min
///     new     | v0  | v01 | v1  | v2  | v23 | v3  |      10 min
private struct Resampling {
  let oldSeconds: Int64
  let newSeconds: Int64
  let newCount: Int
  /// How large a value may be.
  let largest: Double

  init(from oldSeconds: Int64, to newSeconds: Int64, count: Int, largest: Double) {
    self.largest = largest
    self.oldSeconds = oldSeconds
    self.newSeconds = newSeconds
    newCount = count
  }

  /// The gaps widened to new slots; those that meet become one.
  func gaps(_ gaps: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for gap in gaps {
      let first = Int(Int64(gap.lowerBound) * oldSeconds / newSeconds)
      let end = Int((Int64(gap.upperBound) * oldSeconds + newSeconds - 1) / newSeconds)
      if let last = result.last, first <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<end
      } else {
        result.append(first..<end)
      }
    }
    return result
  }

  /// The new values, 0 in gaps.
  func values(_ old: [Double], gaps: [Range<Int>]) -> [Double] {
    var values = oldSeconds % newSeconds == 0 ? repeated(old) : means(old)
    for gap in self.gaps(gaps) {
      for slot in gap { values[slot] = 0 }
    }
    return values
  }

  private func repeated(_ old: [Double]) -> [Double] {
    let factor = Int(oldSeconds / newSeconds)
    var values: [Double] = []
    values.reserveCapacity(newCount)
    for value in old {
      for _ in 0..<factor { values.append(value) }
    }
    return values
  }

  private func means(_ old: [Double]) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(newCount)
    // The old slot that the new one begins in, and how far into it.
    var slot = 0
    var offset: Int64 = 0
    for _ in 0..<newCount {
      // Summing differences to the first value makes the mean of equal values that value. Of values up to m, with
      // u = 2^-53 and first-order terms only: differences and products are off by 4 m u on average, each of c - 2
      // inexact additions by 2 m u per second of the slot, the quotient by 2 m u and the last sum by m u; together
      // (2 c + 3) m u, for which the documentation has (3 c + 4) m u.
      let first = old[slot]
      var excess = 0.0
      var left = newSeconds
      while left > 0 {
        let overlap = min(left, oldSeconds - offset)
        excess += Double(overlap) * (old[slot] - first)
        left -= overlap
        offset += overlap
        if offset == oldSeconds { (slot, offset) = (slot + 1, 0) }
      }
      // The mean lies between the values; where those are the largest allowed, rounding must not lift it above them.
      let mean = first + excess / Double(newSeconds)
      values.append(min(max(mean, -largest), largest))
    }
    return values
  }
}
