public import CarbonScheduling

extension FleetTable {
  /// What a workload log does not say.
  public struct LogOptions: Sendable {
    /// What one processor draws.
    public let kilowattsPerProcessor: Double
    /// How much later than at once each job may end.
    public let slack: Duration
    /// When the log's seconds begin; `nil` for what its header says.
    public let start: Instant?

    /// Says what the log does not.
    public init(kilowattsPerProcessor: Double, slack: Duration, start: Instant? = nil) {
      self.kilowattsPerProcessor = kilowattsPerProcessor
      self.slack = slack
      self.start = start
    }
  }

  /// Reads a log in the Standard Workload Format: its jobs' submit times, run times and processors.
  ///
  ///     ; UnixStartTime: 1611619200
  ///     1  0  17  3600  64 ...
  ///
  /// Jobs pause freely between their submission and `slack` after they would have ended at once. Rows of jobs that never ran,
  /// or whose run time or width is not known, are counted in ``skippedRows``.
  ///
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes).
  /// - Note: Chapin et al., JSSPP 1999; the Parallel Workloads Archive describes the 18 fields.
  public init(logIn source: InputSource, _ options: LogOptions) throws(InputError) {
    let reader = try ByteReader(source)
    let file = reader.name
    var lines = LineReader(reader)
    var start = options.start
    var (jobs, jobLines, skipped): ([FleetJob], [Int], Int) = ([], [], 0)
    var lineOfJob: [String: Int] = [:]
    while let line = try lines.next() {
      let text = utf8Text(lines.bytes.span.extracting(line.range))
      func error(_ problem: String, _ cure: String) -> InputError {
        InputError(file: file, line: line.number, problem: problem, cure: cure)
      }
      let words = text.split { $0 == " " || $0 == "\t" }
      guard let first = words.first else { continue }
      if first.hasPrefix(";") {
        if let range = text.range(ofWord: "UnixStartTime:"), options.start == nil {
          guard let seconds = Int64(range), seconds > 0 else {
            throw error("the UnixStartTime \(quoted(range)) is no time", "say when the log begins")
          }
          start = Instant(secondsSince1970: seconds)
        }
        continue
      }
      guard let start else {
        throw error("nothing says when the log begins", "give its start, or a header with ; UnixStartTime: SECONDS")
      }
      let numbers = words.prefix(8).map { Int64($0) }
      guard words.count >= 5, let submit = numbers[1], let run = numbers[3], let allocated = numbers[4] else {
        throw error(
          "the row is not one of a workload log",
          "expected 18 numbers: job, submit time, wait time, run time, processors and so on")
      }
      let requested = numbers.count > 7 ? numbers[7] ?? -1 : -1
      let processors = allocated > 0 ? allocated : requested
      guard run > 0, processors > 0, submit >= 0 else {
        skipped += 1
        continue
      }
      let name = String(first)
      if let other = lineOfJob.updateValue(line.number, forKey: name) {
        throw error("the job \(quoted(name)) is on line \(other) already", "rename or remove one of them")
      }
      let release = start.advanced(by: .seconds(submit))
      do {
        jobs.append(
          try FleetJob(
            name,
            workload: try Workload(
              duration: .seconds(run), power: .constant(kilowatts: options.kilowattsPerProcessor)),
            release: release, latestEnd: release.advanced(by: .seconds(run)).advanced(by: options.slack),
            width: Int(processors)))
      } catch let fault {
        throw error("the job \(quoted(name)) cannot be planned", "\(fault)")
      }
      jobLines.append(line.number)
    }
    guard !jobs.isEmpty else {
      throw InputError(file: file, problem: "the log has no job that ran", cure: "give a log with finished jobs")
    }
    self.init(jobs: jobs, lines: jobLines, file: file, skippedRows: skipped)
  }
}

extension String {
  /// The word after a given one, if that is in the text.
  fileprivate func range(ofWord word: String) -> String? {
    let words = split { $0 == " " || $0 == "\t" || $0 == ";" }
    guard let index = words.firstIndex(of: Substring(word)), index + 1 < words.count else { return nil }
    return String(words[index + 1])
  }
}

extension FleetTable.LogOptions: Codable {
  private enum CodingKeys: String, CodingKey { case kilowattsPerProcessor, slackSeconds, start }

  /// Decodes the slack in seconds; `start` may be missing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kilowattsPerProcessor: try container.decode(Double.self, forKey: .kilowattsPerProcessor),
      slack: .seconds(try container.decode(Int64.self, forKey: .slackSeconds)),
      start: try container.decodeIfPresent(Instant.self, forKey: .start))
  }

  /// Encodes the slack in seconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kilowattsPerProcessor, forKey: .kilowattsPerProcessor)
    try container.encode(slack.secondsRoundedDown, forKey: .slackSeconds)
    try container.encodeIfPresent(start, forKey: .start)
  }
}
