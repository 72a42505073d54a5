/// How far a local clock is ahead of UTC, for logs that do not say.
///
///     try UTCOffset(parsing: "+09:00").seconds  // 32400
public struct UTCOffset: Hashable, Sendable {
  /// Negative west of Greenwich.
  public let seconds: Int64

  /// None: UTC itself.
  public static let utc = UTCOffset(seconds: 0)

  private init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Reads `Z`, `UTC`, or an offset: `+09:00`, `-0800`, `+01`.
  ///
  /// Names of time zones are not read: they would need a data base of when clocks change.
  ///
  /// - Throws: ``TextError``.
  public init(parsing text: String) throws(TextError) {
    if text == "UTC" {
      self = .utc
      return
    }
    // A stamp with that offset is that much earlier in UTC.
    guard text != "", let first = text.utf8.first, "Zz+-".utf8.contains(first),
      let shifted = try? TimeStamp.parse(Array("1970-01-02T00:00\(text)".utf8).span)
    else {
      throw TextError(text: text, problem: "is not an offset from UTC", cure: "write it like +09:00, -08:00 or Z")
    }
    seconds = 86_400 - shifted
  }
}

/// Coded as text.
extension UTCOffset: Codable {
  /// Decodes what ``init(parsing:)`` reads, such as `"+09:00"`.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes hours and minutes, or `Z`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
