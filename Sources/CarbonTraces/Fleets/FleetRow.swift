import CarbonScheduling

/// A row of a table of jobs, read field by field.
struct FleetRow {
  /// The texts of columns that are not empty.
  let texts: [String: String]
  let usesHulls: Bool
  /// Reads the power profile of a name.
  let profile: (String) throws(Fault) -> Power

  /// What is wrong with a field, and the cure.
  struct Fault: Error {
    let problem: String
    let cure: String
  }

  func job() throws -> FleetJob {
    let name = try text("job", example: "a name of its own")
    let width = try count("width", least: 1) ?? 1
    let power = try power()
    let duration = try minutes("duration_minutes", least: 1) ?? .zero
    let (release, deadline) = (try instant("release"), try instant("deadline"))
    return try FleetJob(
      name, workload: try Workload(duration: duration, power: power), release: release, latestEnd: deadline,
      width: width,
      algorithm: try algorithm(), unavailable: try unavailable(), regions: try regions())
  }

  /// What one unit draws: a number, or a profile's file.
  private func power() throws -> Power {
    guard let name = texts["power_profile"] else {
      return try .constant(kilowatts: try number("kilowatts_per_unit", example: "0.377") ?? 0)
    }
    guard texts["kilowatts_per_unit"] == nil else {
      throw Fault(
        problem: "there are both kilowatts_per_unit and a power_profile", cure: "leave one of the two empty")
    }
    return try profile(name)
  }

