extension StepSeries {
  /// The series with short gaps filled by straight lines.
  ///
  ///     let series = try StepSeries(start: start, slot: .seconds(300), values: [100, nil, nil, 130])
  ///     print(series.fillingGaps(upTo: .seconds(600)).values)  // 100, 110, 120, 130
  ///
  /// - Parameter limit: Gaps no longer than this are filled, where there is a value on both sides: a gap of g slots between
  ///   the values a and b gets a + (b - a) * k / (g + 1) in its k-th slot.
  /// - Returns: A series whose ``gaps`` are those that are left.
  /// - Complexity: O(slots) where something is filled, else O(gaps).
  public func fillingGaps(upTo limit: Duration) -> StepSeries {
    var values = sourceValues
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
    guard left.count < gaps.count else { return self }
    do {
      return try replacing(sourceValues: values, gaps: left)
    } catch {
      preconditionFailure("Values between two valid ones are valid: \(error).")
    }
  }
}
