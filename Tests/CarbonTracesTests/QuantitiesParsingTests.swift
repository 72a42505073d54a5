import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct QuantitiesParsingTests {
  @Test(arguments: [
    ("0.52kW", 0.52), ("520W", 0.52), ("0.52 kW", 0.52), ("5.2e2W", 0.52), ("0.1W", 0.0001), ("3MW", 3_000),
    ("1.1GW", 1_100_000),
  ])
  func readsPower(_ text: String, kilowatts: Double) throws {
    #expect(try Power(parsing: text).kilowatts == kilowatts)
  }

  @Test(arguments: [
    ("3.1kWh", 3.1), ("3100Wh", 3.1), ("3.1 kWh", 3.1), ("0.0031MWh", 3.1), ("13812.4kWh", 13_812.4),
    ("2GWh", 2_000_000),
  ])
  func readsEnergy(_ text: String, kilowattHours: Double) throws {
    #expect(try Energy(parsing: text).kilowattHours == kilowattHours)
  }

  static let powerForm = "write a positive number and its unit, like 0.52kW or 520W"
  static let energyForm = "write a positive number and its unit, like 3.1kWh or 3100Wh"

  @Test(arguments: [
    ("", "is not a power"), ("kW", "is not a power"), ("much", "is not a power"), ("0x5W", "is not a power"),
    ("5kw", "is not a power"), ("5mW", "is not a power"), ("infkW", "is not a power"), ("5kWh", "is not a power"),
    ("520", "is a power without a unit"), ("0W", "is not a positive power"), ("-5W", "is not a positive power"),
    ("1e999W", "is too large a power"), ("1e13kW", "is too large a power"), ("1e-400W", "is not a positive power"),
  ])
  func saysWhatIsWrongWithPower(_ text: String, problem: String) {
    #expect(failure { _ = try Power(parsing: text) } == "\"\(text)\" \(problem); \(Self.powerForm)")
  }

  @Test(arguments: [
    ("", "is not an energy"), ("3.1", "is an energy without a unit"), ("3.1kW", "is not an energy"),
    ("0Wh", "is not a positive energy"), ("1e16kWh", "is too large an energy"),
  ])
  func saysWhatIsWrongWithEnergy(_ text: String, problem: String) {
    #expect(failure { _ = try Energy(parsing: text) } == "\"\(text)\" \(problem); \(Self.energyForm)")
  }

  @Test func zeroWhereItIsAllowed() throws {
    #expect(try Energy(parsing: "0kWh", allowsZero: true).kilowattHours == 0)
    #expect(try Duration(parsing: "0s", allowsZero: true) == .zero)
    #expect(throws: TextError.self) { try Energy(parsing: "-1kWh", allowsZero: true) }
    #expect(throws: TextError.self) { try Energy(parsing: "0kWh") }
    #expect(throws: TextError.self) { try Duration(parsing: "0s") }
  }
}
