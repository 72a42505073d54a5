/// Logarithms and powers of ten, written here so that every platform draws the same bytes.

/// The decimal logarithm of a positive, finite, normal number; the error is a few units in the last place.
///
///     decimalLogarithm(1000)      // 3
///
/// Powers of ten give whole numbers exactly.
func decimalLogarithm(_ value: Double) -> Double {
  precondition(value > 0 && value.isFinite, "only positive, finite numbers have a logarithm")
  // value = significand * 2^exponent with the significand in [0.71, 1.42), where the series below converges fast.
  var significand = value.significand
  var exponent = Double(value.exponent)
  if significand > 1.414_213_562_373_095 {
    significand /= 2
    exponent += 1
  }
  // ln m = 2 (s + s^3/3 + s^5/5 + ...), s = (m - 1) / (m + 1), |s| < 0.172: the twelfth term is below 2^-60.
  let s = (significand - 1) / (significand + 1)
  let square = s * s
  var power = s
  var sum = 0.0
  for term in 0..<12 {
    sum += power / Double(2 * term + 1)
    power *= square
  }
  let logarithm = (2 * sum + exponent * 0.693_147_180_559_945_3) / 2.302_585_092_994_046
  let nearest = logarithm.nearestWhole
  return powerOfTen(Int(nearest)) == value ? nearest : logarithm
}

/// Ten to a whole power, correctly rounded: 0 below 1e-323, infinite above 1e308.
func powerOfTen(_ exponent: Int) -> Double {
  Double("1e\(exponent)") ?? (exponent < 0 ? 0 : .infinity)
}

/// The whole exponent e for which 10^e <= value < 10^(e + 1).
func decade(of value: Double) -> Int {
  let guess = Int(decimalLogarithm(value).wholeBelow)
  if powerOfTen(guess) > value { return guess - 1 }
  return powerOfTen(guess + 1) <= value ? guess + 1 : guess
}
