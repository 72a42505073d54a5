import CarbonScheduling
import Foundation
import TestSupport
import Testing

/// Cases worked out by an independent program, where they lie beside the package; they are not part of it.
private struct ForesightCase: Decodable {
  let cell: String
  let region: String
  let releaseSlot: Double
  let duration: Int64
  let added: Int
  let delay: Int64
  let figures: [String: Double]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func number(_ name: String) throws -> Double { try container.decode(Double.self, forKey: Key(name)) }
    cell = try container.decode(String.self, forKey: Key("cell"))
    region = try container.decode(String.self, forKey: Key("region"))
    releaseSlot = try number("release_slot")
    duration = Int64(try number("duration"))
    added = Int(try number("added"))
    delay = Int64(try number("delay"))
    figures = container.allKeys.reduce(into: [:]) { figures, key in
      figures[key.stringValue] = try? container.decode(Double.self, forKey: key)
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  static let file = RealTraces.folder.appending(path: "../foresight/golden.json").standardized

  /// Whether they are there.
  static var areThere: Bool { FileManager.default.fileExists(atPath: file.path) }
}

@Suite("Plans without foresight, against worked cases")
struct ForesightCasesTests {
  @Test(
    "All worked cases come out to nine digits, with the same starts and changes",
    .enabled(if: ForesightCase.areThere, "there are no worked cases beside the package"))
  func workedCases() throws {
    let cases = try JSONDecoder().decode([ForesightCase].self, from: Data(contentsOf: ForesightCase.file))
    var traces: [String: IntensityTrace] = [:]
    // Neighbours differ in one setting: every fifth has all of them.
    for index in stride(from: 0, to: cases.count, by: sized(debug: 5, release: 1)) {
      let item = cases[index]
      let trace = try traces[item.region] ?? hourlyTrace(item.region)
      traces[item.region] = trace
      try check(item, on: trace)
    }
    #expect(cases.count == 144)
  }

  private func check(_ item: ForesightCase, on trace: IntensityTrace) throws {
    let release = trace.start.advanced(by: .seconds(Int64((item.releaseSlot * 3_600).rounded())))
    let job = try Workload(duration: .seconds(3_600 * item.duration), power: .constant(kilowatts: 1))
    let delay = Duration.seconds(3_600 * item.delay)
    var forecasts = try HistoryForecasts(of: trace, by: DailyWeeklyProfile.ofAverages, publicationDelay: delay)
    func hours(_ instant: Instant) -> Double { Double(trace.start.duration(to: instant).components.seconds) / 3_600 }
    func expect(_ name: String, _ value: Double) {
      guard let wanted = item.figures[name] else { return }
      let place = "\(item.cell) \(item.region) at \(item.releaseSlot), delay \(item.delay), \(name)"
      #expect(abs(value - wanted) <= 1e-9 * max(1, abs(wanted)), "\(place): \(value), expected \(wanted)")
    }
    let policies: [(String, Replanning)] = [
      ("one_shot", .never), ("hourly", .everyHour), ("every_6", try Replanning(every: .seconds(21_600))),
      ("hourly_hyst_0.005", try Replanning(every: .seconds(3_600), hysteresis: 0.005)),
    ]
    let isFlexible = item.cell == "FS24"
    let hindsight =
      try isFlexible
      ? FlexibleStart(within: .hours(item.added)).schedule(job, on: trace, releasedAt: release)
      : PauseAndResume(within: .hours(item.added)).schedule(job, on: trace, releasedAt: release)
    expect("run_now", hindsight.baseline.emissions?.grams ?? .nan)
    expect("perfect", hindsight.emissions.grams)
    for (name, replanning) in policies where item.figures[name] != nil {
      let plan =
        try isFlexible
        ? FlexibleStart(within: .hours(item.added))
          .replanned(job, judgedBy: trace, releasedAt: release, on: &forecasts, replanning)
        : PauseAndResume(within: .hours(item.added))
          .replanned(job, judgedBy: trace, releasedAt: release, on: &forecasts, replanning)
      expect(name, plan.schedule.emissions.grams)
      expect("\(name)_start", hours(plan.schedule.runs[0].start))
      expect("\(name)_changes", Double(plan.changeCount))
      expect("\(name)_runs", Double(runCount(of: plan.schedule, hours)))
    }
    if item.figures["quantile_336"] != nil {
      let plan = try QuantileRule(valueCount: 336).schedule(
        job, on: trace, within: .hours(item.added), releasedAt: release, publicationDelay: delay)
      expect("quantile_336", plan.emissions.grams)
    }
  }

  /// Runs counted in slots: those that use neighbouring slots are one, wherever in them the job stops.
  private func runCount(of schedule: Schedule, _ hours: (Instant) -> Double) -> Int {
    var (count, last) = (0, -2)
    for run in schedule.runs {
      if Int(hours(run.start)) > last + 1 { count += 1 }
      last = Int(hours(run.end).rounded(.up)) - 1
    }
    return count
  }

  private func hourlyTrace(_ region: String) throws -> IntensityTrace {
    let path = RealTraces.folder.appending(path: "hourly/\(region).csv").path
    let rows = String(decoding: try RealTraces.contents(of: path), as: UTF8.self).split(separator: "\n").dropFirst()
    // The week's phase is a name only; any first instant will do.
    return try IntensityTrace(
      start: Instant(secondsSince1970: 1_609_459_200), slot: .seconds(3_600),
      gramsPerKilowattHour: rows.map { $0.split(separator: ",").last.flatMap { Double($0) } })
  }
}
