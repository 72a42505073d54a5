import CarbonScheduling

/// Rows sorted by the run whose running totals they are.
///
/// A run's rows have its `run_id`, and one start: the stamp less the duration. A tracker that is started again with the
/// same name has another start, and rows of tasks are amounts of their own.
struct CodeCarbonRuns {
  /// Stamps are whole seconds, and a tracker takes a moment to write.
  static let startTolerance: Int64 = 2_000

  private struct Row {
    var end: Int64
    var energy: Double
    var line: Int
  }

  private struct Run {
    var name: String
    var start: Int64
    var rows: [Row]
  }

  private let clock: LogClock?
  private let file: String
  private var clocks: [String: LogClockReader] = [:]
  private var runs: [Run] = []
  private var places: [String: [Int]] = [:]
  private var missing = 0

  init(clock: LogClock?, file: String) {
    self.clock = clock
    self.file = file
  }

  var isEmpty: Bool { runs.isEmpty && missing == 0 }

  /// - Parameter run: Its name; empty for a row of its own.
  mutating func append(
    _ stamp: LogStamp.Time, milliseconds: Int64, energy: Double?, run name: String, line: Int
  ) throws(InputError) {
    var reader = clocks[name] ?? LogClockReader(clock)
    // Rows of their own come in any order: only those of a run can be seen to go back.
    if name.isEmpty { reader = LogClockReader(clock) }
    let end = try LogStamp.milliseconds(of: stamp, by: &reader, file: file, line: line)
    clocks[name] = reader
    guard let energy else {
      missing += 1
      return
    }
    let row = Row(end: end, energy: energy, line: line)
    let start = Self.start(end: end, milliseconds: milliseconds)
    let place = name.isEmpty ? nil : places[name]?.first { abs(runs[$0].start - start) <= Self.startTolerance }
    if let place {
      runs[place].rows.append(row)
    } else {
      if !name.isEmpty { places[name, default: []].append(runs.count) }
      runs.append(Run(name: name, start: start, rows: [row]))
    }
  }

  /// Stamps of whole seconds have lost up to one, so that a start a fraction of a second before a whole one is that one.
  private static func start(end: Int64, milliseconds: Int64) -> Int64 {
    let start = end - milliseconds
    guard end % 1_000 == 0 else { return start }
    let whole = (start + 500).dividedRoundingDown(by: 1_000) * 1_000
    return whole < end ? whole : start
  }

  typealias EnergyRun = (startMilliseconds: Int64, endMilliseconds: Int64, energy: Energy)

  /// What each row adds to the one before.
  func finish() throws(InputError) -> (runs: [EnergyRun], irregularities: [PowerLog.Irregularity], missing: Int) {
    var parts: [EnergyRun] = []
    for run in runs {
      var (end, total) = (run.start, 0.0)
      for (number, row) in run.rows.sorted(by: { ($0.end, $0.energy) < ($1.end, $1.energy) }).enumerated() {
        guard row.energy >= total else {
          throw InputError(
            file: file, line: row.line,
            problem: "the run \(quoted(run.name)) has gone on, but its energy has become less",
            cure: "keep the rows of a run as they are; they are running totals")
        }
        let used = row.energy - total
        if number > 0, row.end <= end {
          // Stopped twice within a second: what came on top belongs to the interval before.
          let last = parts.removeLast()
          parts.append((last.startMilliseconds, end, .kilowattHours(last.energy.kilowattHours + used)))
        } else {
          parts.append((end, row.end, .kilowattHours(used)))
        }
        (end, total) = (row.end, row.energy)
      }
    }
    return (parts, missing > 0 ? [.missingReadings(device: 0, count: missing)] : [], missing)
  }
}
