import CarbonScheduling
import CommandLineKit

extension ToolOutput {
  /// A score for other tools.
  init(_ score: Score, _ parsed: ParsedOptions) throws(CommandFailure) {
    do {
      self.init(
        uses: try score.log.uses(on: score.trace, pue: score.pue), embodied: score.sci.embodied,
        region: score.trace.region, pue: score.pue, origin: parsed.has(HardwareOptions.hardware) ? "rated" : "measured")
    } catch {
      throw CommandFailure(.badData, "\(parsed.command): \(error)")
    }
  }
}
