/// What a grid's carbon intensity stands for. The two must not be mixed in one comparison: over 2020, PJM's average
/// was 362 g and its marginal 598 g.
public enum Signal: String, Hashable, Sendable, CaseIterable {
  /// Grams caused by one more kilowatt-hour.
  case marginal
  /// Grams of all generation, divided by all its kilowatt-hours.
  case average
  /// The data does not say.
  case unknown
}

extension Signal: CustomStringConvertible {
  /// The case as a word: `marginal`, `average`, `unknown`.
  public var description: String { rawValue }
}

extension Sequence<IntensityTrace> {
  /// Whether some of these traces are known to be marginal and others average, which makes no sense in one comparison.
  ///
  /// - Complexity: O(n) for n traces.
  public var mixesSignals: Bool {
    var found: Set<Signal> = []
    for trace in self { found.insert(trace.signal) }
    return found.contains(.marginal) && found.contains(.average)
  }
}

#if !hasFeature(Embedded)
  extension Signal: Codable {}
#endif
