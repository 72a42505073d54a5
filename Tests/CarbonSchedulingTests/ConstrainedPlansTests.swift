import CarbonScheduling
import TestSupport
import Testing

/// Whole plans with every combination of constraints, to the minute and to the second, of profiles whose pieces end anywhere,
/// against a search that tries at each step to run and not to run.
@Suite struct ConstrainedPlansTests {
  #if DEBUG
    static let seeds: Range<UInt64> = 0..<160
  #else
    static let seeds: Range<UInt64> = 0..<12_000
  #endif

  /// Hours in ticks of a minute, and slots of a few seconds in ticks of a second.
  @Test(arguments: [(ticksInSlot: 60, ticksInHour: 60), (ticksInSlot: 6, ticksInHour: 3_600)])
  func againstEveryStep(ticksInSlot: Int, ticksInHour: Int) throws {
    var planned = 0
    for seed in Self.seeds {
      let request = Self.request(seed: seed, ticksInSlot: ticksInSlot, ticksInHour: ticksInHour)
      let best = NaiveConstrainedPlan.best(request)
      do {
        let plan = try request.plan()
        planned += 1
        let second = request.tickSeconds
        let runs = plan.runs.map { run in
          let (begin, end) = (newYear2020.duration(to: run.start), newYear2020.duration(to: run.end))
          return Int(begin.components.seconds) / second..<Int(end.components.seconds) / second
        }
        #expect(plan.objective == best?.objective && runs == best?.runs, "seed \(seed): \(request)")
        #expect(plan.roundings.isEmpty, "seed \(seed)")
      } catch {
        #expect(best == nil, "seed \(seed): \(error), \(request)")
      }
    }
    #expect(planned > Self.seeds.count / 2)
  }

  /// Small whole numbers, halves and quarters, so that all sums are exact and ties are everywhere.
  private static func request(seed: UInt64, ticksInSlot: Int, ticksInHour: Int) -> NaiveConstrainedPlan.Request {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let unit = ticksInSlot / [1, 2, 3, 6][number(0...3)]
    let count = number(2...5)
    let (length, perSlot) = (count * ticksInSlot / unit, ticksInSlot / unit)
    func values() -> [Double] { (0..<count).map { _ in Double(ticksInHour * number(0...6)) } }
    let release = number(0...min(2, length - 1))
    let end = length - number(0...min(1, length - 1 - release))
    let jobLength = number(1...end - release)
    let power = Double(number(1...4)) / 2
    var powers = [Double](repeating: power, count: jobLength)
    if number(0...2) == 0 { powers = powers.map { _ in Double(number(0...4)) / 2 } }
    if powers.allSatisfy({ $0 == 0 }) { powers[0] = 1 }
    var request = NaiveConstrainedPlan.Request(
      intensities: values(), ticksInSlot: ticksInSlot, ticksInHour: ticksInHour,
      powers: powers.flatMap { [Double](repeating: $0, count: unit) }, end: end * unit)
    request.release = release * unit
    // No cost and no limit at all would not be in steps.
    request.resumeGrams = number(0...1) == 0 ? 0.5 : Double(number(1...60) * unit)
    if number(0...1) == 0 { request.resumeEnergy = Double(number(1...8)) / 4 }
    if number(0...2) == 0 { request.resumeTime = unit * number(1...perSlot) }
    request.chargesFirstStart = number(0...3) == 0
    if number(0...2) == 0 { request.minimumRun = unit * number(1...2 * perSlot) }
    if number(0...2) == 0 { request.minimumPause = unit * number(1...2 * perSlot) }
    // No pause at all is Flexible Start, to the second.
    if number(0...2) == 0 { request.maximumPauses = number(request.chargesFirstStart ? 0...2 : 1...2) }
    if number(0...1) == 0 {
      for _ in 0..<number(1...2) {
        let begin = number(0...length - 1)
        request.unavailable.append(unit * begin..<unit * (begin + number(1...min(3, length - begin))))
      }
    }
    if number(0...3) == 0 {
      request.prices = values()
      request.priceWeight = 0.5
    }
    return request
  }
}

extension NaiveConstrainedPlan.Request {
  fileprivate var tickSeconds: Int { 3_600 / ticksInHour }

  fileprivate func plan() throws -> Schedule {
    func seconds(_ ticks: Int) -> Duration { .seconds(ticks * tickSeconds) }
    func instant(_ tick: Int) -> Instant { after(tick * tickSeconds) }
    let slot = ticksInSlot * tickSeconds
    let algorithm = PauseAndResume(
      within: .deadline(instant(end)),
      resumeCost: try ResumeCost(
        energy: .kilowattHours(resumeEnergy), emissions: Emissions(grams: resumeGrams), time: seconds(resumeTime),
        chargesFirstStart: chargesFirstStart),
      limits: try RunLimits(
        minimumRun: seconds(minimumRun), minimumPause: seconds(minimumPause), maximumPauses: maximumPauses),
      unavailable: unavailable.map { instant($0.lowerBound)..<instant($0.upperBound) },
      weighing: try prices.map { try WeightedPrice(priceSeries($0, slotSeconds: slot), gramsPerUnit: priceWeight) })
    return try algorithm.schedule(job, on: trace(intensities, slotSeconds: slot), releasedAt: instant(release))
  }

  private var job: Workload {
    get throws {
      let isSteady = powers.allSatisfy { $0 == powers[0] }
      var pieces: [(ticks: Int, kilowatts: Double)] = []
      for power in powers {
        if pieces.last?.kilowatts == power { pieces[pieces.count - 1].ticks += 1 } else { pieces.append((1, power)) }
      }
      let power =
        isSteady
        ? try Power.constant(kilowatts: powers[0])
        : try Power.profile(
          pieces.map { try Power.Piece(duration: .seconds($0.ticks * tickSeconds), kilowatts: $0.kilowatts) })
      return try Workload(duration: .seconds(powers.count * tickSeconds), power: power)
    }
  }
}