  /// `2021-10-21T18:00:00Z/2021-10-21T20:00:00Z;...`
  private func unavailable() throws(Fault) -> [Range<Instant>] {
    var times: [Range<Instant>] = []
    for part in (texts["unavailable"] ?? "").split(separator: ";") {
      let ends = part.split(separator: "/", omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
      guard ends.count == 2, let start = try? Instant(iso8601: ends[0]), let end = try? Instant(iso8601: ends[1]),
        start < end
      else {
        throw Fault(
          problem: "of the unavailable times, \(quoted(String(part))) is none",
          cure: "write a start and a later end, like 2021-10-21T18:00:00Z/2021-10-21T20:00:00Z, and ; between several")
      }
      times.append(start..<end)
    }
    return times
  }

  private func text(_ column: String, example: String) throws(Fault) -> String {
    guard let text = texts[column] else {
      throw Fault(problem: "the \(column) is empty", cure: "fill it in, such as \(example)")
    }
    return text
  }

  private func instant(_ column: String) throws(Fault) -> Instant {
    let text = try text(column, example: "2021-10-21T18:00:00Z")
    do {
      return try Instant(iso8601: text)
    } catch {
      throw Fault(problem: "the \(column) \(quoted(text)) \(error.problem)", cure: error.cure)
    }
  }

  private func number(_ column: String, example: String, isRequired: Bool = true) throws(Fault) -> Double? {
    if !isRequired, texts[column] == nil { return nil }
    let text = try text(column, example: example)
    guard let value = Double(decimal: text), value >= 0, value <= 1e12 else {
      throw Fault(
        problem: "the \(column) \(quoted(text)) is not a number from 0 to 1e12",
        cure: "write a plain decimal such as \(example)")
    }
    return value
  }

  private func count(_ column: String, least: Int) throws(Fault) -> Int? {
    guard let text = texts[column] else { return nil }
    guard let value = Int(text), value >= least, value <= 1_000_000 else {
      throw Fault(
        problem: "the \(column) \(quoted(text)) is not a whole number from \(least) to 1000000",
        cure: "write one such as \(max(least, 4))")
    }
    return value
  }

  /// A length in minutes that comes to whole seconds.
  private func minutes(_ column: String, least: Int64) throws(Fault) -> Duration? {
    guard let text = texts[column] else {
      if least == 0 { return nil }
      throw Fault(problem: "the \(column) is empty", cure: "fill it in, such as 180")
    }
    let seconds = (Double(decimal: text) ?? -1) * 60
    let whole = seconds.rounded()
    guard seconds >= 0, seconds <= 864_000_000, whole / 60 == Double(decimal: text), Int64(whole) >= least else {
      throw Fault(
        problem: "the \(column) \(quoted(text)) is not a length in minutes",
        cure:
          "give \(least == 0 ? "zero or more" : "more than zero"), in whole seconds, of at most 14400000 (10000 days)")
    }
    return .seconds(Int64(whole))
  }

  private func algorithm() throws -> FleetAlgorithm {
    let name = texts["algorithm"] ?? (texts["throughput"] == nil ? "pause-and-resume" : "elastic")
    let constraints = [
      "resume_energy_kwh", "resume_emissions_g", "resume_minutes", "charge_first_start", "minimum_run_minutes",
      "minimum_pause_minutes", "maximum_pauses", "idle_kilowatts",
    ]
    if name != "pause-and-resume", let column = constraints.first(where: { texts[$0] != nil }) {
      throw Fault(
        problem: "the \(column) says nothing of a job whose algorithm is \(quoted(name))",
        cure: "leave it empty, or let the algorithm be pause-and-resume")
    }
    if name != "flexible-start", texts["start_step_minutes"] != nil {
      throw Fault(
        problem: "the start_step_minutes say nothing of a job whose algorithm is \(quoted(name))",
        cure: "leave them empty, or let the algorithm be flexible-start")
    }
    if name != "elastic", texts["throughput"] != nil {
      throw Fault(
        problem: "the throughput says nothing of a job whose algorithm is \(quoted(name))",
        cure: "leave it empty, or let the algorithm be elastic")
    }
    switch name {
    case "run-now": return .runNow
    case "flexible-start":
      return .flexibleStart(
        startStep: texts["start_step_minutes"] == nil ? nil : try minutes("start_step_minutes", least: 1))
    case "elastic": return .elastic(try throughput())
    case "pause-and-resume":
      return .pauseAndResume(
        resumeCost: try ResumeCost(
          energy: .kilowattHours(try number("resume_energy_kwh", example: "0.1", isRequired: false) ?? 0),
          emissions: Emissions(grams: try number("resume_emissions_g", example: "2", isRequired: false) ?? 0),
          time: try minutes("resume_minutes", least: 0) ?? .zero, chargesFirstStart: try yes("charge_first_start"),
          idleKilowatts: try number("idle_kilowatts", example: "0.05", isRequired: false) ?? 0),
        limits: try RunLimits(
          minimumRun: try minutes("minimum_run_minutes", least: 0) ?? .zero,
          minimumPause: try minutes("minimum_pause_minutes", least: 0) ?? .zero,
          maximumPauses: try count("maximum_pauses", least: 0)))
    default:
      throw Fault(
        problem: "the algorithm \(quoted(name)) is not known",
        cure: "give run-now, flexible-start, pause-and-resume or elastic")
    }
  }

  private func yes(_ column: String) throws(Fault) -> Bool {
    switch texts[column]?.lowercased() {
    case nil, "no", "false", "0": return false
    case "yes", "true", "1": return true
    case .some(let text):
      throw Fault(problem: "the \(column) \(quoted(text)) is neither yes nor no", cure: "give one of the two")
    }
  }

  private func throughput() throws -> ElasticThroughput {
    let text = try text("throughput", example: "1:1.9:2.6")
    let values = text.split(separator: ":", omittingEmptySubsequences: false).map { Double(decimal: $0) ?? .nan }
    return usesHulls ? try .hull(of: values) : try ElasticThroughput(values)
  }

  /// `west-us;france=120g`
  private func regions() throws(Fault) -> [FleetRegion] {
    var regions: [FleetRegion] = []
    for part in (texts["regions"] ?? "").split(separator: ";") {
      var name = String(part).trimmingBlanks
      var transfer = Emissions(grams: 0)
      if let sign = part.lastIndex(of: "=") {
        name = String(part[..<sign])
        do {
          transfer = try Emissions(parsing: String(part[part.index(after: sign)...]))
        } catch {
          throw Fault(
            problem: "of the regions, \(error.problem.isEmpty ? "" : "\(quoted(error.text)) \(error.problem)")",
            cure: error.cure)
        }
      }
      if regions.contains(where: { $0.name == name }) {
        throw Fault(problem: "the region \(quoted(name)) is named twice", cure: "name it once")
      }
      regions.append(FleetRegion(name, transfer: transfer))
    }
    return regions
  }
}
