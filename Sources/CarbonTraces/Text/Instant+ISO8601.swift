public import CarbonScheduling

extension Instant {
  /// Reads an ISO 8601 time stamp.
  ///
  ///     try Instant(iso8601: "2020-01-01T01:05:00+01:00")  // 2020-01-01T00:05:00Z
  ///     try Instant(iso8601: "2020-01-01")                 // 2020-01-01T00:00:00Z
  ///
  /// - Parameter text: A date of four-digit year, month and day, alone (midnight, UTC), or followed by `T`, `t` or a
  ///   space, a time with or without seconds, and `Z`, `z` or an offset such as `+02:00`, `+0200` or `+02`. A
  ///   fraction of a second is accepted if it is zero.
  /// - Throws: ``TextError`` that says what is wrong: a day or time that does not exist, hour 24, a leap second, a
  ///   fraction, no time zone, or no time stamp at all.
  /// - Complexity: O(length).
  public init(iso8601 text: String) throws(TextError) {
    try self.init(iso8601: Array(text.utf8))
  }

  /// The same from bytes of ASCII or UTF-8.
  public init(iso8601 bytes: [UInt8]) throws(TextError) {
    do {
      self.init(secondsSince1970: try TimeStamp.parse(bytes.span))
    } catch {
      throw TextError(text: String(decoding: bytes, as: UTF8.self), problem: error.problem, cure: error.cure)
    }
  }
}
