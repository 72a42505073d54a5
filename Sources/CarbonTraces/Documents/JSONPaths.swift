public import CarbonScheduling

/// Where in a JSON document the times and values of a trace are.
///
///     {"series": [{"at": "2024-01-01T00:00:00Z", "co2": {"rate": 870.5}}, ...]}
///     try JSONPaths(time: "series[].at", value: "series[].co2.rate", unit: .poundsPerMegawattHour)
///
/// A path is the names from the outside in, with a point between them and `[]` behind the name of an array; `$.` in front
/// and `[*]` are understood too. Times and values may be members of one element, arrays of their own
/// (`times[]`, `values[]`), or have places in it: `[[1704067200, 302], ...]` is `[][0]` and `[][1]`.
///
/// Times are ISO 8601 with `Z` or an offset, or seconds since 1970, or milliseconds.
public struct JSONPaths: Hashable, Sendable {
  /// Where the times are, such as `data[].point_time`.
  public let time: String
  /// Where the values are, such as `data[].value`.
  public let value: String
  /// The unit of the values.
  public let unit: IntensityUnit

  /// Reads the two paths.
  ///
  /// - Throws: ``TextError`` if one is not a path, both are the same, or neither passes through an array.
  public init(time: String, value: String, unit: IntensityUnit = .gramsPerKilowattHour) throws(TextError) {
    self.time = try Self.plain(time)
    self.value = try Self.plain(value)
    self.unit = unit
    guard self.time != self.value else {
      throw TextError(text: value, problem: "is the path of the times too", cure: "give that of the values")
    }
  }

  /// Without `$.` and `*`: `$.data[*].value` is `data[].value`.
  private static func plain(_ text: String) throws(TextError) -> String {
    var path = Substring(text)
    if path.first == "$" { path = path.dropFirst(path.hasPrefix("$.") ? 2 : 1) }
    let plain = path.split(separator: "[*]", omittingEmptySubsequences: false).joined(separator: "[]")
    let names = plain.split(separator: ".", omittingEmptySubsequences: false)
    let areNames = names.enumerated().allSatisfy { place, name in
      !name.isEmpty && (place == 0 || name.first != "[") && !name.contains("]]") && !name.contains("[[")
    }
    guard !plain.isEmpty, areNames else {
      throw TextError(
        text: text, problem: "is no path into JSON", cure: "write names from the outside in, like data[].value")
    }
    return plain
  }
}

extension JSONPaths: CustomStringConvertible {
  /// `data[].point_time, data[].value in lbs/MWh`.
  public var description: String { "\(time), \(value) in \(unit)" }
}

extension JSONPaths: Codable {
  /// Decodes and validates; `unit` is `gCO2eq/kWh` where it is missing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      time: container.decode(String.self, forKey: .time), value: container.decode(String.self, forKey: .value),
      unit: container.decodeIfPresent(IntensityUnit.self, forKey: .unit) ?? .gramsPerKilowattHour)
  }
}
