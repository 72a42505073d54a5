import Foundation
import TestSupport
import Testing

/// Gates for those who would rather not be worse off, in plans and backtests.
@Suite struct WaitingGateCommandTests {
  /// Thirty days of hours and two more: dearest at noon by `swing`, with noise of up to `noise`.
  private func folder(swing: Int, noise: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    func rows(_ hours: Range<Int>) -> String {
      "timestamp_utc,gco2_per_kwh\n"
        + hours.map { hour in
          let value = 500 - swing * abs(hour % 24 - 12) / 12 + (noise > 0 ? hour * 7_919 % 997 % noise : 0)
          return "\(after(3_600 * hour)),\(value)\n"
        }.joined()
    }
    _ = try folder.file("history.csv", rows(0..<720))
    _ = try folder.file("forecast.csv", rows(720..<768))
    _ = try folder.file("prices.csv", rows(720..<768).replacing("gco2_per_kwh", with: "price"))
    return folder
  }

  private func plan(_ folder: TemporaryFolder, _ words: [String]) throws -> Command.Outcome {
    try Command.run(
      "carbon-schedule",
      [
        "plan", "--trace", "forecast.csv", "--release", "\(after(3_600 * 732))", "--duration", "2h", "--added-time",
        "20h",
      ] + words, in: folder.url)
  }

  private func object(_ outcome: Command.Outcome) throws -> [String: Any] {
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private func firstStart(_ plan: [String: Any]) -> String? {
    (plan["runs"] as? [[String: String]])?.first?["start"]
  }

  /// From noon to midnight the intensity falls from 500 to 260.
  @Test func aPlanWaitsForASavingThatIsWorthIt() throws {
    let folder = try folder(swing: 240, noise: 0)
    let release = "\(after(3_600 * 732))"
    let free = try object(try plan(folder, ["--json"]))
    #expect(free["waits"] == nil && firstStart(free) != release)
    let open = try object(try plan(folder, ["--minimum-saving", "40%", "--json"]))
    #expect(open["waits"] as? Bool == true && firstStart(open) == firstStart(free))
    let closed = try object(try plan(folder, ["--minimum-saving", "60%", "--json"]))
    #expect(closed["waits"] as? Bool == false && firstStart(closed) == release)
    #expect(closed["savings_g"] as? Double == 0)
    let text = try plan(folder, ["--minimum-saving", "60%"])
    #expect(text.output.contains("\nruns at once: waiting is forecast to save "), "\(text.output)")
    #expect(text.output.contains(", less than the 60 % asked for\n"), "\(text.output)")
    let paused = try object(
      try plan(folder, ["--algorithm", "pause-and-resume", "--minimum-saving", "60%", "--json"]))
    #expect(paused["waits"] as? Bool == false && firstStart(paused) == release && paused["pauses"] as? Int == 0)
  }

  /// Where every day is the same nothing is over-promised; where all is noise, more than there is to save.
  @Test func aPlanWaitsForMoreThanForecastsOverPromised() throws {
    let steady = try folder(swing: 240, noise: 0)
    let words = ["--history", "history.csv", "--over-promise", "10%"]
    let open = try object(try plan(steady, words + ["--json"]))
    #expect(open["waits"] as? Bool == true && open["savings_band_g"] != nil)
    let none = try plan(steady, ["--history", "history.csv", "--over-promise", "0%"])
    #expect(none.output.contains("the history has too few past plans to say"), "\(none.output)")
    let noisy = try folder(swing: 6, noise: 300)
    // What the profile alone says of the coming day.
    let profile = try Command.run(
      "carbon-schedule", ["plan", "--duration", "2h", "--added-time", "20h"] + words, in: noisy.url)
    #expect(profile.code == 0, "\(profile.errors)")
    #expect(profile.output.contains(" that forecasts of the last 28 days over-promised in all but 10 % of 76 plans"))
    #expect(!profile.output.contains("expected saving"), "there is none")
    #expect(profile.output.contains("the daily-weekly profile of the history speaks"))
  }

  @Test func plansAnswerMistakes() throws {
    let folder = try folder(swing: 240, noise: 0)
    let mistakes: [(words: [String], text: String)] = [
      (["--over-promise", "10%"], "give --history FILE, or leave it out"),
      (["--minimum-saving", "2%", "--over-promise", "10%", "--history", "history.csv"], "are two gates; give one"),
      (["--minimum-saving", "2%", "--algorithm", "run-now"], "which run-now never does"),
      (
        ["--minimum-saving", "2%", "--unavailable", "\(after(3_600 * 740))/\(after(3_600 * 741))"],
        "which --unavailable may forbid"
      ),
      (["--minimum-saving", "2%", "--price", "prices.csv", "--price-weight", "1"], "judges grams alone"),
      (["--minimum-saving", "2"], "is not a percentage"),
    ]
    for mistake in mistakes {
      let outcome = try plan(folder, mistake.words)
      #expect(outcome.code == 64 && outcome.output.isEmpty, "\(mistake.words): \(outcome.errors)")
      #expect(outcome.errors.contains(mistake.text), "\(mistake.words): \(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
  }

  @Test func backtestsTryGatesAndRules() throws {
    let folder = try folder(swing: 60, noise: 200)
    func shares(_ words: [String]) throws -> (once: [Double], again: [Double]) {
      let document = try object(
        try Command.run(
          "carbon-schedule",
          [
            "backtest", "--trace", "history.csv", "--duration", "3h", "--added-time", "12h", "--releases",
            "\(sized(debug: 6, release: 12))", "--json",
          ] + words, in: folder.url))
      let forecasters = try #require(document["forecasters"] as? [[String: Any]])
      func values(_ name: String) -> [Double] {
        forecasters.map { ($0[name] as? NSNumber)?.doubleValue ?? .nan }
      }
      return (values("once_share_realised_percent"), values("replanned_share_realised_percent"))
    }
    let free = try shares([]).again
    for words in [["--minimum-saving", "100%"], ["--over-promise", "0%"]] {
      let shares = try shares(words)
      #expect(shares.again.allSatisfy { $0 == 0 }, "\(words): all runs at once")
      #expect(shares.once.allSatisfy { $0 == 0 }, "\(words): all runs at once")
    }
    let careful = try shares(["--over-promise", "40%"]).again
    #expect(careful != free && careful.contains { $0 > 0 }, "\(careful)")
    #expect(try shares(["--rule", "stopping"]).again != free)
    let text = try Command.run(
      "carbon-schedule",
      [
        "backtest", "--trace", "history.csv", "--duration", "3h", "--releases", "3", "--rule", "stopping",
        "--minimum-saving", "2%",
      ], in: folder.url)
    #expect(text.output.contains("by the stopping rule, waiting only for a saving of 2 %"), "\(text.output)")
  }
}
