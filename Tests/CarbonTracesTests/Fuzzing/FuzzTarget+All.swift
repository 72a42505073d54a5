import CarbonScheduling

@testable import CarbonTraces

extension FuzzTarget {
  /// Every reader of the module.
  static let all: [FuzzTarget] = traces + others

  private static let traces: [FuzzTarget] = [
    .trace(
      "native", .native,
      [
        "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,439.30\n2020-01-01T01:00:00Z,-0.5\n2020-01-01T03:00:00Z,7\n",
        "timestamp_utc,a,\"b, c\",signal,provenance\n2020-01-01T00:00:00Z,1,,marginal,modelled by X\n"
          + "2020-01-01T00:05:00Z,1,2,,\n2020-01-01T00:10:00Z,3,2,,\n",
        "sep=;\ntimestamp_utc;gco2_per_kwh\n2020-01-01T00:00:00Z;1,5\n2020-01-01T01:00:00+01:00;2\n",
      ]),
    .trace(
      "watttime", nil,
      [
        #"{"data": [{"point_time": "2024-01-01T00:00:00+00:00", "value": 870.5}, {"point_time": "2024-01-01T00:05:00Z", "value": null}], "meta": {"data_point_period_seconds": 300, "region": "X", "signal_type": "co2_moer", "units": "lbs_co2_per_mwh"}}"#,
        #"{"data": [{"generated_at": "2024-01-01T00:00:00Z", "forecast": [{"point_time": "2024-01-01T00:00:00Z", "value": 1}, {"point_time": "2024-01-01T00:05:00Z", "value": 2}]}], "meta": {"units": "lbs_co2_per_mwh"}}"#,
        "timestamp,MOER\n2019-01-01 00:00:00+00:00,905\n2019-01-01 00:05:00+00:00,906.25\n",
        "generated_at,point_time,value\n2024-01-01 00:00:00Z,2024-01-01 00:00:00Z,1\n2024-01-01 00:00:00Z,2024-01-01 00:05:00Z,2\n",
      ]),
    .trace(
      "electricity-maps", nil,
      [
        #"{"zone": "DE", "history": [{"datetime": "2024-01-01T00:00:00.000Z", "carbonIntensity": 302, "temporalGranularity": "hourly"}, {"datetime": "2024-01-01T01:00:00.000Z", "carbonIntensity": 299.5, "temporalGranularity": "15_minutes"}]}"#,
        #"{"zone": "DE", "carbonIntensity": 302, "datetime": "2024-01-01T10:00:00.000Z", "temporalGranularity": "15_minutes"}"#,
        #"{"countryCode": "FR", "data": {"datetime": "2024-01-01T10:00:00.000Z", "carbonIntensity": 59.7}, "units": {}}"#,
        "Datetime (UTC),Zone Id,Carbon intensity gCO₂eq/kWh (direct),Carbon intensity gCO₂eq/kWh (Life cycle)\n"
          + "2024-01-01 00:00:00,FR,1,2\n2024-01-01 01:00:00,FR,3,4.50\n",
      ]),
    .trace(
      "great-britain", nil,
      [
        #"{"data":[{"from":"2020-05-24T20:30Z","to":"2020-05-24T21:00Z","intensity":{"forecast":181,"actual":174}},{"from":"2020-05-24T21:00Z","to":"2020-05-24T21:30Z","intensity":{"forecast":180,"actual":null}}]}"#,
        #"{"data":[{"from":"2020-05-24T20:30Z","to":"2020-05-24T21:00Z","regions":[{"shortname":"London","intensity":{"forecast":101}}]}]}"#,
        "datetime,forecast,actual\n2024-01-15T10:00:00,180,176\n2024-01-15T10:30:00,170,\n",
      ]),
    .trace(
      "carbon-aware-sdk", nil,
      [
        #"[{"location": "x", "time": "2021-11-16T02:00:00Z", "rating": 3, "duration": "01:00:00"}, {"location": "x", "time": "2021-11-16T01:00:00Z", "rating": "2", "duration": "1.00:00:00"}]"#,
        #"[{"generatedAt": "2021-11-16T00:00:00.5Z", "location": "x", "forecastData": [{"timestamp": "2021-11-16T00:00:00Z", "duration": 5, "value": 359.23}, {"timestamp": "2021-11-16T00:05:00Z", "duration": 5, "value": 358.1}]}]"#,
        #"{"Emissions": [{"Location": "x", "Time": "2021-11-16T00:00:00Z", "Rating": 70.5}, {"Location": "x", "Time": "2021-11-16T01:00:00Z", "Rating": 7}]}"#,
      ]),
    .trace(
      "sgip", nil,
      [
        #"[{"ba": "A", "freq": "300", "moer": "0.3455", "point_time": "2021-10-07T00:00:00Z"}, {"ba": "A", "freq": "300", "moer": 0.4, "point_time": "2021-10-07T00:05:00Z"}]"#,
        "time,moer,f1\n2021-05-01 00:00:00+00:00,0.36525,0.4\n2021-05-01 00:05:00+00:00,0.3,0.4\n",
      ]),
    .trace(
      "energy-charts", nil,
      [
        #"{"unix_seconds": [1704067200, 1704068100, 1704069000], "co2eq": [301.5, 298, null], "co2eq_forecast": [300, 297.25, 290]}"#
      ]),
    .trace(
      "energinet", nil,
      [
        #"{"records": [{"Minutes5UTC": "2024-01-01T00:00:00", "PriceArea": "DK1", "CO2Emission": 61}, {"Minutes5DK": "2024-10-27T02:05:00", "PriceArea": "DK1", "CO2Emission": 62}]}"#,
        "Minutes5DK;PriceArea;CO2Emission\n2024-10-27 02:00;DK1;60,5\n2024-10-27 02:05;DK1;61,5\n",
      ]),
    .trace(
      "eco2mix", nil,
      [
        #"{"results": [{"perimetre": "France", "date_heure": "2024-01-01T00:00:00+00:00", "taux_co2": 23}, {"date_heure": "2024-01-01T00:15:00+00:00", "taux_co2": null}, {"date_heure": "2024-01-01T00:30:00+00:00", "taux_co2": 22}]}"#,
        "date_heure;taux_co2\n2024-01-01T01:00:00+01:00;23\n2024-01-01T01:30:00+01:00;22\n",
      ]),
    .trace(
      "ned", nil,
      [
        #"{"hydra:member": [{"emissionfactor": 0.31, "validfrom": "2024-01-01T00:00:00Z", "validto": "2024-01-01T01:00:00Z"}]}"#,
        "validfrom,emissionfactor\n2024-01-01T00:00:00Z,0.31025\n2024-01-01T01:00:00Z,0.3\n",
      ]),
    .trace(
      "carboncast", nil,
      ["UTC time,carbon_intensity\n2021-07-01 00:00:00,210.5\n2021-07-01 01:00:00,211\n2021-07-01 02:00:00,9\n"]),
    .trace("json-paths", .json, pathSeeds, selection: pathSelection),
    .trace(
      "json-rows", .json, ["[[1704067200, 302], [1704070800, 299.5], [1704074400000, 1]]"], selection: rowSelection),
    .trace("json-columns", .json, [#"{"t": [1704067200, 1704070800], "v": [1, 2.5]}"#], selection: columnSelection),
    .trace("unknown-json", nil, [#"{"error": {"code": 3, "message": "no"}, "rows": [1, "a", null, {"b": []}]}"#]),
  ]

  private static let pathSeeds = [
    #"{"rows": [{"at": "2024-01-01T00:00:00Z", "c": {"g": 10}}, {"at": "2024-01-01T01:00:00Z", "c": {"g": "20.5"}}]}"#
  ]
  private static let pathSelection = selection("rows[].at", "rows[].c.g")
  private static let rowSelection = selection("[][0]", "[][1]")
  private static let columnSelection = selection("t[]", "v[]")

  private static func selection(_ time: String, _ value: String) -> TraceSelection {
    TraceSelection(jsonPaths: try? JSONPaths(time: time, value: value))
  }

  private static let others: [FuzzTarget] = [
    .other(
      "prices",
      [
        "timestamp_utc,price\n2024-01-01T00:00:00Z,0.3\n2024-01-01T01:00:00Z,-0.05\n",
        #"{"results": [{"value_inc_vat": 21, "valid_from": "2024-01-01T00:30:00Z", "valid_to": "2024-01-01T01:00:00Z"}]}"#,
        #"{"multiAreaEntries": [{"deliveryStart": "2024-01-01T00:00:00Z", "deliveryEnd": "2024-01-01T01:00:00Z", "entryPerArea": {"DK1": 26.5}}]}"#,
        "MTU (CET/CEST),Day-ahead Price [EUR/MWh]\n01.01.2024 00:00 - 01.01.2024 01:00,29.4\n01.01.2024 01:00 - 01.01.2024 02:00,3\n",
      ]
    ) { source throws(InputError) in _ = try PriceSeries(source) },
    .other(
      "workloads", ["workload,duration_minutes,energy_kwh\nbert,360,3.1\n\"vit, huge\",12960,237.6\n"]
    ) { source throws(InputError) in _ = try NamedWorkload.all(in: source) },
    .other("power-profile", ["minutes,kilowatts\n10,0.1\n110,0.9\n0.35,0\n"]) { source throws(InputError) in
      _ = try Power.profile(in: source)
    },
    .other(
      "nvidia-smi",
      [
        "timestamp, index, power.draw [W]\n2024/06/01 10:00:00.000, 0, 300.00 W\n2024/06/01 10:00:00.004, 1, [N/A]\n"
          + "2024/06/01 10:10:00.000, 0, 61 W\n2024/06/01 10:10:00.004, 1, 100.00 W\n",
        "timestamp, power.draw.average [W], power.draw.instant [W]\n2024/06/01 10:00:00.000, [N/A], 200.00 W\n"
          + "2024/06/01 10:30:00.000, 100 W, 200.00 W\nNo devices were found\n",
      ]
    ) { source throws(InputError) in _ = try PowerLog(source, clock: .utc) },
    .other(
      "codecarbon",
      [
        "timestamp,run_id,duration,energy_consumed\n2024-06-01T10:20:00,a,1200,0.10\n2024-06-01T10:50:00,a,3000,0.30\n",
        "task_name,timestamp,run_id,duration,energy_consumed\nload,2024-06-01T10:10:00,a,600,0.05\n",
      ]
    ) { source throws(InputError) in _ = try PowerLog(source, clock: .utc) },
  ]
}
