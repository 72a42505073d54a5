import CarbonCommands
import CarbonScheduling
import Charts
import CommandLineKit
import Foundation
import Reports

/// The files of `--report` and `--svg`.
struct PlanPictures {
  private let report: String?
  private let svg: String?
  private let zone: TimeZone

  static let reportOption = Option.output("report", "FILE", "write a page with charts as HTML; - is standard output")
  static let svgOption = Option.output("svg", "FILE", "write the page's main chart as SVG; - is standard output")
  static let options: [any CommandLineOption] = [reportOption, svgOption]

  /// Checks that the files can be written.
  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    report = try parsed[Self.reportOption]
    svg = try parsed[Self.svgOption]
    zone = try parsed[CommandClock.timeZone] ?? .current
    try parsed.checkOutputs()
    if printsInstead, try parsed[PlanRequest.jsonOption] {
      throw .usage("\(parsed.command): one thing only can go to standard output; name a file for the other.")
    }
  }

  /// Whether standard output is taken.
  var printsInstead: Bool { [report, svg].contains("-") }

  func write(_ plan: Plan, replanned: @escaping (AddedTime) -> Schedule?) throws(CommandFailure) {
    guard report != nil || svg != nil else { return }
    let zone = self.zone
    let page = PlanReport(
      of: plan.schedule, job: plan.job, on: plan.trace,
      circumstances: .init(
        command: ["carbon-schedule"] + CommandLine.arguments.dropFirst(), algorithm: plan.algorithm,
        tradeOff: PlanTradeOff(
          of: plan.schedule, job: plan.job, on: plan.trace,
          planners: report == nil ? [] : planners(of: plan, replanned)),
        clock: ReaderClock(name: ["GMT", "UTC", "Etc/UTC"].contains(zone.identifier) ? "UTC" : zone.identifier) {
          zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval($0.secondsSince1970)))
        }))
    if let report { try Output.write(page.html, to: report) }
    if let svg { try Output.write(page.mainChart.svg(), to: svg) }
  }

  /// The plan's own algorithm as it was asked for, and the other one for comparison.
  private func planners(of plan: Plan, _ replanned: @escaping (AddedTime) -> Schedule?) -> [PlanTradeOff.Planner] {
    func other(_ algorithm: some SchedulingAlgorithm) -> Schedule? {
      try? algorithm.schedule(plan.job, on: plan.trace, releasedAt: plan.schedule.release)
    }
    return [
      plan.algorithm == .flexibleStart
        ? .init(.flexibleStart, plan: replanned)
        : .init(.flexibleStart) { other(FlexibleStart(within: $0)) },
      plan.algorithm == .pauseAndResume
        ? .init(.pauseAndResume, plan: replanned)
        : .init(.pauseAndResume) { other(PauseAndResume(within: $0)) },
    ]
  }
}
