import CarbonScheduling
import CommandLineKit

/// A plan drawn in letters: the intensity from the release to the deadline, and when the job runs.
///
///     g/kWh  ▆▆▇█▇▆▅▄▃▂▁▁▁▂▃▅   80 to 420
///     runs   .......======...
///
/// Each column shows the mean of the intensity over its time. It is marked where the job runs for at least half of that;
/// a run too short marks the column that has most of it, so none is lost.
struct PlanChart {
  /// Wide enough for a quarter of an hour in a day's plan, narrow enough for a terminal of 80 columns.
  private static let widest = 60

  private let columns: [(intensity: Double?, isRun: Bool)]
  /// The least and the greatest value of all slots that the window touches.
  private let range: (least: Double, most: Double)
  private let isColored: Bool

  init(_ plan: Plan, isColored: Bool) {
    let schedule = plan.schedule
    let trace = plan.trace
    self.isColored = isColored
    func offset(_ instant: Instant) -> Int64 { instant.secondsSince1970 - trace.start.secondsSince1970 }
    let begin = offset(schedule.release)
    let length = offset(schedule.deadline) - begin
    let shortest = schedule.runs.map { $0.duration.components.seconds }.min() ?? length
    let bounds = Self.bounds(length: length, slot: trace.slotSeconds, shortestRun: shortest).map { begin + $0 }
    let count = bounds.count - 1
    let runs = schedule.runs.map { offset($0.start)..<offset($0.end) }
    var marks = [Bool](repeating: false, count: count)
    for run in runs {
      let shares = (0..<count).map { run.clamped(to: bounds[$0]..<bounds[$0 + 1]).count }
      for column in 0..<count where 2 * shares[column] >= Int(bounds[column + 1] - bounds[column]) {
        marks[column] = true
      }
      if let most = shares.max(), most > 0, let column = shares.firstIndex(of: most) { marks[column] = true }
    }
    columns = (0..<count).map { (Self.mean(of: trace, over: bounds[$0]..<bounds[$0 + 1]), marks[$0]) }
    let slots = Self.slots(of: trace, touching: begin..<begin + length).compactMap { trace[$0] }
    range = (slots.min() ?? 0, slots.max() ?? 0)
  }

  /// Where columns begin and the last one ends, in seconds from the release.
  ///
  /// A window of many slots has the widest chart's columns, all equally long. One of few has as many columns to a slot as
  /// show its shortest run, so that slots are as wide as each other; the last may be cut off by the deadline.
  private static func bounds(length: Int64, slot: Int64, shortestRun: Int64) -> [Int64] {
    let slots = (length + slot - 1) / slot
    guard slots < widest else {
      return (0...widest).map { Int64((Double(length) * Double($0) / Double(widest)).rounded()) }
    }
    let needed = (slot + shortestRun - 1) / shortestRun
    let perSlot = max(1, min(needed, Int64(widest) / max(1, slots), slot))
    let columns = slots * perSlot
    return (0...columns).map { $0 * slot / perSlot }.prefix { $0 < length } + [length]
  }

  private static func slots(of trace: IntensityTrace, touching span: Range<Int64>) -> Range<Int> {
    let end = (span.upperBound + trace.slotSeconds - 1) / trace.slotSeconds
    let first = max(0, Int(span.lowerBound / trace.slotSeconds))
    return first..<max(first, min(trace.slotCount, Int(end)))
  }

  /// The mean over time of what is known; `nil` if nothing is.
  private static func mean(of trace: IntensityTrace, over span: Range<Int64>) -> Double? {
    var (sum, seconds) = (0.0, 0.0)
    for slot in slots(of: trace, touching: span) {
      guard let value = trace[slot] else { continue }
      let begin = Int64(slot) * trace.slotSeconds
      let overlap = Double((begin..<begin + trace.slotSeconds).clamped(to: span).count)
      sum += value * overlap
      seconds += overlap
    }
    return seconds == 0 ? nil : sum / seconds
  }

  var text: String {
    let bars = IntensityBars(means: columns.map(\.intensity))
    let intensity = zip(bars.letters, columns).map { colored($0, $1.isRun) }.joined()
    let runs = columns.map { colored($0.isRun ? "=" : ".", $0.isRun) }.joined()
    return """
      g/kWh  \(intensity)  \(rangeText(range.least, range.most))
      runs   \(runs)
      """
  }

  private func colored(_ letter: String, _ isRun: Bool) -> String {
    isColored && isRun ? "\u{1B}[32m\(letter)\u{1B}[0m" : letter
  }
}
