extension Duration {
  /// The length as `components` has it, held within `Int64` seconds, beyond which that traps.
  package var clampedComponents: (seconds: Int64, attoseconds: Int64) {
    if self > Self.longest { return (.max, 0) }
    if self < Self.shortest { return (.min, 0) }
    return components
  }

  // Made once: making one takes a multiplication of 128 bits.
  private static let longest = Duration.seconds(Int64.max)
  private static let shortest = Duration.seconds(Int64.min)

  /// The sum, held within `Int64` seconds.
  package func addingClamped(_ other: Duration) -> Duration {
    let bounds = Duration.seconds(Int64.min)...Duration.seconds(Int64.max)
    func held(_ length: Duration) -> Duration { min(max(length, bounds.lowerBound), bounds.upperBound) }
    return held(held(self) + held(other))
  }

  /// The whole seconds in the duration, a fraction dropped towards negative infinity.
  package var secondsRoundedDown: Int64 {
    let (seconds, attoseconds) = clampedComponents
    return attoseconds < 0 ? seconds.subtractingClamped(1) : seconds
  }

  /// The least number of whole seconds that is not shorter.
  package var secondsRoundedUp: Int64 {
    let (seconds, attoseconds) = clampedComponents
    return attoseconds > 0 ? seconds.addingClamped(1) : seconds
  }

  /// The duration as a whole number of seconds, or `nil` if it has a fraction.
  package var wholeSeconds: Int64? {
    let (seconds, attoseconds) = clampedComponents
    return attoseconds == 0 ? seconds : nil
  }

  /// The duration as people write it, in the form that the command lines read: `1h30m`, `45s`, `2d`, `-5m`; with a fraction of a
  /// second, `7.5s`.
  package var compactDescription: String {
    let (seconds, attoseconds) = clampedComponents
    guard attoseconds == 0 else { return "\(Double(seconds) + Double(attoseconds) * 1e-18)s" }
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

  /// What is left of that quotient: from 0 to less than the divisor, for negative numbers too.
  ///
  ///     Int64(-1).moduloRoundingDown(by: 7)  // 6
  ///
  /// - Parameter divisor: At least 1.
  package func moduloRoundingDown(by divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

extension Int {
  /// As of `Int64`.
  ///
  /// - Parameter divisor: At least 1.
  package func moduloRoundingDown(by divisor: Int) -> Int {
    Int(Int64(self).moduloRoundingDown(by: Int64(divisor)))
  }
}
