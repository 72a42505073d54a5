import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct AlternativeTableTests {
  static let good = """
    alternative,unit,duration_minutes,energy_kwh,kilowatts,hardware,utilisation,overhead_kw,functional_units,embodied_kg,fixed_energy_kwh,note
    large,image,120,5.5,,,,,1000,0.5,,
    mid,image,90,,2,,,,2000,,12,"a, b"
    small,image,0.5,,,8xA100-80GB,0.8,0.8,,,,

    """

  @Test func allKindsOfRows() throws {
    let table = try AlternativeTable(source(Self.good))
    #expect(table.unit == "image")
    #expect(table.alternatives.map(\.name) == ["large", "mid", "small"])
    #expect(table.alternatives.map(\.workload.energy.kilowattHours) == [5.5, 3, 0.028])
    #expect(table.alternatives.map(\.functionalUnits) == [1_000, 2_000, 1])
    #expect(table.alternatives.map(\.embodied.grams) == [500, 0, 0])
    #expect(table.alternatives.map(\.energy.kilowattHours) == [5.5, 15, 0.028])
    #expect(table.hardware.keys.sorted() == [2])
    let least = try AlternativeTable(source("alternative,duration_minutes,kilowatts\na,60,1\n"))
    #expect(least.unit == nil && least.alternatives.count == 1)
  }

  static let malformed: [Malformed] = [
    Malformed(
      "no units", good, ",1000,0.5", ",0,0.5",
      #":2: the functional_units "0" is not possible; "#
        + "give a number above 0, at most 1e+18"),
    Malformed(
      "two amounts", good, "120,5.5,,", "120,5.5,1,",
      ":2: energy_kwh and kilowatts say the same; fill in one of energy_kwh, kilowatts and hardware"),
    Malformed(
      "no amount", good, "120,5.5,,", "120,,,",
      ":2: nothing says what the alternative draws; fill in one of energy_kwh, kilowatts and hardware"),
    Malformed(
      "unknown board", good, "8xA100-80GB", "8xA100-60GB",
      #":4: the hardware "8xA100-60GB" names no board that is known; "#
        + "near it are A100-40GB, A100-80GB, A100-PCIe-40GB, A100-PCIe"),
    Malformed(
      "other unit", good, "mid,image", "mid,token",
      #":3: the unit "token" is not the "image" of line 2; "#
        + "give all alternatives one functional unit, or they cannot be compared"),
    Malformed(
      "twice", good, "mid,", "large,",
      #":3: the alternative "large" is on line 2 already; rename or remove one of them"#),
    Malformed("no name", good, "mid,", ",", ":3: the alternative has no name; name it in the column alternative"),
    Malformed(
      "utilisation of no hardware", good, ",90,,2,,,,", ",90,,2,,0.5,,",
      ":3: utilisation goes with hardware; leave it empty, or name the hardware"),
    Malformed(
      "duration", good, ",90,", ",0,",
      #":3: the duration in minutes "0" is not possible; "#
        + "give a positive number that comes to whole seconds, such as 90, of at most 14400000 (10000 days)"),
    Malformed(
      "no columns", "alternative,duration_minutes\na,1\n",
      ":1: no column says what the alternatives draw; add one of energy_kwh, kilowatts and hardware"),
    Malformed(
      "no column", "name,duration_minutes,kilowatts\na,1,1\n",
      ":1: there is no column alternative; "
        + "expected alternative, duration_minutes, and one of energy_kwh, kilowatts and hardware"),
    Malformed(
      "no rows", "alternative,duration_minutes,kilowatts\n",
      ":1: there are no rows below the header; give at least one alternative"),
    Malformed(
      "negative", good, ",12,", ",-12,",
      #":3: the fixed_energy_kwh "-12" is not possible; give a number from 0, at most 1000000000000000.0"#),
  ]

  @Test(arguments: malformed) func saysWhatIsWrong(_ example: Malformed) {
    #expect(failure { _ = try AlternativeTable(source(example.text)) } == "t.csv" + example.message)
  }
}
