import CarbonCommands
import CarbonScheduling
import CommandLineKit

extension PlanRequest {
  /// Says what planning in steps makes of this request, if it rounds anything.
  func noteRounding(on trace: IntensityTrace, _ parsed: ParsedOptions) {
    guard algorithm == .pauseAndResume else { return }
    let pauses = pauseAndResume(within: addedTime)
    guard let roundings = try? pauses.roundings(of: job, on: trace, releasedAt: release ?? trace.start) else { return }
    Output.note(roundings, parsed)
  }
}

extension Output {
  /// Says what planning in steps made of a request.
  static func note(_ roundings: [Rounding], _ parsed: ParsedOptions) {
    guard !roundings.isEmpty else { return }
    let all = roundings.map(\.description).joined(separator: ", ")
    note("\(parsed.command): the plan is made in steps: \(all).")
  }
}
