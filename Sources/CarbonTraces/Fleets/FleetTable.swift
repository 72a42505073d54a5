public import CarbonScheduling

/// The jobs of a fleet as a table has them, with the line of each.
///
///     job,release,deadline,duration_minutes,width,kilowatts_per_unit
///     job-1,2021-10-21T18:00:00Z,2021-10-22T11:00:00Z,180,4,0.377
///
/// `job`, `release`, `deadline`, `duration_minutes` and `kilowatts_per_unit` must be there; the rest may be missing, or empty
/// in a row: `power_profile` in place of the latter (a file beside the table, as `Power.profile(in:)` reads it), `width` (1), `algorithm` (`pause-and-resume`, or `flexible-start`, `run-now`, `elastic`), `start_step_minutes`
/// of a flexible start, `unavailable` (`2021-10-21T18:00:00Z/2021-10-21T20:00:00Z`, several with `;`), `throughput` of an elastic job (`1:1.9:2.6`), `regions` (`west-us;france=120g`, the home region first, `=` what moving there emits),
/// `resume_energy_kwh`, `resume_emissions_g`, `resume_minutes`, `charge_first_start` (`yes` or `no`), `idle_kilowatts`,
/// `minimum_run_minutes`, `minimum_pause_minutes` and `maximum_pauses`.
public struct FleetTable: Sendable {
  /// The jobs, in the table's order.
  public let jobs: [FleetJob]

  /// The line of each job, counted from 1.
  public let lines: [Int]

  /// The file's name.
  public let file: String

  /// Columns that say nothing known.
  public let ignoredColumns: [String]

  /// Rows of a log that are no jobs: cancelled before they ran, or of unknown length or width.
  public let skippedRows: Int

  package init(jobs: [FleetJob], lines: [Int], file: String, ignoredColumns: [String] = [], skippedRows: Int = 0) {
    self.jobs = jobs
    self.lines = lines
    self.file = file
    self.ignoredColumns = ignoredColumns
    self.skippedRows = skippedRows
  }

  /// The line of the job that an error is about, if it is about one; of a duplicate, the second.
  public func line(of error: FleetError) -> Int? {
    if case .duplicateJob(_, _, let second) = error { return lines[second] }
    return error.job.flatMap { job in jobs.firstIndex { $0.identifier == job } }.map { lines[$0] }
  }

  /// Reads a table of jobs.
  ///
  /// - Parameters:
  ///   - source: A file, standard input, or bytes.
  ///   - usesHulls: Whether tables of throughput that are not concave are replaced by their hulls.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes).
  public init(in source: InputSource, usesHulls: Bool = false) throws(InputError) {
    var table = try TableReader(source, expecting: FleetColumns.required.joined(separator: ","))
    let columns = try FleetColumns(table)
    var (jobs, lines): ([FleetJob], [Int]) = ([], [])
    var lineOfJob: [String: Int] = [:]
    var profiles: [String: Power] = [:]
    let folder = source.folder
    func profile(_ name: String) throws(FleetRow.Fault) -> Power {
      if let known = profiles[name] { return known }
      do {
        let power = try Power.profile(in: InputSource(name.hasPrefix("/") ? name : folder + name))
        profiles[name] = power
        return power
      } catch {
        throw FleetRow.Fault(problem: "of the power_profile, \(error.file): \(error.problem)", cure: error.cure)
      }
    }
    while try table.nextRow() {
      let row = table.lines.bytes.span.extracting(table.range)
      var texts: [String: String] = [:]
      for (name, place) in columns.places {
        let text = table.fields.text(ofField: place, in: row)
        if !text.isEmpty { texts[name] = text }
      }
      do {
        jobs.append(try FleetRow(texts: texts, usesHulls: usesHulls, profile: profile).job())
      } catch let error as FleetRow.Fault {
        throw table.error(problem: error.problem, cure: error.cure)
      } catch {
        throw table.error(of: "\(error)")
      }
      let name = jobs[jobs.count - 1].identifier
      if let line = lineOfJob.updateValue(table.lineNumber, forKey: name) {
        throw table.error(
          problem: "the job \(quoted(name)) is on line \(line) already", cure: "rename or remove one of them")
      }
      lines.append(table.lineNumber)
    }
    guard !jobs.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least one job")
    }
    self.init(jobs: jobs, lines: lines, file: table.lines.name, ignoredColumns: columns.ignored)
  }
}

extension TableReader {
  /// A sentence of the library as an error of the row: what is wrong; the cure.
  fileprivate func error(of sentence: String) -> InputError {
    let words = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    let sign = words.lastIndex(of: ";") ?? words.endIndex
    return error(problem: String(words[..<sign]), cure: String(words[sign...].drop { $0 == ";" || $0 == " " }))
  }
}

extension InputSource {
  /// The folder that files beside it lie in, with its slash; empty for the present one.
  fileprivate var folder: String {
    guard let slash = name.lastIndex(of: "/") else { return "" }
    return String(name[...slash])
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// Where the columns of a table of jobs are.
private struct FleetColumns {
  static let required = ["job", "release", "deadline", "duration_minutes", "kilowatts_per_unit"]
  static let optional = [
    "power_profile", "width", "algorithm", "start_step_minutes", "unavailable", "throughput", "regions",
    "resume_energy_kwh", "resume_emissions_g", "resume_minutes", "charge_first_start", "idle_kilowatts",
    "minimum_run_minutes", "minimum_pause_minutes", "maximum_pauses",
  ]

  var places: [(name: String, place: Int)] = []
  var ignored: [String] = []

  init(_ table: borrowing TableReader) throws(InputError) {
    for column in Self.required + Self.optional {
      if let place = table.column(column) {
        places.append((column, place))
      } else if Self.required.contains(column),
        column != "kilowatts_per_unit" || table.column("power_profile") == nil
      {
        throw table.error(
          problem: "there is no column \(column)",
          cure:
            "expected the header \(Self.required.joined(separator: ",")), in any order and perhaps with more columns")
      }
    }
    let known = Set(Self.required + Self.optional)
    ignored = table.header.filter { !known.contains($0.lowercased()) }
  }
}
