/// What was used within one slot of a trace: the form in which tools exchange energy and intensity.
///
///     for use in try log.uses(on: trace) { print(use.start, use.energy, use.gramsPerKilowattHour) }
public struct SlotUse: Hashable, Sendable {
  /// When the first interval within the slot begins, rounded down to a second.
  public let start: Instant
  /// From there to the end of the last interval within the slot.
  public let duration: Duration
  /// What all devices used, PUE included.
  public let energy: Energy
  /// The slot's intensity.
  public let gramsPerKilowattHour: Double

  /// Their product.
  public var emissions: Emissions { .grams(energy.kilowattHours * gramsPerKilowattHour) }
}

extension PowerLog {
  /// What the log's devices used, slot by slot, in time order; slots without any use are left out.
  ///
  /// - Parameters:
  ///   - trace: As for ``OperationalEmissions/init(of:on:pue:)``.
  ///   - pue: Power usage effectiveness, at least 1.
  /// - Throws: ``AccountingError``.
  /// - Complexity: O(intervals + slots that they touch).
  public func uses(on trace: IntensityTrace, pue: Double = 1) throws(AccountingError) -> [SlotUse] {
    // It checks that the trace is there for all of the log.
    _ = try OperationalEmissions(of: self, on: trace, pue: pue)
    let origin = trace.start.secondsSince1970 * 1_000
    let slotMilliseconds = trace.slotSeconds * 1_000
    let first = (startMilliseconds - origin) / slotMilliseconds
    let last = (endMilliseconds - 1 - origin) / slotMilliseconds
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: Int(last - first) + 1)
    var spans = [(start: Int64, end: Int64)](repeating: (.max, .min), count: sums.count)
    for interval in intervals {
      var begin = interval.startMilliseconds
      while begin < interval.endMilliseconds {
        let slot = (begin - origin) / slotMilliseconds
        let end = min(interval.endMilliseconds, origin + (slot + 1) * slotMilliseconds)
        let place = Int(slot - first)
        sums[place].add(interval.kilowattMilliseconds(from: begin, to: end))
        spans[place] = (min(spans[place].start, begin), max(spans[place].end, end))
        begin = end
      }
    }
    var uses: [SlotUse] = []
    for (place, span) in spans.enumerated() where span.start < span.end {
      uses.append(
        SlotUse(
          start: Instant(millisecondsSince1970: span.start), duration: .milliseconds(span.end - span.start),
          energy: .kilowattHours(sums[place].value / Self.millisecondsPerHour * pue),
          gramsPerKilowattHour: trace.originalIntensities[Int(first) + place]))
    }
    return uses
  }

  /// What a job draws if it runs as planned.
  ///
  /// What resumes use is not in it: it has no power of its own.
  ///
  /// - Parameters:
  ///   - schedule: When the job runs; its runs are as long as the job.
  ///   - job: What it draws as it makes progress.
  /// - Throws: ``PowerLogError`` if it lies millions of years away.
  /// - Complexity: O(runs + pieces of the power profile).
  public init(of schedule: Schedule, for job: Workload) throws(PowerLogError) {
    var pieces = job.power.pieces.map { (seconds: $0.duration.components.seconds, kilowatts: $0.kilowatts) }[...]
    var runs: [(startMilliseconds: Int64, endMilliseconds: Int64, energy: Energy)] = []
    for run in schedule.runs {
      var begin = run.start.secondsSince1970
      let end = run.end.secondsSince1970
      try PowerLogError.check(milliseconds: begin.multipliedClamped(by: 1_000))
      try PowerLogError.check(milliseconds: end.multipliedClamped(by: 1_000))
      while begin < end {
        let next = pieces.first.map { min(end, begin + $0.seconds) } ?? end
        let kilowattHours =
          if let piece = pieces.first {
            piece.kilowatts * Double(next - begin) / 3_600
          } else {
            // A whole job's energy, and not a last digit more.
            job.energy.kilowattHours * (Double(next - begin) / Double(job.durationSeconds))
          }
        runs.append((begin * 1_000, next * 1_000, .kilowattHours(kilowattHours)))
        if var piece = pieces.popFirst() {
          piece.seconds -= next - begin
          if piece.seconds > 0 { pieces = [piece] + pieces }
        }
        begin = next
      }
    }
    try self.init(runs: runs)
  }
}

extension Int64 {
  fileprivate func multipliedClamped(by factor: Int64) -> Int64 {
    let (product, isOverflow) = multipliedReportingOverflow(by: factor)
    return isOverflow ? (self < 0 ? .min : .max) : product
  }
}

#if !hasFeature(Embedded)
  extension SlotUse: Codable {
    private enum CodingKeys: String, CodingKey { case start, seconds, energy, gramsPerKilowattHour }

    /// Decodes the use of a slot, its length in seconds.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        start: try container.decode(Instant.self, forKey: .start),
        duration: .seconds(try container.decode(Int64.self, forKey: .seconds)),
        energy: try container.decode(Energy.self, forKey: .energy),
        gramsPerKilowattHour: try container.decode(Double.self, forKey: .gramsPerKilowattHour))
    }

    /// Encodes the use of a slot, its length in seconds.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(start, forKey: .start)
      try container.encode(duration.secondsRoundedDown, forKey: .seconds)
      try container.encode(energy, forKey: .energy)
      try container.encode(gramsPerKilowattHour, forKey: .gramsPerKilowattHour)
    }
  }
#endif
