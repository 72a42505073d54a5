import CarbonScheduling
import CommandLineKit

extension ToolOutput {
  /// A plan for other tools.
  init(_ plan: Plan, _ parsed: ParsedOptions) throws(CommandFailure) {
    guard plan.schedule.resumeEnergy == .zero, plan.schedule.resumeEmissions == .zero else {
      throw .usage(
        "\(parsed.command): --as cannot say what resumes cost, which is not the job's own; leave out --as or that cost."
      )
    }
    do {
      let log = try PowerLog(of: plan.schedule, for: plan.job)
      self.init(
        uses: try log.uses(on: plan.trace), embodied: .zero, region: plan.trace.region, pue: 1, origin: "planned")
    } catch {
      throw CommandFailure(.badData, "\(parsed.command): \(error)")
    }
  }
}
