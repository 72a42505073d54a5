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

extension GapPolicy: CustomStringConvertible {
  /// As the command lines read it: `reject`, `avoid`, `fill=2h`.
  public var description: String {
    switch self {
    case .reject: "reject"
    case .avoid: "avoid"
    case .fill(let limit): "fill=\(limit.compactDescription)"
    }
  }
}

#if !hasFeature(Embedded)
  /// Coded as a word, `"reject"` or `"avoid"`, or as `{"fillUpToSeconds": 7200}`.
  extension GapPolicy: Codable {
    private enum CodingKeys: String, CodingKey { case fillUpToSeconds }

    /// Decodes a word, or the longest gap to fill.
    public init(from decoder: any Decoder) throws {
      if let container = try? decoder.container(keyedBy: CodingKeys.self) {
        self = .fill(upTo: .seconds(try container.decode(Int64.self, forKey: .fillUpToSeconds)))
        return
      }
      let container = try decoder.singleValueContainer()
      let word = try container.decode(String.self)
      switch word {
      case "reject": self = .reject
      case "avoid": self = .avoid
      default:
        throw DecodingError.dataCorruptedError(
          in: container,
          debugDescription: "'\(word)' is no gap policy; write reject, avoid, or an object with fillUpToSeconds.")
      }
    }

    /// Encodes a word, or the longest gap to fill.
    public func encode(to encoder: any Encoder) throws {
      if case .fill(let limit) = self {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(limit.secondsRoundedDown, forKey: .fillUpToSeconds)
      } else {
        var container = encoder.singleValueContainer()
        try container.encode(description)
      }
    }
  }
#endif
