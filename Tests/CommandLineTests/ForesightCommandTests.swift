import Foundation
import TestSupport
import Testing

/// Forecasts and plans on them, as users ask for them.
@Suite struct ForesightCommandTests {
  /// Thirty days of hours: the same every day, or with noise on it.
  private func history(
    hours: Range<Int> = 0..<720, isNoisy: Bool = false, step: Int = 1, signal: String? = nil
  ) -> String {
    let rows = stride(from: hours.lowerBound, to: hours.upperBound, by: step).map { hour in
      "\(after(3_600 * hour)),\(value(hour, isNoisy))" + (signal.map { ",\($0)" } ?? "")
    }
    return "timestamp_utc,gco2_per_kwh\(signal == nil ? "" : ",signal")\n" + rows.joined(separator: "\n") + "\n"
  }

  /// Dearest at noon and cheapest at midnight.
  private func value(_ hour: Int, _ isNoisy: Bool) -> Int {
    400 - 20 * abs(hour % 24 - 12) + (isNoisy ? hour * 7_919 % 83 : 0)
  }

  /// A row an issue of 48 hours that says what comes.
  private func issues(days: [Int], header: String? = nil, missing: Int? = nil) -> String {
    let names = (0..<48).map { $0 < 10 ? "h0\($0)" : "h\($0)" }
    let rows = days.map { day in
      (["\(after(86_400 * day))"] + (0..<48).map { $0 == missing ? "" : "\(value(24 * day + $0, false))" })
        .joined(separator: ",")
    }
    return (header ?? (["issued_at_utc"] + names).joined(separator: ",")) + "\n" + rows.joined(separator: "\n") + "\n"
  }

  private let jobs = "workload,duration_minutes,energy_kwh\n6h,360,6\n"

