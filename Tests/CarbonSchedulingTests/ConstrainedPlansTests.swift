import CarbonScheduling
import TestSupport
import Testing

/// Whole plans with every combination of constraints, of durations that are not whole slots and of profiles whose pieces
/// end anywhere, against every subset of slots and the best run without a pause.
@Suite struct ConstrainedPlansTests {
  #if DEBUG
    static let seeds: Range<UInt64> = 0..<400
  #else
    static let seeds: Range<UInt64> = 0..<8_000
  #endif

  @Test func againstEverySubset() throws {
    var planned = 0
    for seed in Self.seeds {
      let request = Self.request(seed: seed)
      let best = NaiveConstrainedPlan.best(request)
      let oneRun = try? Self.oneRun(request)
      do {
        let plan = try Self.plan(request)
        planned += 1
        if let oneRun, oneRun.objective <= best?.objective ?? .infinity {
          #expect(plan == oneRun, "seed \(seed): \(request)")
          continue
        }
        let hours = plan.runs.map { run in
          let (begin, end) = (newYear2020.duration(to: run.start), newYear2020.duration(to: run.end))
          return Int(begin.components.seconds / 3_600)..<Int((end.components.seconds + 3_599) / 3_600)
        }
        #expect(plan.objective == best?.objective && hours == best?.runs, "seed \(seed): \(request)")
      } catch {
        #expect(best == nil && oneRun == nil, "seed \(seed): \(error), \(request)")
      }
    }
    #expect(planned > Self.seeds.count / 2)
  }

  private static func plan(_ request: NaiveConstrainedPlan.Request) throws -> Schedule {
    let algorithm = PauseAndResume(
      within: request.addedTime,
      resumeCost: try ResumeCost(
        energy: .kilowattHours(request.resumeEnergy), emissions: Emissions(grams: request.resumeGrams),
        time: .seconds(max(0, 3_600 * request.resumeHours - 600)), chargesFirstStart: request.chargesFirstStart),
      limits: try RunLimits(
        minimumRun: .seconds(3_600 * request.minimumRun), minimumPause: .seconds(3_600 * request.minimumPause),
        maximumPauses: request.maximumPauses),
      unavailable: request.unavailableTimes, weighing: try request.price)
    return try algorithm.schedule(
      try request.job, on: trace(request.intensities, slotSeconds: 3_600), releasedAt: newYear2020)
  }

  private static func oneRun(_ request: NaiveConstrainedPlan.Request) throws -> Schedule? {
    guard !request.chargesFirstStart, 60 * request.minimumRun <= request.minutes.count else { return nil }
    let algorithm = FlexibleStart(
      within: request.addedTime, unavailable: request.unavailableTimes, weighing: try request.price)
    return try algorithm.schedule(
      try request.job, on: trace(request.intensities, slotSeconds: 3_600), releasedAt: newYear2020)
  }

  /// Small whole numbers, halves and quarters, so that all sums are exact and ties are everywhere.
  private static func request(seed: UInt64) -> NaiveConstrainedPlan.Request {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let count = number(2...9)
    let intensities = (0..<count).map { _ in Double(15 * number(0...6)) }
    // In quarters of an hour.
    let length = number(1...4 * count)
    let power = Double(number(1...4)) / 2
    var powers = [Double](repeating: power, count: length)
    if number(0...2) == 0 { powers = powers.map { _ in Double(number(0...4)) / 2 } }
    if powers.allSatisfy({ $0 == 0 }) { powers[0] = 1 }
    var request = NaiveConstrainedPlan.Request(
      intensities: intensities, minutes: powers.flatMap { [Double](repeating: $0, count: 15) })
    // No cost and no limit at all would not be in slots.
    request.resumeGrams = number(0...1) == 0 ? 0.5 : Double(number(1...60))
    if number(0...1) == 0 { request.resumeEnergy = Double(number(1...8)) / 4 }
    if number(0...2) == 0 { request.resumeHours = number(1...2) }
    request.chargesFirstStart = number(0...3) == 0
    if number(0...2) == 0 { request.minimumRun = number(1...3) }
    if number(0...2) == 0 { request.minimumPause = number(1...3) }
    // No pause at all is Flexible Start, to the second.
    if number(0...2) == 0 { request.maximumPauses = number(request.chargesFirstStart ? 0...2 : 1...2) }
    if number(0...1) == 0 { request.unavailable = Set((0..<count).filter { _ in number(0...4) == 0 }) }
    if number(0...3) == 0 {
      request.prices = (0..<count).map { _ in Double(15 * number(0...6)) }
      request.priceWeight = 0.5
    }
    return request
  }
}

extension NaiveConstrainedPlan.Request {
  fileprivate var job: Workload {
    get throws {
      let isSteady = minutes.allSatisfy { $0 == minutes[0] }
      let pieces = try minutes.map { try Power.Piece(duration: .seconds(60), kilowatts: $0) }
      let power = try isSteady ? Power.constant(kilowatts: minutes[0]) : Power.profile(pieces)
      return try Workload(duration: .seconds(60 * minutes.count), power: power)
    }
  }

  fileprivate var addedTime: AddedTime { .duration(.seconds(3_600 * intensities.count - 60 * minutes.count)) }

  /// A second of each slot: a plan in slots loses all of it.
  fileprivate var unavailableTimes: [Range<Instant>] {
    unavailable.map { after(3_600 * $0 + 1)..<after(3_600 * $0 + 2) }
  }

  fileprivate var price: WeightedPrice? {
    get throws {
      try prices.map { try WeightedPrice(priceSeries($0, slotSeconds: 3_600), gramsPerUnit: priceWeight) }
    }
  }
}
