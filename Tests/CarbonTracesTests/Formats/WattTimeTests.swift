import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct WattTimeTests {
  static let historical = """
    {
      "data": [
        {"point_time": "2024-01-01T00:00:00+00:00", "value": 870.5},
        {"point_time": "2024-01-01T00:05:00+00:00", "value": 1000},
        {"point_time": "2024-01-01T01:10:00+01:00", "value": 0.0, "imputed": [true, {"by": null}]},
        {"point_time": "2024-01-01T00:20:00+00:00", "value": 1234.56789}
      ],
      "meta": {
        "data_point_period_seconds": 300, "region": "CAISO_NORTH", "warnings": [], "signal_type": "co2_moer",
        "model": {"date": "2023-03-01"}, "units": "lbs_co2_per_mwh"
      }
    }

    """

  static let forecasts = """
    {"meta": {"region": "CAISO_NORTH", "units": "lbs_co2_per_mwh", "signal_type": "co2_moer",
              "data_point_period_seconds": 300},
     "data": [
       {"generated_at": "2024-01-01T00:00:00Z", "forecast": [
         {"point_time": "2024-01-01T00:00:00Z", "value": 100}, {"point_time": "2024-01-01T00:05:00Z", "value": 200}]},
       {"forecast": [
         {"point_time": "2024-01-01T00:05:00Z", "value": 300}, {"point_time": "2024-01-01T00:10:00Z", "value": 400}],
        "generated_at": "2024-01-01T00:05:00Z"}
     ]}
    """

  static let csv = """
    timestamp,MOER,MOER version,frequency
    2018-12-31 16:00:00-08:00,905.0,3.0,300
    2019-01-01 00:05:00+00:00,,3.0,300
    2019-01-01 00:10:00+00:00,906.25,3.0,300

    """

  /// Pounds have 453.59237 g: all digits of the products.
  @Test func historicalIsExact() throws {
    #expect(
      try native(Self.historical)
        == nativeCSV(
          "2024-01-01T00:00:00Z,394.852158085", "2024-01-01T00:05:00Z,453.59237000",
          "2024-01-01T00:10:00Z,0.000000000", "2024-01-01T00:20:00Z,559.9905751509993"))
    let trace = try IntensityTrace(source(Self.historical))
    #expect(trace.signal == .marginal)
    #expect(trace.region == "CAISO_NORTH")
    #expect(trace.source == "WattTime v3 historical, t.csv")
    #expect(trace.slot == .seconds(300))
    #expect(trace.gaps == [3..<4])
  }

  @Test func theLastForecastOfAnInstantIsRead() throws {
    let last = try IntensityTrace(source(Self.forecasts))
    #expect(last.start.description == "2024-01-01T00:05:00Z")
    #expect(last.source == "WattTime v3 forecast of 2024-01-01T00:05:00Z, t.csv")
    let first = try native(
      Self.forecasts, selection: TraceSelection(issuedBy: Instant(iso8601: "2024-01-01T00:04:59Z")))
    #expect(first == nativeCSV("2024-01-01T00:00:00Z,45.35923700", "2024-01-01T00:05:00Z,90.71847400"))
    let selection = TraceSelection(issuedBy: newYear)
    Malformed(
      "too late", Self.forecasts,
      ": no forecast had been made by 2020-01-01T00:00:00Z; the earliest was made at 2024-01-01T00:00:00Z"
    ).check(selection)
  }

  @Test func csvWithLocalTimes() throws {
    #expect(
      try native(Self.csv)
        == nativeCSV("2019-01-01T00:00:00Z,410.501094850", "2019-01-01T00:10:00Z,411.0680853125"))
    let trace = try IntensityTrace(source(Self.csv))
    #expect(trace.signal == .marginal)
    #expect(trace.source == "WattTime CSV, t.csv")
    #expect(trace.region == "t")
    #expect(trace.gaps == [1..<2])
  }

  /// The hour that clocks go through twice is two hours, because each stamp has its offset.
  @Test func localTimesWhereClocksChange() throws {
    let rows = ["00:30:00-04:00", "01:30:00-04:00", "01:30:00-05:00", "02:30:00-05:00"]
    let text = "timestamp,MOER\n" + rows.map { "2024-11-03 \($0),100\n" }.joined()
    let trace = try IntensityTrace(source(text))
    #expect(trace.start.description == "2024-11-03T04:30:00Z")
    #expect(trace.slotCount == 4)
    #expect(trace.gaps.isEmpty)
  }

  /// Every product of a value with at most six decimals is the nearest `Double` to the exact one.
  @Test func poundsBecomeGramsExactly() throws {
    var random = SeededNumbers(seed: 21)
    for _ in 0..<2_000 {
      let decimals = Int.random(in: 0...6, using: &random)
      let digits = Int64.random(in: -9_999_999...9_999_999, using: &random)
      var bytes: [UInt8] = []
      appendNumber(Double(digits) / powersOfTen[decimals], code: UInt8(decimals), to: &bytes)
      let number = try #require(decimal(String(decoding: bytes, as: UTF8.self)))
      let grams = MassUnits.gramsPerKilowattHour(poundsPerMegawattHour: number.value, code: number.fractionCode)
      let exact = try #require(Double("\(digits * 45_359_237)e-\(decimals + 8)"))
      #expect(grams.value == exact)
    }
  }

  static let malformed: [Malformed] = [
    Malformed(
      "empty array", #"{"data": [], "meta": {"units": "lbs_co2_per_mwh", "data_point_period_seconds": 300}}"#,
      ": $.data: there are no points; ask the provider for another time"),
    Malformed(
      "percentile", historical, "lbs_co2_per_mwh", "percentile",
      ":10: $.meta.units: the units are percentile, which ranks hours and says no grams; "
        + "ask for co2_moer in lbs_co2_per_mwh"),
    Malformed(
      "units", historical, "lbs_co2_per_mwh", "kg",
      #":10: $.meta.units: the units "kg" are not known; ask for co2_moer in lbs_co2_per_mwh"#),
    Malformed(
      "signal", historical, "co2_moer", "health_damage",
      #":9: $.meta.signal_type: the signal "health_damage" counts damage to health in money, not grams; "#
        + "ask for co2_moer"),
    Malformed(
      "average", historical, "co2_moer", "co2_aoer",
      #":9: $.meta.signal_type: the signal "co2_aoer" is an average rate, and is not known here; ask for co2_moer"#),
    Malformed(
      "no units", historical, "\"units\"", "\"unit\"",
      ": $.meta: there are no units; keep the member meta of the answer, which says units and signal_type"),
    Malformed(
      "text for a value", historical, "1000", "\"n/a\"",
      #":4: $.data[1].value: the value "n/a" is not a number; write a plain number, or null for a gap"#),
    Malformed(
      "true for a value", historical, "1000", "true",
      ":4: $.data[1].value: the value is not a number; write a plain number, or null for a gap"),
    Malformed(
      "NaN", historical, "1000", "NaN",
      ":4: $.data[1].value: NaN and Infinity are not JSON; write a plain number, or null for a gap"),
    Malformed(
      "too large", historical, "1000", "1e300",
      ":4: $.data[1]: the value is too large; it may be at most 1000000 g/kWh in magnitude"),
    Malformed(
      "not a time", historical, "\"2024-01-01T00:05:00+00:00\"", "\"noon\"",
      #":4: $.data[1].point_time: the time stamp "noon" is not a time stamp; "#
        + "write ISO 8601, such as 2020-01-01T00:00:00Z"),
    Malformed(
      "a number for a time", historical, "\"2024-01-01T00:05:00+00:00\"", "5",
      ":4: $.data[1].point_time: the time stamp is not a string; write ISO 8601 in quotes: \"2020-01-01T00:00:00Z\""),
    Malformed(
      "no zone", historical, "00:05:00+00:00", "00:05:00",
      #":4: $.data[1].point_time: the time stamp "2024-01-01T00:05:00" has no time zone; "#
        + "add Z for UTC, or an offset such as +02:00"),
    Malformed(
      "duplicate", historical, "00:05:00+00:00", "00:00:00+00:00",
      ":4: $.data[1]: the point has the time of the one before; remove one of the two"),
    Malformed(
      "disorder", historical, "01:10:00+01:00", "00:01:00+00:00",
      ":5: $.data[2]: the point is out of order after 2024-01-01T00:05:00Z; "
        + "sort the points by time, all forwards or all backwards"),
    Malformed(
      "off the slots", historical, "00:20:00+00:00", "00:21:00+00:00",
      ":6: $.data[3]: the time stamp 2024-01-01T00:21:00Z is off the 5m slots through 2024-01-01T00:00:00Z; "
        + "correct or remove the row"),
    Malformed(
      "no time", historical, "\"point_time\": \"2024-01-01T00:05:00+00:00\", ", "",
      ":4: $.data[1]: there is no point_time; expected an object with point_time"),
    Malformed(
      "no value", historical, ", \"value\": 1000", "",
      ":4: $.data[1]: there is no value; expected an object with value"),
    Malformed(
      "period", historical, "300", "-300",
      ":9: $.meta.data_point_period_seconds: the length of a slot is not a possible length of time; "
        + "give a whole number from 1 to 31622400"),
    Malformed(
      "missing comma", historical, "870.5},", "870.5}",
      ":4: $.data[0]: there is \"{\" where a comma or ] should be; check that this is unbroken JSON"),
    Malformed(
      "a name twice", historical, "\"value\": 1000", "\"value\": 1000, \"value\": 10",
      ":4: $.data[1].value: the name \"value\" stands twice in one object; remove one of the two"),
    Malformed(
      "trailing comma", historical, "1234.56789}", "1234.56789},",
      ":7: $.data[4]: there is \"]\" where a value should be; check that this is unbroken JSON"),
    Malformed(
      "cut off", String(historical.prefix(200)),
      ":5: $.data[2].value: the file breaks off in the middle; fetch it again"),
    Malformed(
      "forecast without its time", forecasts, "\"generated_at\": \"2024-01-01T00:00:00Z\", ", "",
      ":5: $.data[0]: the forecast has no generated_at; say when it was made"),
    Malformed(
      "more behind", historical + "]",
      ":13: $: there is \"]\" where the end of the file should be; check that this is unbroken JSON"),
  ]

  static let malformedCSV: [Malformed] = [
    Malformed(
      "no rows", "timestamp,MOER\n",
      ":1: there are no rows below the header; give at least two, one a slot"),
    Malformed(
      "one row", "timestamp,MOER\n2019-01-01T00:00:00Z,1\n",
      ":2: the slot length cannot be found from a single row; give at least two rows"),
    Malformed(
      "no zone", csv, "2019-01-01 00:10:00+00:00", "2019-01-01 00:10:00",
      #":4: the time stamp "2019-01-01 00:10:00" has no time zone; add Z for UTC, or an offset such as +02:00"#),
    Malformed(
      "not a time", csv, "2019-01-01 00:10:00+00:00", "1/1/2019",
      #":4: the time stamp "1/1/2019" is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"#),
    Malformed(
      "not a number", csv, "906.25", "high",
      #":4: the value "high" is not a number; write a plain decimal such as 439.30"#),
    Malformed(
      "NaN", csv, "906.25", "nan",
      #":4: the value "nan" is not a finite number; write a plain decimal such as 439.30, or for a gap leave "#
        + "the cell empty"),
    Malformed(
      "too large", csv, "906.25", "1e999",
      #":4: the value "1e999" is too large; it may be at most 1000000 g/kWh in magnitude"#),
    Malformed(
      "duplicate", csv, "00:05:00+00:00", "00:00:00+00:00",
      ":3: the point has the time of the one before; remove one of the two"),
    Malformed(
      "disorder", csv, "2019-01-01 00:10:00+00:00", "2018-01-01 00:00:00+00:00",
      ":4: the point is out of order after 2019-01-01T00:05:00Z; sort the points by time, all forwards or all backwards"
    ),
    Malformed(
      "fields", csv, ",,3.0,300", ",",
      ":3: the row has 2 fields, the header 4; complete the row or remove it"),
    Malformed(
      "cut off", "timestamp,MOER\n2019-01-01T00:00:00Z,1\n2019-01-01T00:0",
      ":3: the file breaks off in the middle of its last row; fetch or write the file again, or remove the row"),
    Malformed(
      "no values", "timestamp,MOER\n2019-01-01T00:00:00Z,\n2019-01-01T00:05:00Z,\n2019-01-01T00:10:00Z,\n",
      ":2: no point has a value; ask the provider for another time or signal"),
  ]

  @Test(arguments: malformed + malformedCSV) func saysWhatIsWrong(_ example: Malformed) { example.check() }
}
