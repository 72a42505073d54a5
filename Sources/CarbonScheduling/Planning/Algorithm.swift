/// Which algorithm makes a plan, as command lines, files and pages name it.
///
///     Algorithm(rawValue: "pause-and-resume")   // .pauseAndResume
///     Algorithm.flexibleStart.title             // "Flexible Start"
///
/// The planners themselves are ``FlexibleStart``, ``PauseAndResume`` and ``RunNow``.
public enum Algorithm: String, Hashable, Sendable, CaseIterable {
  /// One uninterrupted run, started when it emits least.
  case flexibleStart = "flexible-start"
  /// Runs with pauses between them, in the cleanest slots.
  case pauseAndResume = "pause-and-resume"
  /// One run started at once: what the others are compared with.
  case runNow = "run-now"

  /// Those that make use of added time: the two that a replay holds against running now.
  public static let delaying: [Algorithm] = [.flexibleStart, .pauseAndResume]

  /// As a heading has it: `Flexible Start`.
  public var title: String {
    switch self {
    case .flexibleStart: "Flexible Start"
    case .pauseAndResume: "Pause and Resume"
    case .runNow: "Run now"
    }
  }
}

extension Algorithm: CustomStringConvertible {
  /// The word that command lines take: `flexible-start`.
  public var description: String { rawValue }
}

#if !hasFeature(Embedded)
  extension Algorithm: Codable {}
#endif
