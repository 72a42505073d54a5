import Testing

/// Files as users have them, through the command line.
@Suite struct TraceFilesTests {
  private func plan(_ file: String, _ name: String, _ words: String...) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.file(name, file)
    let outcome = try Command.run("carbon-schedule", ["plan", "--trace", path, "--json"] + words)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test func hoursThatBecomeQuarters() throws {
    let hours = (19..<24).map { "2025-09-30T\($0):00:00Z,400" }
    let quarters = (0..<8).map { "2025-10-01T0\($0 / 4):\(["00", "15", "30", "45"][$0 % 4]):00Z,\(101 - $0)" }
    let text = (["timestamp_utc,gco2_per_kwh"] + hours + quarters).joined(separator: "\n") + "\n"
    let output = try plan(text, "mix.csv", "--duration", "1h", "--added-time", "6h")
    #expect(output.contains(#""emissions_g" : 95.5"#))
    #expect(output.contains(#""start" : "2025-10-01T01:00:00Z""#))
  }

  @Test func greatBritainsUsualAnswer() throws {
    let slots = [(0, "90", "80"), (1, "null", "70"), (2, "null", "20"), (3, "null", "30")].map {
      place, actual, forecast in
      let times = ["10:00Z", "10:30Z", "11:00Z", "11:30Z", "12:00Z"]
      return """
        {"from": "2024-02-01T\(times[place])", "to": "2024-02-01T\(times[place + 1])",
         "intensity": {"forecast": \(forecast), "actual": \(actual)}}
        """
    }
    let output = try plan(
      "{\"data\": [\(slots.joined(separator: ","))]}", "gb.json", "--duration", "1h", "--added-time", "1h")
    #expect(output.contains(#""emissions_g" : 25"#))
    #expect(output.contains(#""emissions_g" : 80"#))
  }

  @Test func severalFilesAreOneTrace() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file(
      "x-2023.csv", "timestamp_utc,gco2_per_kwh\n2023-12-31T22:00:00Z,30\n2023-12-31T23:00:00Z,40\n")
    let second = try folder.file(
      "x-2024.csv", "timestamp_utc,gco2_per_kwh\n2024-01-01T00:00:00Z,10\n2024-01-01T01:00:00Z,20\n")
    let outcome = try Command.run(
      "carbon-schedule",
      ["plan", "--trace", second, "--trace", first, "--duration", "1h", "--added-time", "3h", "--json"])
    #expect(outcome.output.contains(#""region" : "x""#))
    #expect(outcome.output.contains(#""start" : "2024-01-01T00:00:00Z""#))
    #expect(outcome.output.contains(#""release" : "2023-12-31T22:00:00Z""#))
  }

  @Test func jsonByPaths() throws {
    let text = #"{"s": [{"t": 1704067200, "v": 500}, {"t": 1704070800, "v": 100}]}"#
    let output = try plan(
      text, "x.json", "--json-time", "s[].t", "--json-value", "s[].v", "--json-unit", "lb/MWh", "--duration", "1h",
      "--added-time", "1h")
    #expect(output.contains(#""emissions_g" : 45.359237"#))
  }

  @Test func quarterHourlyPricesOnHours() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file(
      "x.csv", "timestamp_utc,gco2_per_kwh\n2024-01-01T00:00:00Z,100\n2024-01-01T01:00:00Z,100\n")
    let price = try folder.file(
      "p.csv",
      "timestamp_utc,price\n"
        + (0..<8).map { "2024-01-01T0\($0 / 4):\(["00", "15", "30", "45"][$0 % 4]):00Z,\($0 == 5 ? 1 : 9)\n" }.joined())
    let outcome = try Command.run(
      "carbon-schedule",
      [
        "plan", "--trace", trace, "--price", price, "--price-weight", "10", "--duration", "15m",
        "--deadline", "2024-01-01T02:00:00Z", "--json",
      ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(#""start" : "2024-01-01T01:15:00Z""#))
  }
}
