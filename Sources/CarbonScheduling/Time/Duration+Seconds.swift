extension Duration {
  /// The whole seconds in the duration, a fraction dropped towards negative infinity.
  package var secondsRoundedDown: Int64 {
    components.attoseconds < 0 ? components.seconds - 1 : components.seconds
  }

  /// The duration as a whole number of seconds, or `nil` if it has a fraction.
  package var wholeSeconds: Int64? {
    components.attoseconds == 0 ? components.seconds : nil
  }

  /// The duration as people write it, in the form that the command lines read: `1h30m`, `45s`, `2d`, `-5m`; with a fraction of a
  /// second, `7.5s`.
  package var compactDescription: String {
    let seconds = components.seconds
    guard components.attoseconds == 0 else { return "\(Double(seconds) + Double(components.attoseconds) * 1e-18)s" }
    guard seconds != .min else { return "\(seconds)s" }
    var rest = abs(seconds)
    var text = ""
    for (unit, length) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] as [(String, Int64)] where rest >= length {
      text += "\(rest / length)\(unit)"
      rest %= length
    }
    return (seconds < 0 ? "-" : "") + (text.isEmpty ? "0s" : text)
  }
}

extension Int64 {
  /// The sum, held at the end of the range where it would overflow.
  package func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  /// The difference, held at the end of the range where it would overflow.
  package func subtractingClamped(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }

  /// The quotient rounded towards negative infinity.
  ///
  /// - Parameter divisor: At least 1.
  package func dividedRoundingDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
