import Testing

@testable import CarbonTraces

@Suite struct DecimalNumberTests {
  @Test(arguments: [
    "0", "-0", "+0", "1", "-1.5", "439.30", ".5", "-.5", "00012", "0.1e1", "1E5", "1e+05", "1e-5", "9007199254740993",
    "9007199254740992", "1e22", "1e23", "123456789012345678901234567890", "0.000000000000000000000000000001",
    "4.9e-324", "2.4e-324", "1.7976931348623157e308", "1e-400", "0e99999", "2.2250738585072011e-308",
    "0.30000000000000004", "8.5e15", "5e-22", "5e-23", "179769313486231580793728971405301e276",
  ])
  func readsWhatDoubleReads(_ text: String) throws {
    let number = try #require(decimal(text))
    #expect(number.value.bitPattern == Double(text)?.bitPattern)
  }

  @Test(arguments: [
    "", " ", "-", "+", ".", "-.", "1.", "1.e5", "e5", "1e", "1e+", "1e5.0", "0x10", "0x1p3", "inf", "-Infinity", "nan",
    "NaN", "1,5", "1 ", " 1", "1_000", "1'000", "--1", "+-1", "1.2.3", "1f", "1d", "１", "1\0", "½", "1e１",
  ])
  func refusesAllElse(_ text: String) {
    #expect(decimal(text) == nil)
  }

  @Test func numbersOfCommandLines() {
    #expect(Double(decimal: "0.05") == 0.05)
    #expect(["0x10", "inf", "nan", "1e999", ""].allSatisfy { Double(decimal: $0) == nil })
  }

  @Test func tooLargeIsInfinite() throws {
    #expect(try #require(decimal("1e999")).value == .infinity)
    #expect(try #require(decimal("-1e999999999999999999999999")).value == -.infinity)
    #expect(try #require(decimal(String(repeating: "9", count: 400))).value == .infinity)
    #expect(try #require(decimal("1e-999999999999999999999999")).value == 0)
  }

  @Test(arguments: [("439.30", 2), ("5", 0), ("0.0", 1), ("-0.00", 2), ("0.00000", 5), ("2251799813685248", 0)])
  func knowsItsDigits(_ text: String, digits: Int) throws {
    #expect(try #require(decimal(text)).fractionCode == UInt8(digits))
  }

  @Test(arguments: ["+1", "01", ".5", "1e0", "2251799813685249.0", "0.12345678901234567890123"])
  func knowsWhatItCannotWriteAgain(_ text: String) throws {
    #expect(try #require(decimal(text)).fractionCode == FractionDigits.shortestCode)
  }

  /// Random decimals, about the sizes and lengths where the fast path begins and ends.
  @Test func randomDecimalsAreNearest() throws {
    var random = SeededNumbers(seed: 4)
    for _ in 0..<30_000 {
      let digits = (0..<Int.random(in: 1...22, using: &random)).map { _ in
        Character(Unicode.Scalar(UInt8.random(in: 48...57, using: &random)))
      }
      var text = String(digits)
      if Bool.random(using: &random) {
        text.insert(".", at: text.index(text.startIndex, offsetBy: Int.random(in: 0..<digits.count, using: &random)))
      }
      if Bool.random(using: &random) { text += "e\(Int.random(in: -40...40, using: &random))" }
      if Bool.random(using: &random) { text = "-" + text }
      let number = try #require(decimal(text), "\(text)")
      #expect(number.value.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test func aPowerOfTenIsPartOfTheOneRounding() throws {
    var random = SeededNumbers(seed: 5)
    for _ in 0..<5_000 {
      let number = "\(Int.random(in: 0...1_000_000, using: &random)).\(Int.random(in: 0...999_999, using: &random))"
      for power in [-3, 3, 6] {
        let value = try #require(decimal(number, timesTenTo: power)).value
        #expect(value == Double("\(number)e\(power)"))
      }
    }
  }
}
