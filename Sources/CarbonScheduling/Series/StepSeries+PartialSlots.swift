// What a time that begins or ends within a slot counts of it: each second its share.
//
//     slots        |  v0  |  v1  |  v2  |  v3  |
//     run             [==================]
//                     a s    slot   slot  b s
//
//     wholeSlots  = v1 + v2
//     partials    = a * v0 + b * v3
//
// Which part of a slot Pause and Resume takes: `PauseAndResume+PartialSlots.swift`.

extension StepSeries {
  /// The integral of the values from `begin` to `end`, in seconds since the start; gaps count as zero.
  ///
  /// - Complexity: O(1).
  package func integral(from begin: Int64, to end: Int64) -> ExactIntegral {
    let firstWhole = Int((begin + slotSeconds - 1) / slotSeconds)  // first boundary at or after `begin`
    let endWhole = Int(end / slotSeconds)  // last boundary at or before `end`
    var integral = ExactIntegral(on: self)
    if firstWhole > endWhole {  // within one slot, touching neither boundary
      integral.partials = Double(end - begin) * gridValues[endWhole]
      return integral
    }
    integral.wholeSlots = cumulative[endWhole] - cumulative[firstWhole]
    let before = Int64(firstWhole) * slotSeconds - begin
    let after = end - Int64(endWhole) * slotSeconds
    if before > 0 { integral.partials += Double(before) * gridValues[firstWhole - 1] }
    if after > 0 { integral.partials += Double(after) * gridValues[endWhole] }
    return integral
  }
}

extension SteppedSeries {
  /// The integral of the values from `begin` to `end`, in seconds since the start; gaps count as zero.
  ///
  /// - Complexity: O(1).
  package func integral(from begin: Int64, to end: Int64) -> ExactIntegral {
    series.integral(from: begin, to: end)
  }
}
