package import CarbonScheduling

/// At which slots of a trace jobs are released.
public enum ReleaseRule: Hashable, Sendable {
  /// The paper's: slots 0, 1000, 2000, 3000 and 4000 from each month's first UTC slot, for each month whose first slot is
  /// in the trace.
  ///
  /// - Note: Not stated in Dodge et al., FAccT 2022, but recovered from the authors' monthly figures.
  case published

  /// Every slot.
  case every

  /// The first slot, and then one each so long: a positive whole number of seconds.
  case spaced(Duration)
}

extension ReleaseRule {
  /// The slots of `trace` at which jobs are released, in order, or `nil` for all of them.
  ///
  /// - Parameter period: In which time alone jobs are released; steps are then counted from its beginning.
  /// - Complexity: O(slots released at).
  package func slots(of trace: IntensityTrace, between period: Range<Instant>? = nil) throws(SchedulingError) -> [Int]?
  {
    let held = period.map { period in
      let begin = trace.start.duration(to: period.lowerBound).components.seconds
      let end = trace.start.duration(to: period.upperBound).components.seconds
      let slot = trace.slotSeconds
      return Int(
        (begin - 1).dividedRoundingDown(by: slot) + 1)..<Int((max(begin, end) - 1).dividedRoundingDown(by: slot) + 1)
    }
    let within = held?.clamped(to: 0..<trace.slotCount)
    return switch self {
    case .published: publishedSlots(of: trace).filter { within?.contains($0) ?? true }
    case .every, .spaced(trace.slot): within.map(Array.init)
    case .spaced(let step): try slots(every: step, of: trace, from: held, within: within ?? 0..<trace.slotCount)
    }
  }

  private func slots(
    every step: Duration, of trace: IntensityTrace, from period: Range<Int>?, within: Range<Int>
  ) throws(SchedulingError) -> [Int] {
    guard let seconds = step.wholeSeconds, seconds > 0, seconds % trace.slotSeconds == 0 else {
      throw .releaseStep(step, slot: trace.slot)
    }
    let steps = Int(seconds / trace.slotSeconds)
    guard let period else { return Array(stride(from: 0, to: trace.slotCount, by: steps)) }
    // The first step from the period's beginning that lies in the trace.
    let late = max(0, within.lowerBound - period.lowerBound)
    let first = period.lowerBound + (late + steps - 1) / steps * steps
    return Array(stride(from: first, to: within.upperBound, by: steps))
  }
}

/// Coded as a word, `"published"` or `"every"`, or as `{"stepSeconds": 10800}`.
extension ReleaseRule: Codable {
  private enum CodingKeys: String, CodingKey { case stepSeconds }

  /// Decodes a word, or the step.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: CodingKeys.self) {
      self = .spaced(.seconds(try container.decode(Int64.self, forKey: .stepSeconds)))
      return
    }
    let container = try decoder.singleValueContainer()
    switch try container.decode(String.self) {
    case "published": self = .published
    case "every": self = .every
    case let word:
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "'\(word)' is no rule of releases; write published, every, or an object with stepSeconds.")
    }
  }

  /// Encodes a word, or the step.
  public func encode(to encoder: any Encoder) throws {
    if case .spaced(let step) = self {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(step.secondsRoundedDown, forKey: .stepSeconds)
    } else {
      var container = encoder.singleValueContainer()
      try container.encode(description)
    }
  }
}
