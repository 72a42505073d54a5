import Foundation

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