  private func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { _ = try folder.file(name, text) }
    return folder
  }

  private func replay(_ folder: TemporaryFolder, _ words: [String]) throws -> [[String: Any]] {
    let outcome = try Command.run(
      "carbon-replay",
      [
        "--traces", "here.csv", "--workloads", "jobs.csv", "--starts", "13h10m", "--added-times", "24h", "--json", "-",
      ] + words, in: folder.url)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return try #require(document?["cells"] as? [[String: Any]])
  }

  private func figures(_ cells: [[String: Any]], _ name: String) -> [Double] {
    cells.map { ($0[name] as? NSNumber)?.doubleValue ?? .nan }
  }

  /// Where every day is the same, whoever compares days knows all, and whoever knows the last value only starts at once.
  @Test func whatComesTrueOfEachForecaster() throws {
    let folder = try folder(["here.csv": history(), "jobs.csv": jobs])
    for name in ["profile", "adaptive", "yesterday", "last-week", "mean-of-days=3"] {
      let words = ["--foresight", "history", "--forecaster", name, "--replan", "1h", "--publication-delay", "2h"]
      let between = ["--between", "\(after(86_400 * 9))/\(after(86_400 * 20))"]
      let cells = try replay(folder, words + between)
      #expect(cells.map { $0["starts"] as? Int } == [21, 21], "every 13h10m of 11 days")
      for share in figures(cells, "share_realised_percent") { #expect(abs(share - 100) < 1e-6, "\(name)") }
      #expect(figures(cells, "worse_than_run_now_percent") == [0, 0])
      #expect(figures(cells, "changes") == [0, 0])
      #expect(figures(cells, "issues_used").allSatisfy { $0 > 3 })
      #expect(zip(figures(cells, "hindsight_g"), figures(cells, "emissions_g")).allSatisfy { abs($0 - $1) < 1e-6 })
    }
    let cells = try replay(folder, ["--foresight", "history", "--forecaster", "persistence"])
    #expect(figures(cells, "share_realised_percent")[0] == 0)
    #expect(figures(cells, "issues_used") == [1, 1], "planned once unless told otherwise")
    #expect(cells.allSatisfy { $0["skipped_starts"] as? Int == 1 }, "the first release knows nothing")
  }

  /// Where nothing was forecast at any release, that is said, and no table of nothing.
  @Test func releasesBeforeTheFirstIssueAreLeftOut() throws {
    let folder = try folder(["here.csv": history(), "jobs.csv": jobs, "late.csv": issues(days: [25, 26])])
    let outcome = try Command.run(
      "carbon-replay",
      [
        "--traces", "here.csv", "--workloads", "jobs.csv", "--starts", "13h", "--added-times", "24h", "--foresight",
        "late.csv", "--between", "\(after(86_400 * 5))/\(after(86_400 * 15))",
      ], in: folder.url)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("38 of 38 plans are left out: nothing was forecast at their release"))
    #expect(!outcome.output.contains("share realised"))
  }

  @Test func hindsightStaysTheDefault() throws {
    let folder = try folder(["here.csv": history(), "jobs.csv": jobs])
    let cells = try replay(folder, [])
    #expect(cells.allSatisfy { $0["hindsight_g"] is NSNull && $0["changes"] is NSNull })
    let asked = try replay(folder, ["--foresight", "hindsight"])
    #expect(figures(cells, "emissions_g") == figures(asked, "emissions_g"))
  }

  @Test func hysteresisKeepsPlansAndWaitingNeedsAPromise() throws {
    let folder = try folder(["here.csv": history(isNoisy: true), "jobs.csv": jobs])
    let words = ["--foresight", "history", "--replan", "1h"]
    let (free, lazy) = (try replay(folder, words), try replay(folder, words + ["--hysteresis", "100%"]))
    #expect(figures(free, "changes").allSatisfy { $0 > 0 })
    #expect(figures(lazy, "changes") == [0, 0])
    let never = try replay(folder, words + ["--over-promise", "0%"])
    #expect(figures(never, "emissions_g") == figures(never, "baseline_g"), "no count of releases rules that out")
    let careful = try replay(folder, words + ["--over-promise", "10%"])
    for (now, planned) in zip(figures(careful, "baseline_g"), figures(careful, "emissions_g")) {
      #expect(planned < now)
    }
    let drifting = try replay(folder, words + ["--rule", "stopping"])
    #expect(figures(drifting, "emissions_g") != figures(free, "emissions_g"))
    let gated = try replay(folder, words + ["--minimum-saving", "100%"])
    #expect(figures(gated, "emissions_g") == figures(gated, "baseline_g"))
  }

  /// A provider that says the truth, as a file and as a folder with a file for the region.
  @Test func providersForecastsArePlannedOn() throws {
    let folder = try folder([
      "here.csv": history(isNoisy: true), "jobs.csv": jobs, "issued.csv": issues(days: Array(10...28)),
    ])
    let forecasts = folder["forecasts"]
    try FileManager.default.createDirectory(at: forecasts, withIntermediateDirectories: false)
    try Data(issues(days: Array(10...28)).utf8).write(to: forecasts.appending(path: "provider-48h-here-2020.csv"))
    let words = ["--replan", "1h", "--between", "\(after(86_400 * 11))/\(after(86_400 * 25))"]
    let file = try replay(folder, ["--foresight", "issued.csv"] + words)
    let both = try replay(folder, ["--foresight", "forecasts"] + words)
    #expect(figures(file, "emissions_g") == figures(both, "emissions_g"))
    let history = try replay(folder, ["--foresight", "history"] + words)
    #expect(figures(file, "emissions_g") != figures(history, "emissions_g"))
    let alone = try replay(folder, ["--foresight", "issued.csv", "--blend", "issued"] + words)
    #expect(figures(alone, "emissions_g") != figures(file, "emissions_g"))
    try FileManager.default.removeItem(at: forecasts.appending(path: "provider-48h-here-2020.csv"))
    try Data().write(to: forecasts.appending(path: "elsewhere.csv"))
    let missing = try Command.run(
      "carbon-replay", ["--traces", "here.csv", "--foresight", "forecasts"], in: folder.url)
    #expect(missing.code == 66 && missing.errors.contains("no file is named for the region here"), "\(missing.errors)")
  }

  /// The page and the tables say what survives; parts join into the whole with it.
  @Test func tablesPagesAndParts() throws {
    let folder = try folder(["here.csv": history(isNoisy: true), "jobs.csv": jobs])
    let words = [
      "--traces", "here.csv", "--workloads", "jobs.csv", "--starts", "31h", "--added-times", "6h,24h,100%",
      "--foresight", "history", "--replan", "3h",
    ]
    let whole = try Command.run("carbon-replay", words + ["--report", "whole.html"], in: folder.url)
    #expect(whole.code == 0, "\(whole.errors)")
    for text in [
      "what came true of the savings possible in hindsight", "worse than run now, %", "forecast error, %",
      "plans are left out", "in its first day, forecasts hold its last known value",
    ] { #expect(whole.output.contains(text), "\(text)") }
    let page = try String(contentsOf: folder["whole.html"], encoding: .utf8)
    #expect(
      page.contains("share-by-length") && page.contains("forecast-errors") && !page.contains("made with hindsight"))
    for part in 1...2 {
      let outcome = try Command.run(
        "carbon-replay", words + ["--shard", "\(part)/2", "--json", "\(part).json"], in: folder.url)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let merged = try Command.run(
      "carbon-replay", ["merge", "1.json", "2.json", "--report", "merged.html"], in: folder.url)
    #expect(merged.code == 0, "\(merged.errors)")
    let again = try String(contentsOf: folder["merged.html"], encoding: .utf8)
    func section(_ page: String) -> Substring? {
      page.range(of: "id=\"foresight-table\"").flatMap { begin in
        page[begin.lowerBound...].range(of: "</table>").map { page[begin.lowerBound..<$0.lowerBound] }
      }
    }
    #expect(section(page) != nil && section(page) == section(again))
  }

  /// One line each: what is wrong, and the cure.
  @Test func replayAnswersMistakes() throws {
    let good = ["here.csv": history(), "jobs.csv": jobs]
    let header = "issued_at_utc," + (0..<48).map { $0 < 10 ? "h0\($0)" : "h\($0)" }.joined(separator: ",")
    let mistakes: [(code: Int32, files: [String: String], words: [String], text: String)] = [
      (65, ["f.csv": issues(days: [12, 11])], ["--foresight", "f.csv"], "f.csv:3: the forecast issued at"),
      (65, ["f.csv": issues(days: [12, 12])], ["--foresight", "f.csv"], "give forecasts in the order of their issue"),
      (65, ["f.csv": issues(days: [12], missing: 7)], ["--foresight", "f.csv"], "a forecast has no gaps"),
      (
        65, ["f.csv": issues(days: [12], header: header.replacing("h05,", with: ""))], ["--foresight", "f.csv"],
        "breaks the even spacing"
      ),
      (65, ["f.csv": "issued_at_utc,h00,h01\n"], ["--foresight", "f.csv"], "there is no forecast"),
      (
        65,
        [
          "here.csv": history(signal: "average"),
          "f.csv": "issued_at_utc,h00,h01,signal\n\(after(86_400 * 12)),1,2,marginal\n",
        ], ["--foresight", "f.csv"], "is of the marginal signal, the truth of the average one"
      ),
      (
        65, ["f.csv": "issued_at_utc,h00,h01,signal\n\(after(86_400 * 12)),1,2,both\n"], ["--foresight", "f.csv"],
        "the signal \"both\""
      ),
      (66, [:], ["--foresight", "nowhere.csv"], "nowhere.csv: there is no such file"),
      (64, [:], ["--replan", "1h"], "--replan says how to plan without hindsight"),
      (64, [:], ["--foresight", "history", "--forecaster", "magic"], "is no forecaster"),
      (64, [:], ["--foresight", "history", "--forecaster", "mean-of-days=0"], "a count up to 366"),
      (64, [:], ["--foresight", "history", "--hysteresis", "1"], "is not a percentage from 0 to 100"),
      (64, [:], ["--foresight", "history", "--publication-delay", "soon"], "is not a duration"),
      (64, [:], ["--foresight", "history", "--between", "2020-01-03"], "is no span of time"),
      (64, [:], ["--between", "2020-01-03/2020-01-02"], "does not end after it begins"),
      (64, [:], ["--foresight", "history", "--replan", "90m"], "do not fall on slots of 1h, as those of here are"),
      (64, [:], ["--foresight", "history", "--rule", "stopping"], "give --replan 1h"),
      (64, [:], ["--foresight", "history", "--blend", "issued"], "--blend is for a provider's forecasts"),
      (
        64, [:], ["--foresight", "history", "--over-promise", "10%", "--minimum-saving", "2%"],
        "are two gates; give one of them"
      ),
    ]
    for mistake in mistakes {
      let folder = try folder(good.merging(mistake.files) { $1 })
      let outcome = try Command.run(
        "carbon-replay", ["--traces", "here.csv", "--workloads", "jobs.csv"] + mistake.words, in: folder.url)
      #expect(outcome.code == mistake.code, "\(mistake.words): \(outcome.errors)")
      #expect(outcome.errors.contains(mistake.text), "\(mistake.words): \(outcome.errors)")
    }
  }

  @Test func forecastsAreTraces() throws {
    let folder = try folder(["here.csv": history(), "short.csv": history(hours: 0..<10)])
    let known = try Command.run(
      "carbon-schedule", ["forecast", "--trace", "here.csv", "--horizon", "30h"], in: folder.url)
    #expect(known.code == 0 && known.errors.isEmpty, "\(known.errors)")
    let rows = known.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(rows.count == 30)
    #expect(rows.enumerated().allSatisfy { Double($1) == Double(value($0, false)) }, "every day is the same")
    let plan = try Command.run(
      "carbon-schedule", ["plan", "--trace", "-", "--duration", "6h", "--added-time", "24h"], input: known.output,
      in: folder.url)
    #expect(plan.code == 0, "\(plan.errors)")
    // At noon of the third day nothing of that afternoon is known: the last value is that of 11 o'clock.
    let early = try Command.run(
      "carbon-schedule",
      [
        "forecast", "--trace", "here.csv", "--at", "\(after(86_400 * 2 + 43_200))", "--horizon", "1h", "--forecaster",
        "persistence",
      ], in: folder.url)
    #expect(early.output.contains(",\(value(11, false))"), "\(early.output)")
    let late = try Command.run(
      "carbon-schedule",
      [
        "forecast", "--trace", "here.csv", "--at", "\(after(86_400 * 2 + 43_200))", "--horizon", "1h", "--forecaster",
        "persistence", "--publication-delay", "3h",
      ], in: folder.url)
    #expect(late.output.contains(",\(value(8, false))"), "\(late.output)")
    let short = try Command.run(
      "carbon-schedule", ["forecast", "--trace", "short.csv", "--horizon", "20h"], in: folder.url)
    #expect(short.code == 0)
    #expect(short.errors.contains("has not seen the time of day of 14 of 20 slots; they hold its last known value"))
  }

  @Test func backtestsRecommend() throws {
    let folder = try folder(["here.csv": history(isNoisy: true), "short.csv": history(hours: 0..<10)])
    let words = ["--duration", "6h", "--added-time", "24h", "--releases", "12"]
    let text = try Command.run("carbon-schedule", ["backtest", "--trace", "here.csv"] + words, in: folder.url)
    #expect(text.code == 0, "\(text.errors)")
    #expect(text.output.contains("share realised, %") && text.output.contains("\nuse --forecaster "))
    let json = try Command.run(
      "carbon-schedule", ["backtest", "--trace", "here.csv", "--json"] + words, in: folder.url)
    let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let forecasters = try #require(document?["forecasters"] as? [[String: Any]])
    let shares = forecasters.map { ($0["replanned_share_realised_percent"] as? NSNumber)?.doubleValue ?? -1 }
    let best = try #require(shares.indices.max { shares[$0] < shares[$1] })
    #expect(forecasters[best]["forecaster"] as? String == document?["recommended"] as? String)
    let short = try Command.run("carbon-schedule", ["backtest", "--trace", "short.csv"] + words, in: folder.url)
    #expect(short.code == 65 && short.errors.contains("the history of 10h is too short"), "\(short.errors)")
    let days = try self.folder(["two.csv": history(hours: 0..<72)])
    let early = try Command.run("carbon-schedule", ["backtest", "--trace", "two.csv"] + words, in: days.url)
    #expect(early.output.contains("The history is short: where it has not seen a time of day yet"), "\(early.errors)")
    #expect(!text.output.contains("The history is short"))
    let runNow = try Command.run(
      "carbon-schedule", ["backtest", "--trace", "here.csv", "--duration", "6h", "--algorithm", "run-now"],
      in: folder.url)
    #expect(runNow.code == 64 && runNow.errors.contains("run-now plans nothing"), "\(runNow.errors)")
  }

  @Test func aHistoryContinuesAForecastThatEndsTooEarly() throws {
    let folder = try folder([
      "here.csv": history(), "soon.csv": history(hours: 720..<768), "quarter.csv": history(hours: 720..<768, step: 2),
      "marginal.csv": history(hours: 720..<768, signal: "marginal"), "average.csv": history(signal: "average"),
    ])
    func plan(_ words: [String]) throws -> Command.Outcome {
      try Command.run(
        "carbon-schedule", ["plan", "--duration", "6h", "--added-time", "60h"] + words, in: folder.url)
    }
    let alone = try plan(["--trace", "soon.csv"])
    #expect(alone.code != 0, "48 hours are no 66")
    let both = try plan(["--trace", "soon.csv", "--history", "here.csv"])
    #expect(both.code == 0, "\(both.errors)")
    #expect(both.output.contains("from \(after(3_600 * 768)) on, the daily-weekly profile of the history speaks"))
    #expect(both.output.contains("and nine times in ten between"))
    let json = try plan(["--trace", "soon.csv", "--history", "here.csv", "--json"])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["profile_from"] as? String == "\(after(3_600 * 768))")
    let band = try #require(object["savings_band_g"] as? [Double])
    #expect(band.count == 2 && band[0] <= band[1])
    let history = try plan(["--history", "here.csv"])
    #expect(history.output.contains("from \(after(3_600 * 720)) on, the daily-weekly profile"), "\(history.errors)")
    let signals = try plan(["--trace", "marginal.csv", "--history", "average.csv"])
    #expect(signals.code == 65 && signals.errors.contains("of the same signal"), "\(signals.errors)")
    #expect(signals.errors.split(separator: "\n").count == 1)
    let missing = try plan(["--history", "nowhere.csv"])
    #expect(missing.code == 66)
  }
}
