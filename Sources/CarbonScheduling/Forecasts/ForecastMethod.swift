/// Who forecasts from a grid's own past, as a value: to be named in options, in settings and in reports.
///
///     ForecastMethod.meanOfDays(14).description  // "mean-of-days=14"
///
/// Each names a ``Forecaster``; forecasters of one's own need no name here.
public enum ForecastMethod: Hashable, Sendable, CustomStringConvertible {
  /// The reference: ``DailyWeeklyProfile``, with the fade that suits the trace.
  case profile
  /// The same, corrected by what its own forecasts got wrong: ``AdaptiveProfile``.
  case adaptive
  /// The last known value: ``Persistence``.
  case persistence
  /// The same time yesterday: ``SameTimeBefore/yesterday``.
  case yesterday
  /// The same time last week: ``SameTimeBefore/lastWeek``.
  case lastWeek
  /// The mean of the same time on so many days: ``SameTimeBefore/meanOfDays(_:)``.
  case meanOfDays(Int)

  /// As it is named in options and reports.
  public var description: String {
    switch self {
    case .profile: "profile"
    case .adaptive: "adaptive"
    case .persistence: "persistence"
    case .yesterday: "yesterday"
    case .lastWeek: "last-week"
    case .meanOfDays(let count): "mean-of-days=\(count)"
    }
  }
}

extension ForecastMethod {
  /// What may be written.
  package static let cure =
    "give profile, adaptive, persistence, yesterday, last-week or mean-of-days= and a count up to 366"

  /// Reads what ``description`` writes; `nil` for anything else.
  public init?(_ description: String) {
    let simple: [ForecastMethod] = [.profile, .adaptive, .persistence, .yesterday, .lastWeek]
    if let method = simple.first(where: { $0.description == description }) {
      self = method
      return
    }
    let name = "mean-of-days="
    guard description.hasPrefix(name), let count = Int(description.dropFirst(name.count)), (1...366).contains(count)
    else { return nil }
    self = .meanOfDays(count)
  }
}

#if !hasFeature(Embedded)
  /// Coded as the word that it is described by.
  extension ForecastMethod: Codable {
    /// Decodes a word such as `"profile"` or `"mean-of-days=14"`.
    public init(from decoder: any Decoder) throws {
      self = try decoder.word({ ForecastMethod($0) }, problem: "is no forecaster; \(Self.cure)")
    }

    /// Encodes the word.
    public func encode(to encoder: any Encoder) throws {
      try encoder.encode(word: description)
    }
  }
#endif
