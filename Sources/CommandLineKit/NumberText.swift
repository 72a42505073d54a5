import Foundation

/// A percentage to one decimal, `12.3 %`, or a dash where there is none.
package func percentText(_ percent: Double?) -> String { percent.map { "\(fixed($0, decimals: 1)) %" } ?? noNumber }

/// What stands where a table has no number.
package let noNumber = "–"

/// A number with a fixed count of decimals, and no sign on zero.
///
/// Rounded as a reader would by hand, on the digits that are shown, halves away from zero: 61.25 is 61.3, as in charts,
/// and 2.675 is 2.68, not what the binary fraction just below it comes to.
package func fixed(_ value: Double, decimals: Int) -> String {
  var (exact, rounded) = (Decimal(string: "\(value)", locale: Locale(identifier: "en_US_POSIX")), Decimal())
  // Decimals have 38 digits: what is larger has none behind the point, and what is not finite has none at all.
  guard value.magnitude < 1e15, var number = exact else { return String(format: "%.\(decimals)f", value) }
  exact = nil
  unsafe NSDecimalRound(&rounded, &number, decimals, .plain)
  let digits = "\(rounded)".split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  let fraction = digits.count > 1 ? String(digits[1]) : ""
  let text =
    decimals > 0
    ? "\(digits[0]).\(fraction)" + String(repeating: "0", count: max(0, decimals - fraction.count)) : String(digits[0])
  return text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) } ? String(text.dropFirst()) : text
}

/// A number to three significant digits, all of them before the decimal point where it is 100 or more, and as `2.20e-07`
/// below a millionth.
package func significant(_ value: Double) -> String {
  let magnitude = abs(value)
  if value == 0 || !value.isFinite { return value == 0 ? "0" : "\(value)" }
  if magnitude < 0.9995e-6 { return String(format: "%.2e", value) }
  var decimals = magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0
  // Limits lie where three digits would round up to the next power of ten.
  var limit = 0.9995
  while magnitude < limit {
    decimals += 1
    limit /= 10
  }
  return fixed(value, decimals: decimals)
}

/// A number with `decimals` digits behind the point, or three significant ones where it is so small that those would say less.
///
///     readable(267.66, decimals: 1)  // "267.7"
///     readable(0.0613, decimals: 1)  // "0.0613", not "0.1"
package func readable(_ value: Double, decimals: Int) -> String {
  value == 0 || abs(value) >= 9.95 ? fixed(value, decimals: decimals) : significant(value)
}

/// The two ends of a range, with no more digits than tell them apart: `200 to 300`, `61.3 to 61.4`.
package func rangeText(_ least: Double, _ most: Double) -> String {
  let (low, high) = (readable(least, decimals: 0), readable(most, decimals: 0))
  guard low == high, least != most else { return "\(low) to \(high)" }
  return "\(significant(least)) to \(significant(most))"
}
