import CarbonScheduling
import CommandLineKit

/// A plan drawn in letters: the intensity from the release to the deadline, and when the job runs.
///
///     g/kWh  ▆▆▇█▇▆▅▄▃▂▁▁▁▂▃▅   80 to 420
///     runs   .......======...
struct PlanChart {
  /// Wide enough for a quarter of an hour in a day's plan, narrow enough for a terminal of 80 columns.
  static let widest = 60

  private let columns: [(intensity: Double?, isRun: Bool)]
  private let isColored: Bool

  init(_ plan: Plan, isColored: Bool) {
    let schedule = plan.schedule
    let trace = plan.trace
    self.isColored = isColored
    let begin = trace.start.duration(to: schedule.release).components.seconds
    let length = schedule.release.duration(to: schedule.deadline).components.seconds
    let slot = trace.slot.components.seconds
    let count = Int(min(Int64(Self.widest), max(1, length / slot)))
    let runs = schedule.runs.map {
      trace.start.duration(to: $0.start).components.seconds..<trace.start.duration(to: $0.end).components.seconds
    }
    columns = (0..<count).map { column in
      let first = begin + length * Int64(column) / Int64(count)
      let end = max(first + 1, begin + length * Int64(column + 1) / Int64(count))
      let slots = Int(first / slot)..<min(trace.slotCount, Int((end + slot - 1) / slot))
      let values = slots.compactMap { trace[$0] }
      let ran = runs.reduce(0) { $0 + $1.clamped(to: first..<end).count }
      return (values.isEmpty ? nil : values.reduce(0, +) / Double(values.count), 2 * ran >= Int(end - first))
    }
  }

  var text: String {
    let bars = IntensityBars(means: columns.map(\.intensity))
    let intensity = zip(bars.letters, columns).map { colored($0, $1.isRun) }.joined()
    let runs = columns.map { colored($0.isRun ? "=" : ".", $0.isRun) }.joined()
    return """
      g/kWh  \(intensity)  \(fixed(bars.least, decimals: 0)) to \(fixed(bars.most, decimals: 0))
      runs   \(runs)
      """
  }

  private func colored(_ letter: String, _ isRun: Bool) -> String {
    isColored && isRun ? "\u{1B}[32m\(letter)\u{1B}[0m" : letter
  }
}
