import Foundation
import Testing

/// `carbon-schedule sci` with the plan of the job that was measured, and its page.
@Suite struct SCIPlanTests {
  static let plan = """
    {"runs":[{"start":"2023-03-05T20:00:00Z","end":"2023-03-05T21:00:00Z"}],"energy_kwh":1,"emissions_g":250,
    "baseline":{"start":"2023-03-05T21:00:00Z","end":"2023-03-05T22:00:00Z","emissions_g":450}}
    """

  /// A log of 1 kW in the cheap hour, which begins at 20:00, and a plan that found it.
  private func sci(_ picture: String, plan: String = plan, _ more: [String] = []) throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    return try Command.run(
      "carbon-schedule",
      [
        "sci", "--trace", try folder.file("grid.csv", SCICommandLine.grid), "--power-log",
        try folder.file("log.csv", SCICommandLine.rows(picture)), "--log-time-zone", "Z", "--plan",
        try folder.file("plan.json", plan),
      ] + more)
  }

  private func outcome(_ text: String) throws -> [String: Any] {
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(document?["plan"] as? [String: Any])
  }

  private func way(_ outcome: [String: Any], _ name: String) throws -> [Double?] {
    let way = try #require(outcome[name] as? [String: Any])
    return ["energy_kwh", "forecast_g", "emissions_g"].map { way[$0] as? Double }
  }

  @Test func plannedActualAndRunNow() throws {
    let outcome = try outcome(try sci("#######", ["--json"]).output)
    #expect(try way(outcome, "planned") == [1, 250, 300])
    #expect(try way(outcome, "run_now") == [1, 450, 500])
    #expect(try way(outcome, "actual") == [1, nil, 300])
    #expect(outcome["run_now_at_actual_energy_g"] as? Double == 500)
    #expect(outcome["savings_g"] as? Double == 200 && outcome["savings_percent"] as? Double == 40)
    let text = try sci("#######").output
    #expect(text.contains("planned  1.00 kWh        250 g       300 g"))
    #expect(text.contains("At once, the energy that it drew would have emitted 500 g: 200 g (40.0 %) more."))
  }

  /// The saving is one of time: half the energy is no saving of the plan's.
  @Test func aSavingIsOfTimeNotOfEnergy() throws {
    let outcome = try outcome(try sci("####", ["--json", "--pue", "1.2"]).output)
    #expect(try way(outcome, "planned") == [1.2, 300, 360])
    #expect(try way(outcome, "actual")[2] == 180)
    #expect(outcome["run_now_at_actual_energy_g"] as? Double == 300 && outcome["savings_percent"] as? Double == 40)
  }

  /// What pauses and resumes draw is no part of running at once, and pauses draw when they are.
  @Test func pausesDraw() throws {
    let plan = """
      {"runs":[{"start":"2023-03-05T20:00:00Z","end":"2023-03-05T20:30:00Z"},
      {"start":"2023-03-05T21:30:00Z","end":"2023-03-05T22:00:00Z"}],"energy_kwh":1.5,"idle_energy_kwh":0.5,
      "emissions_g":1,"resume_energy_kwh":0,
      "baseline":{"start":"2023-03-05T20:00:00Z","end":"2023-03-05T21:00:00Z","emissions_g":null}}
      """
    let outcome = try outcome(try sci("#######", plan: plan, ["--json"]).output)
    // Half an hour at 300 and at 500 g/kWh with 1 kW, and as much between them with 0.5 kW.
    #expect(try way(outcome, "planned") == [1.5, 1, 150 + 250 + 75 + 125])
    #expect(try way(outcome, "run_now") == [1, nil, 300])
  }

  @Test func aTraceThatEndsBeforeTheBaseline() throws {
    let plan = Self.plan.replacing("2023-03-05T22:00:00Z", with: "2023-03-05T23:00:00Z")
    let done = try sci("#######", plan: plan)
    #expect(done.code == 0 && done.output.contains("nobody can say what running at once would have emitted"))
    #expect(try outcome(try sci("#######", plan: plan, ["--json"]).output)["savings_g"] is NSNull)
  }

  @Test func whatIsNoPlanIsSaid() throws {
    for (text, place) in [
      ("{}", "$.runs: this is no plan"), ("[", "$: this is no plan"),
      (Self.plan.replacing("[{", with: "[{\"x\":1},{"), "$.runs[0].start"),
      (Self.plan.replacing("T21:00:00Z\"}]", with: "T20:00:00Z\"}]"), "$.runs[0]: this is no plan"),
      (Self.plan.replacing("\"energy_kwh\":1", with: "\"energy_kwh\":-1"), "$.energy_kwh"),
    ] {
      let outcome = try sci("#######", plan: text)
      #expect(outcome.code == 65 && outcome.errors.contains("plan.json: \(place)"), "\(outcome.errors)")
    }
    let missing = try Command.run("carbon-schedule", ["sci", "--power-log", "x", "--trace", "y", "--plan", "/nowhere"])
    #expect(missing.code == 66 && missing.errors.contains("/nowhere: the plan cannot be read"))
    let twice = try Command.run("carbon-schedule", ["sci", "--power-log", "x", "--trace", "-", "--plan", "-"])
    #expect(twice.code == 64)
  }

  @Test func aPageIsWritten() throws {
    let page = try sci("#######", ["--report", "-"])
    #expect(page.code == 0 && page.output.hasPrefix("<!DOCTYPE html>"))
    #expect(page.output.contains("When it ran saved 40.0%") && page.output.contains("id=\"plan-table\""))
    #expect(try sci("#######", ["--report", "-", "--json"]).code == 64)
  }

  /// What `plan --json` writes is what `--plan` reads.
  @Test func plansAreReadAsWritten() throws {
    let folder = try TemporaryFolder()
    let grid = try folder.file("grid.csv", SCICommandLine.grid)
    let plan = try Command.run(
      "carbon-schedule",
      [
        "plan", "--trace", grid, "--duration", "30m", "--algorithm", "pause-and-resume", "--added-time", "90m",
        "--idle-power", "0.1kW", "--json",
      ])
    #expect(plan.code == 0)
    let outcome = try outcome(try sci("#######", plan: plan.output, ["--json"]).output)
    #expect(try way(outcome, "planned") == [0.5, 150, 150])
  }
}
