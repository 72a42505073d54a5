import Foundation
import TestSupport
import Testing

@Suite struct PlanCommandTests {
  static let hourly = """
    timestamp_utc,gco2_per_kwh
    2020-01-01T00:00:00Z,20
    2020-01-01T01:00:00Z,60
    2020-01-01T02:00:00Z,10
    2020-01-01T03:00:00Z,80
    2020-01-01T04:00:00Z,40
    2020-01-01T05:00:00Z,90

    """

  @Test func printsOneJSONObject() throws {
    let outcome = try Command.run(
      "carbon-schedule",
      [
        "plan", "--trace", "-", "--algorithm", "pause-and-resume", "--duration", "90m", "--added-time", "4h30m",
        "--json",
      ],
      input: Self.hourly)
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(
      outcome.output == """
        {
          "algorithm" : "pause-and-resume",
          "baseline" : {
            "emissions_g" : 50,
            "end" : "2020-01-01T01:30:00Z",
            "start" : "2020-01-01T00:00:00Z"
          },
          "cost" : 0,
          "deadline" : "2020-01-01T06:00:00Z",
          "duration_s" : 5400,
          "emissions_g" : 20,
          "energy_kwh" : 1.5,
          "objective" : 20,
          "pauses" : 1,
          "pausing_threshold_g_per_kwh" : 20,
          "region" : null,
          "release" : "2020-01-01T00:00:00Z",
          "resume_emissions_g" : 0,
          "resume_energy_kwh" : 0,
          "runs" : [
            {
              "end" : "2020-01-01T00:30:00Z",
              "start" : "2020-01-01T00:00:00Z"
            },
            {
              "end" : "2020-01-01T03:00:00Z",
              "start" : "2020-01-01T02:00:00Z"
            }
          ],
          "savings_g" : 30,
          "savings_percent" : 60,
          "signal" : "unknown"
        }

        """)
  }

