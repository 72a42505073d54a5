import CarbonScheduling

/// Reads CodeCarbon's `emissions.csv` by the names of its columns, which have changed their order over the years.
enum CodeCarbonCSV {
  static func read(_ rows: consuming LogRows, clock: LogClock?) throws(InputError) -> PowerLog {
    var rows = rows
    guard let time = rows.column("timestamp"), let duration = rows.column("duration"),
      let energy = rows.column("energy_consumed")
    else {
      let missing = rows.column("timestamp") == nil ? "timestamp" : "duration"
      throw rows.error(problem: "there is no column \(missing)", cure: "expected CodeCarbon's emissions.csv")
    }
    let columns = Columns(
      time: time, duration: duration, energy: energy, run: rows.column("run_id"), task: rows.column("task_name"))
    var runs = CodeCarbonRuns(clock: clock, file: rows.lines.name)
    while try rows.next() {
      do throws(InputError) {
        try append(rows, columns, to: &runs)
      } catch {
        if rows.breakOff() { break }
        throw error
      }
    }
    let found = try runs.finish()
    do throws(PowerLogError) {
      return try PowerLog(runs: found.runs).adding(
        found.irregularities + rows.irregularities, unplacedReadings: found.missing)
    } catch {
      throw rows.error(
        problem: runs.isEmpty ? "there are no rows below the header" : "the rows cover no time",
        cure: "give at least one run that lasts some time")
    }
  }

  private struct Columns {
    var time: Int
    var duration: Int
    var energy: Int
    var run: Int?
    var task: Int?
  }

  private static func append(
    _ rows: borrowing LogRows, _ columns: Columns, to runs: inout CodeCarbonRuns
  ) throws(InputError) {
    let row = rows.lines.bytes.span.extracting(rows.range)
    let stamp = try LogStamp.time(row.extracting(rows.fields[columns.time]), in: rows)
    let seconds = try rows.measure(
      row.extracting(rows.fields[columns.duration]), "duration in seconds", largest: 1e9)
    let field = row.extracting(rows.fields[columns.energy])
    let energy = isMissing(field) ? nil : try rows.measure(field, "energy in kWh", largest: 1e9)
    let isTask = columns.task.map { !rows.fields[$0].isEmpty } ?? false
    try runs.append(
      stamp, milliseconds: Int64((seconds * 1_000).rounded()), energy: energy,
      run: isTask ? "" : columns.run.map { rows.fields.text(ofField: $0, in: row) } ?? "", line: rows.lineNumber)
  }

  /// Nothing, `nan` or `None`, as data frames write it.
  private static func isMissing(_ field: Span<UInt8>) -> Bool {
    field.isEmpty || ["nan", "none"].contains(utf8Text(field).lowercased())
  }
}
