import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct MassParsingTests {
  @Test func masses() throws {
    for (text, grams) in [("150kg", 150_000), ("1.2 t", 1.2e6), ("0.1kg", 100), ("500mg", 0.5), ("0g", 0)] {
      #expect(try Emissions(parsing: text).grams == grams)
    }
    for text in ["", "g", "5", "5 pounds", "-1kg", "1e30t", "nang"] {
      #expect(failure { _ = try Emissions(parsing: text) } != nil, "\(text)")
    }
  }

  @Test func lifetimes() throws {
    #expect(try Duration(parsingLifetime: "4y") == .seconds(4 * 365 * 86_400))
    #expect(try Duration(parsingLifetime: "0.5y") == .seconds(15_768_000))
    #expect(try Duration(parsingLifetime: "1000d") == .seconds(86_400_000))
    for text in ["y", "0y", "-1y", "4 years", "1e9y"] {
      #expect(failure { _ = try Duration(parsingLifetime: text) } != nil, "\(text)")
    }
  }
}
