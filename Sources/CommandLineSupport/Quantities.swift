import Foundation

/// A mass in the unit that reads best, to three significant digits: `0.41 g`, `128 g`, `6.9 kg`, `1.83 t`.
public func massText(grams: Double) -> String {
  let magnitude = abs(grams)
  // Limits lie where three digits would round up to the next unit.
  if magnitude < 999.5 { return "\(significant(grams)) g" }
  if magnitude < 999_500 { return "\(significant(grams / 1_000)) kg" }
  return "\(significant(grams / 1_000_000)) t"
}

/// A percentage to one decimal: `12.3 %`.
public func percentText(_ percent: Double) -> String { "\(fixed(percent, decimals: 1)) %" }

/// A number with a fixed count of decimals, and no sign on zero.
public func fixed(_ value: Double, decimals: Int) -> String {
  let text = String(format: "%.\(decimals)f", value)
  return text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) } ? String(text.dropFirst()) : text
}

/// A number to three significant digits, all of them before the decimal point where it is 100 or more.
public func significant(_ value: Double) -> String {
  let magnitude = abs(value)
  let decimals = magnitude < 0.9995 ? 3 : magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0
  return value == 0 ? "0" : fixed(value, decimals: decimals)
}
