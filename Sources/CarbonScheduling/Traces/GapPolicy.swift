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
  /// - Parameter policy: With `.fill`, gaps no longer than its limit are interpolated here and now, as
  ///   ``StepSeries/fillingGaps(upTo:)`` does.
  /// - Returns: A trace whose `gaps` are those that are left. A trace without gaps comes back as it is, but for its policy.
  /// - Complexity: O(slots) where something is filled, else O(gaps).
  public func handlingGaps(_ policy: GapPolicy) -> IntensityTrace {
    var copy = self
    copy.gapPolicy = policy
    if case .fill(let limit) = policy { copy.series = series.fillingGaps(upTo: limit) }
    return copy
  }
}

#if !hasFeature(Embedded)
  extension GapPolicy: Codable {}
#endif
