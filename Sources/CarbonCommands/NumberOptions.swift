import CarbonTraces
package import CommandLineKit

/// Options whose value is a number of some range.
extension Option {
  /// A count that may be left out.
  package static func count(
    _ name: String, _ placeholder: String, _ meaning: String, in range: ClosedRange<Int>, whenLeftOut: String? = nil
  ) -> TypedOption<Int?> {
    value(name, placeholder, meaning, whenLeftOut: whenLeftOut) { try count($0, in: range) }
  }

  /// A count that is a certain one where it is left out.
  package static func count(
    _ name: String, _ placeholder: String, _ meaning: String, in range: ClosedRange<Int>, default count: Int
  ) -> TypedOption<Int> {
    value(name, placeholder, meaning, default: "\(count)") { try Self.count($0, in: range) }
  }

  /// A number that is a certain one where it is left out.
  package static func number(
    _ name: String, _ meaning: String, in range: ClosedRange<Double>, default number: Int
  ) -> TypedOption<Double> {
    value(name, "NUMBER", meaning, default: "\(number)") { text in
      guard let number = Double(decimal: text), range.contains(number) else {
        throw TextError(
          text: text, problem: "is not a number in range",
          cure: "write one from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }

  /// A percentage as a share of one, which may be left out.
  ///
  /// - Parameter bound: What it has to be above, in percent; `nil` where it may be zero.
  package static func share(
    _ name: String, _ meaning: String, above bound: Double? = nil, whenLeftOut: String? = nil
  ) -> TypedOption<Double?> {
    value(name, "PERCENT", meaning, whenLeftOut: whenLeftOut) { try share($0, above: bound) }
  }

  /// A percentage as a share of one, read from `text` where it is left out.
  package static func share(
    _ name: String, _ meaning: String, above bound: Double? = nil, default text: String
  ) -> TypedOption<Double> {
    value(name, "PERCENT", meaning, default: text) { try share($0, above: bound) }
  }

  private static func count(_ text: String, in range: ClosedRange<Int>) throws -> Int {
    guard let count = Int(text), range.contains(count) else {
      let end =
        range.upperBound == .max ? "\(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
      throw TextError(text: text, problem: "is not a count", cure: "write a whole number, \(end)")
    }
    return count
  }

  private static func share(_ text: String, above bound: Double?) throws -> Double {
    guard text.hasSuffix("%"), let percent = Double(decimal: text.dropLast()), percent >= 0, percent <= 100,
      percent > bound ?? -1
    else {
      let from = bound.map { _ in "above 0, at most 100" } ?? "from 0 to 100"
      throw TextError(text: text, problem: "is not a percentage \(from)", cure: "write it with its sign, such as 25%")
    }
    return percent / 100
  }
}
