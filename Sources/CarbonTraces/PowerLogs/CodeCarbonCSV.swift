import CarbonScheduling

/// Reads CodeCarbon's `emissions.csv` by the names of its columns, which have changed their order over the years.
enum CodeCarbonCSV {
  static func read(_ table: consuming TableReader, utcOffset: UTCOffset?) throws(InputError) -> PowerLog {
    var table = table
    guard let time = table.column("timestamp"), let duration = table.column("duration"),
      let energy = table.column("energy_consumed")
    else {
      let missing = table.column("timestamp") == nil ? "timestamp" : "duration"
      throw table.error(problem: "there is no column \(missing)", cure: "expected CodeCarbon's emissions.csv")
    }
    let run = table.column("run_id")
    var totals: [String: (end: Int64, energy: Double)] = [:]
    var runs: [(startMilliseconds: Int64, endMilliseconds: Int64, energy: Energy)] = []
    while try table.nextRow() {
      let row = table.lines.bytes.span.extracting(table.range)
      let stamp = row.extracting(table.fields[time])
      let end = try LogStamp.milliseconds(stamp, utcOffset: utcOffset, in: table)
      let durationField = row.extracting(table.fields[duration])
      let seconds = try table.measure(durationField, "duration in seconds", largest: 1e9)
      let energyField = row.extracting(table.fields[energy])
      let total = try table.measure(energyField, "energy in kWh", largest: 1e9)
      var start = end - Int64((seconds * 1_000).rounded())
      var used = total
      if let run {
        let name = table.fields.text(ofField: run, in: row)
        if let earlier = totals.updateValue((end, total), forKey: name) {
          guard end > earlier.end, total >= earlier.energy else {
            throw table.error(
              problem: "the run \(quoted(name)) has gone on, but its \(end > earlier.end ? "energy" : "time") has not",
              cure: "keep the rows of a run in order; they are running totals")
          }
          (start, used) = (earlier.end, total - earlier.energy)
        }
      }
      guard end > start else {
        throw table.error(problem: "the row lasts no time", cure: "remove it")
      }
      runs.append((start, end, .kilowattHours(used)))
    }
    do {
      return try PowerLog(runs: runs)
    } catch {
      throw table.error(problem: "there are no rows below the header", cure: "give at least one run")
    }
  }
}