  @Test func printsTextToRead() throws {
    let outcome = try Command.run(
      "carbon-schedule",
      ["plan", "--trace", "-", "--duration", "90m", "--deadline", "2020-01-01T08:00:00+02:00", "--energy", "3kWh"],
      input: Self.hourly)
    #expect(
      outcome.output == """
        1h30m and 3.00 kWh, between 2020-01-01T00:00:00Z and 2020-01-01T06:00:00Z

                        emissions  mean g/kWh
        run now             100 g        33.3
        flexible-start     80.0 g        26.7
        saved              20.0 g      20.0 %

        g/kWh  ▂▆▁█▄█  10 to 90
        runs   .==...

        run  start (UTC)           end (UTC)             length
        1    2020-01-01T01:30:00Z  2020-01-01T03:00:00Z   1h30m
        0 pauses

        """)
  }

  /// Each answered by one line on standard error, with the right exit code, and nothing on standard output.
  @Test(arguments: [
    (64, ["plan", "--trce", "x"], "there is no option --trce; did you mean --trace?"),
    (64, ["plan", "--duration", "1h"], "--trace is missing"),
    (64, ["plan", "--trace", "-"], "--duration is missing"),
    (64, ["plan", "--trace"], "--trace needs a value"),
    (64, ["plan", "--trace", "-", "--trace", "-", "--duration", "1h"], "given twice"),
    (64, ["plan", "trace"], "is not an option"),
    (64, ["plan", "--json=yes", "--trace", "-", "--duration", "1h"], "takes no value"),
    (64, ["plan", "--trace", "-", "--duration", "1x"], "is not a duration"),
    (64, ["plan", "--trace", "-", "--duration", "0s"], "--duration"),
    (64, ["plan", "--trace", "-", "--duration", "-1h"], "--duration"),
    (64, ["plan", "--trace", "-", "--duration", "99999999999999999999h"], "--duration"),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--power", "nankW"], "--power"),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--power", "1kW", "--energy", "1kWh"], "say the same"),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--added-time", "-5%"], "--added-time"),
    (
      64, ["plan", "--trace", "-", "--duration", "1h", "--added-time", "1h", "--deadline", "2020-01-01T05:00:00Z"],
      "say the same"
    ),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--algorithm", "best"], "does not know 'best'"),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--gaps", "fill=x"], "--gaps"),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--release", "2020-01-01T00:00:00"], "--release"),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--release", "2019-01-01T00:00:00Z"], "365d before the trace"),
    (64, ["plan", "--trace", "-", "--duration", "5h", "--added-time", "2h"], "1h short"),
    (64, ["plan", "--trace", "-", "--duration", "5h", "--deadline", "2020-01-01T04:00:00Z"], "1h too early"),
    (64, ["plan", "--trace", "-", "--duration", "1h", "--algorithm", "run-now", "--start-step", "5m"], "--start-step"),
    (
      64, ["plan", "--trace", "-", "--duration", "1h", "--algorithm", "pause-and-resume", "--minimum-run", "2h"],
      "A job of 1h cannot keep to runs of at least 2h; shorten the minimum run"
    ),
    (
      64,
      [
        "plan", "--trace", "-", "--duration", "1h", "--algorithm", "pause-and-resume", "--minimum-run", "2h",
        "--maximum-pauses", "0",
      ], "A job of 1h cannot keep to runs of at least 2h; shorten the minimum run"
    ),
    (
      64,
      ["plan", "--trace", "-", "--duration", "1h", "--algorithm", "pause-and-resume", "--resume-emissions", "0x1g"],
      "--resume-emissions"
    ),
    (
      64, ["plan", "--trace", "-", "--duration", "1h", "--price", "x", "--price-weight", "0x10"],
      "--price-weight: \"0x10\" is not a weight"
    ),
    (66, ["plan", "--trace", "no/such.csv", "--duration", "1h"], "no/such.csv: there is no such file"),
    (66, ["plan", "--trace", "Sources", "--duration", "1h"], "Sources: this is a folder"),
    (65, ["plan", "--trace", "LICENSE", "--duration", "1h"], "LICENSE:1: "),
    (64, ["paln"], "there is no command 'paln'"),
    (64, [], "nothing to do"),
  ])
  func answersMistakes(code: Int32, arguments: [String], text: String) throws {
    let outcome = try Command.run("carbon-schedule", arguments, input: Self.hourly)
    #expect(outcome.code == code)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(text), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("\n") && outcome.errors.count { $0 == "\n" } == 1)
  }

  @Test(arguments: [
    ("", "<stdin>: the file is empty"),
    ("timestamp_utc,gco2_per_kwh\n", "<stdin>:1: "),
    (hourly + "2020-01-01T05:00:00Z,9\n", "<stdin>:8: "),
    (hourly + "2020-01-01T06:30:00Z,9\n", "<stdin>:8: "),
    (hourly + "2020-01-01T06:00:00Z,NaN\n", "<stdin>:8: "),
    (hourly + "2020-01-01T06:00:00Z", "<stdin>:8: "),
  ])
  func answersBadTraces(text: String, expected: String) throws {
    let outcome = try Command.run("carbon-schedule", ["plan", "--trace", "-", "--duration", "1h"], input: text)
    #expect(outcome.code == 65)
    #expect(outcome.errors.hasPrefix(expected), "\(outcome.errors)")
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }

  /// What may be zero in the library may be so on the command line.
  @Test(arguments: ["--resume-energy=0kWh", "--resume-emissions=0g", "--resume-time=0s", "--minimum-run=0m"])
  func zeroIsNoConstraint(option: String) throws {
    let words = ["plan", "--trace", "-", "--duration", "90m", "--algorithm", "pause-and-resume"]
    let plain = try Command.run("carbon-schedule", words, input: Self.hourly)
    let outcome = try Command.run("carbon-schedule", words + [option], input: Self.hourly)
    #expect(outcome.code == 0 && outcome.output == plain.output, "\(outcome.errors)")
  }

  /// A resume and a price are in the sums, so that the text has to say what is due to them.
  @Test func saysWhatResumesAndPricesAddUpTo() throws {
    let folder = try TemporaryFolder()
    let price = try folder.file("price.csv", Self.hourly.replacing("gco2_per_kwh", with: "price"))
    let words = [
      "plan", "--trace", "-", "--duration", "2h", "--algorithm", "pause-and-resume", "--added-time", "2h",
      "--resume-energy", "0.5kWh",
    ]
    let paused = try Command.run("carbon-schedule", words, input: Self.hourly)
    #expect(paused.output.hasPrefix("2h and 2.00 kWh, between"))
    let rows = "run now              80.0 g        40.0\npause-and-resume     35.0 g        14.0\n"
    #expect(paused.output.contains(rows), "\(paused.output)")
    #expect(paused.output.hasSuffix("\n1 pause\nresumes: 5.00 g of the emissions, 0.500 kWh more than the job's\n"))
    let priced = try Command.run(
      "carbon-schedule", words + ["--price", price, "--price-weight", "2"], input: Self.hourly)
    #expect(
      priced.output.hasSuffix(
        "\nprice: 35.0; emissions and weighed price, which the plan minimises: 105 g\n"), "\(priced.output)")
    let curve = try Command.run(
      "carbon-schedule", ["curve"] + words.dropFirst() + ["--price", price, "--price-weight", "2"], input: Self.hourly)
    #expect(curve.output.contains("percent  with price\n"), "\(curve.output)")
    #expect(curve.output.hasSuffix("105 g\n"))
  }

  /// The plan of four hours takes a second without optimisation.
  private static let roundedMinutes = sized(debug: 100, release: 120)

  @Test(arguments: [
    (["--resume-time=10m"], nil),
    (["--minimum-run=90m", "--minimum-pause=1h"], nil),
    (["--unavailable=2020-01-01T02:00:00Z/2020-01-01T02:10:00Z"], nil),
    (["--resume-time=10m1s"], "a resume time of 10m1s counts as 10m2s."),
    (["--minimum-run=90m1s", "--minimum-pause=1h"], "a minimum run of 1h30m1s counts as 1h30m2s."),
    (
      ["--unavailable=2020-01-01T02:00:00Z/2020-01-01T02:10:01Z"],
      "the unavailable time 2020-01-01T02:00:00Z/2020-01-01T02:10:01Z counts as "
        + "2020-01-01T02:00:00Z/2020-01-01T02:10:02Z."
    ),
    (
      [
        "--duration=\(roundedMinutes)m", "--added-time=\(roundedMinutes)m", "--maximum-pauses=1",
        "--release=2020-01-01T00:10:01Z",
      ],
      "a release at 2020-01-01T00:10:01Z counts as one at 2020-01-01T00:10:02Z, "
        + (LargeCases.areAsked
          ? "a deadline at 2020-01-01T04:10:01Z counts as one at 2020-01-01T04:10:00Z."
          : "a deadline at 2020-01-01T03:30:01Z counts as one at 2020-01-01T03:30:00Z.")
    ),
    (["--maximum-pauses=0", "--release=2020-01-01T00:10:00Z"], nil),
    (["--maximum-pauses=1"], nil),
    (["--release=2020-01-01T00:10:00Z"], nil),
  ])
  func saysWhatIsRounded(options: [String], note: String?) throws {
    let lengths = options.contains { $0.hasPrefix("--duration") } ? [] : ["--duration", "2h", "--added-time", "2h"]
    let words = ["--trace", "-", "--algorithm", "pause-and-resume"] + lengths + options
    // Curves in steps of two seconds take a while without optimisation.
    let isCurve = LargeCases.areAsked || note == nil
    for command in ["plan", "curve"] where command == "plan" || isCurve {
      let outcome = try Command.run("carbon-schedule", [command] + words, input: Self.hourly)
      #expect(outcome.code == 0)
      guard let note else {
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        continue
      }
      let opening = "carbon-schedule \(command): the plan is made in steps: "
      #expect(outcome.errors.hasPrefix(opening) && outcome.errors.contains(note), "\(outcome.errors)")
    }
  }

  @Test func aPriceThatDoesNotFitIsNamed() throws {
    let folder = try TemporaryFolder()
    let price = try folder.file("price.csv", "timestamp_utc,price\n2020-01-01T00:00:00Z,1\n2020-01-01T00:30:00Z,2\n")
    let outcome = try Command.run(
      "carbon-schedule",
      ["plan", "--trace", "-", "--duration", "1h", "--added-time", "1h", "--price", price, "--price-weight", "1"],
      input: Self.hourly)
    #expect(outcome.code == 64)
    #expect(outcome.errors.hasPrefix("\(price): The prices do not fit the trace"), "\(outcome.errors)")
  }

  @Test func aProfileHasADuration() throws {
    let folder = try TemporaryFolder()
    let profile = try folder.file("profile.csv", "minutes,kilowatts\n60,2\n30,1\n")
    let words = ["plan", "--trace", "-", "--added-time", "4h", "--power-profile", profile, "--json"]
    let outcome = try Command.run("carbon-schedule", words, input: Self.hourly)
    #expect(outcome.code == 0 && outcome.output.contains("\"duration_s\" : 5400"), "\(outcome.errors)")
    let same = try Command.run("carbon-schedule", words + ["--duration", "90m"], input: Self.hourly)
    #expect(same.output == outcome.output)
    #expect(try Command.run("carbon-schedule", words + ["--duration", "2h"], input: Self.hourly).code == 65)
  }

  @Test(arguments: ["--issued-by=2020-01-01T00:00:00Z", "--values=actual", "--emission-factors=direct"])
  func choicesWithoutEffectAreNoted(option: String) throws {
    let outcome = try Command.run(
      "carbon-schedule", ["plan", "--trace", "-", "--duration", "1h", "--added-time", "1h", option],
      input: Self.hourly)
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("\(option.split(separator: "=")[0]) changes nothing here"), "\(outcome.errors)")
  }

  @Test func gapsAreRejectedFilledOrAvoided() throws {
    let text = Self.hourly.split(separator: "\n").filter { !$0.contains("T02") }.joined(separator: "\n") + "\n"
    func plan(_ gaps: String) throws -> Command.Outcome {
      try Command.run(
        "carbon-schedule",
        ["plan", "--trace", "-", "--duration", "1h", "--added-time", "5h", "--gaps", gaps], input: text)
    }
    let rejected = try plan("reject")
    #expect(rejected.code == 65)
    #expect(rejected.errors.contains("no value at 2020-01-01T02:00:00Z"))
    #expect(try plan("fill=1h").code == 0)
    #expect(try plan("fill=30m").code == 65)
    #expect(try plan("avoid").output.contains("  0.0 %\n"))
  }

  @Test(arguments: [["--help"], ["plan", "--help"], ["--version"], ["plan", "--version"]])
  func helps(arguments: [String]) throws {
    let outcome = try Command.run("carbon-schedule", arguments)
    #expect(outcome.code == 0 && outcome.errors.isEmpty && !outcome.output.isEmpty)
  }
}
