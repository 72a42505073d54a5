import CarbonScheduling
import CarbonTraces
import Foundation
import Testing

/// Foundation's types beside ours.
@Suite struct BridgesTests {
  @Test func now() {
    let (before, now, after) = (Date().timeIntervalSince1970.rounded(.down), Instant.now, Date().timeIntervalSince1970)
    #expect(before <= Double(now.secondsSince1970) && Double(now.secondsSince1970) <= after)
  }

  @Test func intervals() {
    let time = Instant(secondsSince1970: 1_577_836_800)..<Instant(secondsSince1970: 1_577_840_400)
    let interval = DateInterval(time)
    #expect(interval.duration == 3_600)
    #expect(Range<Instant>(interval) == time)
  }

  @Test func urlsAndData() throws {
    let text = "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,20\n2020-01-01T01:00:00Z,60\n"
    let url = FileManager.default.temporaryDirectory.appending(path: "bridge-\(UUID().uuidString) é.csv")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(try IntensityTrace(contentsOf: url).gramsPerKilowattHour == [20, 60])
    #expect(try IntensityTrace(InputSource(Data(text.utf8), name: "west-us")).region == "west-us")
    let remote = try #require(URL(string: "https://example.org/a.csv"))
    #expect(throws: InputError.self) { try IntensityTrace(contentsOf: remote) }
  }

  @Test func measurements() throws {
    #expect(Energy(Measurement(value: 2, unit: UnitEnergy.kilowattHours)).kilowattHours == 2)
    #expect(abs(Energy(Measurement(value: 3_600, unit: UnitEnergy.kilojoules)).kilowattHours - 1) < 1e-12)
    #expect(Measurement<UnitEnergy>(Energy(kilowattHours: 3)).value == 3)
    #expect(Emissions(Measurement(value: 2, unit: UnitMass.kilograms)).grams == 2_000)
    #expect(Measurement<UnitMass>(Emissions(grams: 5)).converted(to: .grams).value == 5)
    #expect(try Power.constant(Measurement(value: 520, unit: UnitPower.watts)).kilowatts == 0.52)
    #expect(try Measurement<UnitPower>(.constant(kilowatts: 2)).unit == .kilowatts)
  }

  /// What a program shows to people is the sentence, not "The operation could not be completed".
  @Test func errorsAreSentences() {
    let errors: [any Error] = [
      InputError(file: "a.csv", problem: "p", cure: "c"), TextError(text: "a", problem: "p", cure: "c"),
      ResamplingError.slotLength(.zero), WideCSVError.noDocuments, TraceError.empty, SeriesError.empty,
    ]
    for error in errors { #expect(error.localizedDescription == "\(error)") }
  }
}
