import CarbonCommands
import CarbonScheduling
import CommandLineKit

/// `carbon-schedule curve`: what more time, or more pauses, save.
struct CurveCommand {
  static let overOption = Option.choice(
    "over", "what is traded for emissions; pauses go with pause-and-resume", default: Axis.addedTime)
  static let table = OptionTable(
    command: "carbon-schedule curve",
    summary: "Shows the least emissions for every added time up to a limit, or for every number of pauses, "
      + "and what each saves against the first row.",
    options: [overOption] + PlanRequest.traceOptions + PlanRequest.options + [PlanRequest.jsonOption]
      + TraceInput.options,
    example: "carbon-schedule curve --trace west-us.csv --algorithm pause-and-resume --duration 6h --over pauses")

  enum Axis: String, CaseIterable {
    case addedTime = "added-time"
    case pauses
  }

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let axis = try parsed[overOption]
    let path = try parsed[PlanRequest.traceOption].joined(separator: ", ")
    let request = try PlanRequest(parsed)
    let trace = try request.trace(parsed)
    request.noteRounding(on: trace, parsed)
    let points = try points(of: request, over: axis, on: trace, from: path)
    guard !points.isEmpty else {
      throw CommandFailure.usage(
        "carbon-schedule curve: --algorithm \(request.algorithm.rawValue) has no curve over \(axis.rawValue); "
          + "flexible-start has one over added-time, pause-and-resume over both.")
    }
    Terminal.progress("")
    let text =
      try parsed[PlanRequest.jsonOption] ? json(points.map(Point.init)) : text(points, axis, isPriced: request.isPriced)
    try Output.write(text, to: "-")
    return .success
  }

  private static func points(
    of request: PlanRequest, over axis: Axis, on trace: IntensityTrace, from path: String
  ) throws(CommandFailure) -> [TradeOff] {
    let (job, added, release) = (request.job, request.addedTime, request.release ?? trace.start)
    do {
      return switch (request.algorithm, axis) {
      case (.flexibleStart, .addedTime):
        try request.flexibleStart(within: added).savingsCurve(job, on: trace, releasedAt: release)
      case (.pauseAndResume, .addedTime):
        try request.pauseAndResume(within: added).savingsCurve(job, on: trace, releasedAt: release) { done, all in
          Terminal.progress(done < all ? "planned \(done) of \(all) points" : "")
        }
      case (.pauseAndResume, .pauses):
        try front(request.pauseAndResume(within: added), of: job, on: trace, releasedAt: release, from: path)
      default: []
      }
    } catch {
      throw request.failure(error, on: path)
    }
  }

  /// The whole front, or as much of it as fits, and a note that says so.
  private static func front(
    _ algorithm: PauseAndResume, of job: Workload, on trace: IntensityTrace, releasedAt release: Instant,
    from path: String
  ) throws(SchedulingError) -> [TradeOff] {
    do {
      return try algorithm.pauseFront(job, on: trace, releasedAt: release)
    } catch {
      guard case .tooLarge(_, _, .pauses(let most)) = error else { throw error }
      let points = try algorithm.pauseFront(job, on: trace, releasedAt: release, mostPauses: most)
      Output.note(
        "\(path): The curve ends at \(most) \(most == 1 ? "pause" : "pauses"), as more would take too long or too much memory; "
          + "add less time, or give a trace of longer slots.")
      return points
    }
  }

  /// - Parameter isPriced: Then a column says what falls from row to row, as the emissions alone need not.
  private static func text(_ points: [TradeOff], _ axis: Axis, isPriced: Bool) -> String {
    let first = points[0].emissions
    var table = TextTable(
      columns: [
        .right(axis == .pauses ? "pauses" : "added time"), .right("emissions"), .right("saved"), .right("percent"),
      ] + (isPriced ? [.right("with price")] : []))
    for point in points {
      let savings = Savings(baseline: first, emissions: point.emissions)
      table.add(
        [
          axis == .pauses ? "\(point.pauses ?? 0)" : point.addedTime.compactDescription,
          massText(grams: point.emissions.grams), massText(grams: savings.grams), percentText(savings.percent),
        ] + (isPriced ? [massText(grams: point.objective)] : []))
    }
    return "\(table)\n"
  }

  private struct Point: Encodable {
    let addedSeconds: Int64
    let pauses: Int?
    let emissionsGrams: Double
    let objective: Double

    enum CodingKeys: String, CodingKey {
      case addedSeconds = "added_time_s"
      case pauses
      case emissionsGrams = "emissions_g"
      case objective
    }

    init(_ point: TradeOff) {
      addedSeconds = point.addedTime.components.seconds
      pauses = point.pauses
      emissionsGrams = point.emissions.grams
      objective = point.objective
    }
  }
}
