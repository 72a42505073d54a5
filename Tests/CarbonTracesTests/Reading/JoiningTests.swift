import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Several files of one region as one trace.
@Suite struct JoiningTests {
  private func file(_ name: String, from hour: Int, _ values: String..., step: Int = 60) -> InputSource {
    let rows = values.enumerated().map { row(60 * hour + step * $0, $1) + "\n" }
    return source("timestamp_utc,gco2_per_kwh\n" + rows.joined(), name: name)
  }

  @Test func yearsInAnyOrder() throws {
    let (first, second) = (file("FR-2023.csv", from: 0, "1.0", "2.0"), file("FR-2024.csv", from: 2, "3.0", "4.0"))
    for sources in [[first, second], [second, first]] {
      let document = try TraceDocument(joining: sources)
      #expect(document.trace.gramsPerKilowattHour == [1, 2, 3, 4])
      #expect(document.trace.region == "FR")
      #expect(document.fractionDigits == .uniform(1))
      #expect(document.trace.source == "FR-2023.csv; FR-2024.csv")
      #expect(document.slotChanges.isEmpty)
    }
    #expect(try TraceDocument(joining: [first]) == TraceDocument(first))
  }

  @Test func timeBetweenIsAGapAndSlotsMayDiffer() throws {
    let joined = try TraceDocument(
      joining: [file("a.csv", from: 0, "1", "2"), file("a.csv", from: 3, "3", "4", step: 30)])
    #expect(joined.trace.gramsPerKilowattHour == [1, 1, 2, 2, nil, nil, 3, 4])
    #expect(joined.slotChanges.map(\.description) == ["2020-01-01T03:00:00Z: 1h before, 30m from then on"])
  }

  @Test func overlapsAgree() throws {
    let joined = try TraceDocument(joining: [file("a.csv", from: 0, "1", "2"), file("b.csv", from: 1, "2", "3")])
    #expect(joined.trace.gramsPerKilowattHour == [1, 2, 3])
    #expect(
      failure { _ = try TraceDocument(joining: [file("a.csv", from: 0, "1", "2"), file("b.csv", from: 1, "5", "3")]) }
        == "b.csv: the value at 2020-01-01T01:00:00Z is 5.0, and 2.0 in a.csv; keep one of the two files, or cut one")
  }

  /// What was measured counts before a forecast of the same time.
  @Test func forecastsGiveWay() throws {
    let forecast = source(
      "timestamp_utc,gco2_per_kwh,provenance\n\(row(60, "9")),forecast\n\(row(120, "8")),\n", name: "f.csv")
    let history = file("h.csv", from: 0, "1", "2")
    for sources in [[history, forecast], [forecast, history]] {
      let trace = try TraceDocument(joining: sources).trace
      #expect(trace.gramsPerKilowattHour == [1, 2, 8])
      #expect(trace.provenance.kind == .forecast)
    }
  }

  @Test func otherRegionsAndSignalsAreErrors() {
    func zone(_ name: String, _ day: String) -> InputSource {
      let header = "Datetime (UTC),Zone Id,Carbon intensity gCO₂eq/kWh (Life cycle)\n"
      return source(header + "\(day) 00:00:00,\(name),1\n\(day) 01:00:00,\(name),2\n", name: "\(name).csv")
    }
    #expect(
      failure { _ = try TraceDocument(joining: [zone("FR", "2024-01-01"), zone("DE", "2024-01-02")]) }
        == #"DE.csv: this is region "DE", and FR.csv is "FR"; join files of one region"#)
    let marginal = source("timestamp_utc,gco2_per_kwh,signal\n\(row(0)),marginal\n\(row(60)),\n", name: "m.csv")
    #expect(
      failure { _ = try TraceDocument(joining: [zone("FR", "2024-01-01"), marginal]) }
        == "FR.csv: these are average intensities, and those of m.csv are marginal; join files of one signal")
  }

  @Test func centuriesApartAreAnError() {
    let old = source("timestamp_utc,gco2_per_kwh\n1700-01-01T00:00:00Z,1\n1700-01-01T00:00:01Z,1\n", name: "old.csv")
    let message = failure { _ = try TraceDocument(joining: [old, file("new.csv", from: 0, "1", "2")]) }
    #expect(message?.hasPrefix("new.csv: from 1700-01-01T00:00:00Z in old.csv to 2020-01-01T02:00:00Z") == true)
  }

  @Test func poundsStayPounds() throws {
    func part(_ minutes: Int) -> InputSource {
      let stamps = [minutes, minutes + 5].map { newYear.advanced(by: .seconds(60 * $0)) }
      return source("point_time,value\n\(stamps[0]),1000\n\(stamps[1]),870.5\n", name: "w\(minutes).csv")
    }
    let joined = try TraceDocument(joining: [part(0), part(10)])
    #expect(joined.trace.sourceUnit == .poundsPerMegawattHour)
    #expect(joined.trace.roundingStep == 0)
    #expect(joined.trace.slotCount == 4)
  }

  /// The second header of files put one behind the other, whatever marks stand before it.
  @Test func aHeaderInTheMiddle() throws {
    let first = narrow(row(0, "1"), row(60, "2"))
    for second in [narrow(row(120, "3")), "\u{FEFF}" + narrow(row(120, "3")), narrow(row(120, "3")).uppercased()] {
      let trace = try IntensityTrace(source(first + second.replacing("Z,3", with: "Z,3")))
      #expect(trace.gramsPerKilowattHour == [1, 2, 3])
    }
    #expect(
      failure { _ = try IntensityTrace(source(first + narrow(row(121, "3"), row(180, "4"), row(240, "4")))) }
        == "t.csv:5: the time stamp 2020-01-01T02:01:00Z is off the 1h slots through 2020-01-01T00:00:00Z; "
        + "correct or remove the row")
  }
}
