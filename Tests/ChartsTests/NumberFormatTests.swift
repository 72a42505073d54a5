import TestSupport
import Testing

@testable import Charts

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (0.0, "0"), (1, "1"), (1234.5, "1,230"), (999.6, "1,000"), (0.012345, "0.0123"), (-0.5, "−0.5"), (2.675, "2.68"),
    (1e6, "1,000,000"), (123_456_789, "123,000,000"), (1e15, "1×10¹⁵"), (1.5e20, "1.5×10²⁰"), (2e-7, "2×10⁻⁷"),
    (-1.5e-300, "−1.5×10⁻³⁰⁰"), (0.000012, "0.000012"), (100, "100"), (99.95, "100"), (1e14, "100,000,000,000,000"),
  ])
  func significant(value: Double, text: String) throws {
    #expect(NumberFormat.significant(3).text(try #require(FiniteNumber(value))).string == text)
  }

  @Test(arguments: [
    (0.0, 1, "0.0"), (1234.5, 1, "1,234.5"), (1234.56, 0, "1,235"), (0.05, 1, "0.1"), (0.04, 1, "0.0"),
    (-0.04, 1, "0.0"), (-0.05, 1, "−0.1"), (9.96, 1, "10.0"), (19, 1, "19.0"), (0, 300, "0"), (0.5, 0, "1"),
  ])
  func decimals(value: Double, decimals: Int, text: String) throws {
    #expect(NumberFormat.decimals(decimals).text(try #require(FiniteNumber(value))).string == text)
  }

  @Test(arguments: [
    (0.0, "0 g"), (0.5, "500 mg"), (8.22, "8.22 g"), (999.4, "999 g"), (999.6, "1 kg"), (12_345, "12.3 kg"),
    (8.3e6, "8.3 t"), (181.29e6, "181 t"), (2.5e9, "2.5 kt"), (7e12, "7 Mt"), (7e15, "7,000 Mt"), (-1500, "−1.5 kg"),
    (0.0004, "0.4 mg"), (1e-6, "0.001 mg"),
  ])
  func mass(value: Double, text: String) throws {
    #expect(NumberFormat.mass(3).text(try #require(FiniteNumber(value))).string == text)
  }

  @Test func unitsAndPercentages() {
    #expect(NumberFormat.significant(3, unit: "g/kWh").text(412.4).string == "412 g/kWh")
    #expect(NumberFormat.percent(2).text(12.345).string == "12%")
    #expect(NumberFormat.fixedPercent(1).text(19).string == "19.0%")
    #expect(NumberFormat.percent(2).text(nil).string == "–")
  }

  /// Rounding to as many digits as a number has gives the number back.
  @Test func digitsReadBack() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let value = Double.random(in: -1e6...1e6, using: &generator)
      let text = NumberFormat.significant(17).text(try #require(FiniteNumber(value))).string
      let plain = String(text.filter { $0 != "," }.map { $0 == "−" ? "-" : $0 })
      #expect(Double(plain) == value)
    }
  }
}
