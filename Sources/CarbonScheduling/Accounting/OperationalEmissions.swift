/// What a measured job emitted: its power log multiplied by a grid's intensity, slot by slot.
///
///     let operational = try OperationalEmissions(of: log, on: trace, pue: 1.2)
///     print(operational.emissions.grams, operational.averageMethod.grams)
///
/// An average intensity would give the wrong answer for anything shorter than weeks, because a job's power and the
/// grid's intensity move together by day and night (Dodge et al., FAccT 2022, section 4); ``averageMethod`` says by how
/// much.
public struct OperationalEmissions: Hashable, Sendable {
  /// E: the metered energy times the PUE.
  public let energy: Energy

  /// What the log's devices used themselves.
  public let meteredEnergy: Energy

  /// E x I, slot by slot.
  public let emissions: Emissions

  /// The energy times the mean intensity of the time from the log's start to its end: the usual short cut.
  public let averageMethod: Emissions

  /// Each device's own share of energy and emissions, PUE included.
  public let devices: [Device]

  /// What one device used and emitted.
  public struct Device: Hashable, Sendable {
    /// Its metered energy times the PUE.
    public let energy: Energy
    /// What that emitted, slot by slot.
    public let emissions: Emissions
  }

  /// Multiplies a log by a trace.
  ///
  /// - Parameters:
  ///   - log: Lies inside the trace as a whole.
  ///   - trace: Must have a value in every slot from the log's start to its end.
  ///   - pue: Power usage effectiveness, at least 1: what the building draws for each kilowatt-hour of its computers.
  /// - Throws: ``AccountingError``.
  /// - Complexity: O(intervals + slots that they touch).
  public init(of log: PowerLog, on trace: IntensityTrace, pue: Double = 1) throws(AccountingError) {
    guard pue >= 1, pue <= 100 else { throw .pue(pue) }
    let start = trace.start.secondsSince1970
    guard log.start >= trace.start, log.end <= trace.end else {
      throw .outsideTrace(start: log.start, end: log.end, traceStart: trace.start, traceEnd: trace.end)
    }
    let slots = trace.slots(
      from: log.start.secondsSince1970 - start, to: log.end.secondsSince1970 - start)
    if let gap = trace.firstGap(touching: slots) {
      throw .gap(
        at: trace.start(ofSlot: max(gap.lowerBound, slots.lowerBound)), gapSlots: trace.gapSlotCount(in: slots),
        slots: slots.count)
    }

    var energies = [CompensatedSum](repeating: CompensatedSum(), count: log.deviceCount)
    var grams = energies
    var totalEnergy = CompensatedSum()
    var totalGrams = CompensatedSum()
    let slotMilliseconds = trace.slotSeconds * 1_000
    for interval in log.intervals {
      var begin = interval.startMilliseconds
      while begin < interval.endMilliseconds {
        let slot = (begin - start * 1_000) / slotMilliseconds
        let end = min(interval.endMilliseconds, start * 1_000 + (slot + 1) * slotMilliseconds)
        let energy = interval.kilowattMilliseconds(from: begin, to: end)
        let gram = energy * trace.originalIntensities[Int(slot)]
        energies[interval.device].add(energy)
        grams[interval.device].add(gram)
        totalEnergy.add(energy)
        totalGrams.add(gram)
        begin = end
      }
    }
    let hour = PowerLog.millisecondsPerHour
    let kilowattHours = totalEnergy.value / hour
    meteredEnergy = .kilowattHours(kilowattHours)
    energy = .kilowattHours(kilowattHours * pue)
    emissions = Emissions(grams: totalGrams.value * pue / hour)
    averageMethod = Emissions(
      grams: kilowattHours * pue * Self.meanIntensity(of: trace, from: log.startMilliseconds, to: log.endMilliseconds))
    var devices: [Device] = []
    for (energy, grams) in zip(energies, grams) {
      devices.append(
        Device(
          energy: .kilowattHours(energy.value / hour * pue), emissions: Emissions(grams: grams.value * pue / hour)))
    }
    self.devices = devices
  }

  /// The mean over time, in gCO2eq/kWh, of an interval of milliseconds inside the trace.
  private static func meanIntensity(of trace: IntensityTrace, from begin: Int64, to end: Int64) -> Double {
    let start = trace.start.secondsSince1970 * 1_000
    let slotMilliseconds = trace.slotSeconds * 1_000
    var sum = CompensatedSum()
    var time = begin
    while time < end {
      let slot = (time - start) / slotMilliseconds
      let next = min(end, start + (slot + 1) * slotMilliseconds)
      sum.add(trace.originalIntensities[Int(slot)] * Double(next - time))
      time = next
    }
    return sum.value / Double(end - begin)
  }
}

/// Why emissions cannot be accounted for as asked.
public enum AccountingError: Error, Hashable, Sendable {
  /// A PUE is below 1, above 100 or not a number.
  case pue(Double)
  /// A power log begins before its trace, or ends after it.
  case outsideTrace(start: Instant, end: Instant, traceStart: Instant, traceEnd: Instant)
  /// The trace has no value for part of the log's time.
  case gap(at: Instant, gapSlots: Int, slots: Int)
  /// A lifetime, a share or a number of functional units is not possible.
  case embodied(String)
  /// Functional units are not positive and finite.
  case functionalUnits(Double)
  /// A number of boards, a utilisation or an overhead is not possible.
  case hardware(String)
  /// What is paid once is negative or too large.
  case fixedEnergy(Energy)
}

extension AccountingError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .pue(let pue):
      "A PUE of \(pue) is not possible; give a number from 1 to 100, such as 1.2."
    case .outsideTrace(let start, let end, let traceStart, let traceEnd):
      "The power log lasts from \(start) to \(end), the trace only from \(traceStart) to \(traceEnd); "
        + "give a trace of the log's time, and check the log's time zone."
    case .gap(let instant, let gapSlots, let slots):
      "The trace has no value at \(instant) (\(gapSlots) of the \(slots) slots needed are missing); "
        + "fill short gaps or give a complete trace."
    case .embodied(let problem), .hardware(let problem): problem
    case .fixedEnergy(let energy):
      "\(energy.kilowattHours) kWh paid once are not possible; give zero or more, at most 1e15."
    case .functionalUnits(let count):
      "\(count) functional units are not possible; give a positive number."
    }
  }
}

#if !hasFeature(Embedded)
  extension OperationalEmissions: Codable {}
  extension OperationalEmissions.Device: Codable {}
#endif
