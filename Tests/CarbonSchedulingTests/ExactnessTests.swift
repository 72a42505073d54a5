import CarbonScheduling
import TestSupport
import Testing

/// Sums of slots are exact, and so is the order of integrals: checked in integers.
@Suite struct Exactness {
  /// Decimals as grids publish them, which `Double` cannot hold.
  static func decimals(count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Double(Int.random(in: -9_999...66_380, using: &generator)) / 100 }
  }

  static let sizes = [
    (1, 1), (7, 300), (288, 300), (5_000, 300), (sized(debug: 20_000, release: 105_408), 300), (8_784, 3_600),
    (3, 86_400),
  ]

  @Test(arguments: sizes)
  func decimalsAreHeldAsWholeNumbers(count: Int, slotSeconds: Int) throws {
    var values = Self.decimals(count: count, seed: 1)
    values[0] = 594.78
    let trace = try trace(values, slotSeconds: slotSeconds)
    #expect(trace.roundingStep == 0 && trace.gridStep == 1 && trace.unitsPerGram == 100)
    for (value, units) in zip(values, trace.intensities) { #expect(units == (value * 100).rounded()) }
    var sum: Int64 = 0
    for (units, cumulative) in zip(trace.intensities, trace.cumulative.dropFirst()) {
      sum += Int64(units)
      #expect(Double(sum) == cumulative)
    }
  }

  @Test(arguments: sizes)
  func othersAreRoundedToAPowerOfTwo(count: Int, slotSeconds: Int) throws {
    let values = Self.decimals(count: count, seed: 1).map { $0 / 7 + 1e-9 }
    let trace = try trace(values, slotSeconds: slotSeconds)
    #expect(trace.unitsPerGram == 1 && trace.roundingStep == trace.gridStep && trace.gridStep.significand == 1)
    // 2^52 steps hold any sum of slots, and four slots' worth of seconds; half as many would not.
    let largestSum = values.map(abs).max()! * Double(max(count, 4 * slotSeconds))
    #expect(largestSum < 0x1p52 * trace.gridStep)
    #expect(largestSum >= 0x1p51 * trace.gridStep)
    for (value, rounded) in zip(values, trace.intensities) {
      #expect(abs(value - rounded) <= trace.gridStep / 2)
      #expect(Double(Int64(rounded / trace.gridStep)) * trace.gridStep == rounded)
    }
    var sum: Int64 = 0
    for (rounded, cumulative) in zip(trace.intensities, trace.cumulative.dropFirst()) {
      sum += Int64(rounded / trace.gridStep)
      #expect(Double(sum) * trace.gridStep == cumulative)
    }
  }

  @Test(arguments: [(20.0, 1.0), (0, 1), (0.1, 10), (1e-7, 1e7), (-12.5, 10), (3, 1), (439.3, 10)])
  func unitsAreTheLastDigit(value: Double, unitsPerGram: Double) throws {
    let trace = try trace([value, 7], slotSeconds: 300)
    #expect(trace.unitsPerGram == unitsPerGram && trace.roundingStep == 0)
  }

  /// Different slots whose decimals add up to the same are a tie, although their `Double`s do not.
  @Test func equalDecimalSumsAreEqual() throws {
    #expect(0.1 + 0.2 != 0.15 + 0.15)
    let trace = try trace([0.15, 0.15, 9, 0.1, 0.2], slotSeconds: 300)
    let plan = try FlexibleStart(within: .minutes(15)).schedule(job(seconds: 600), on: trace, releasedAt: newYear2020)
    #expect(plan.picture(unit: .seconds(300)) == "##...")
    #expect(plan.emissions.grams == 0.025)
  }

  @Test func oneValueFarOutOfLineLeavesTheOthersTheirDigits() throws {
    let trace = try trace([20.3, 999_999, 20.3, 20.1], slotSeconds: 3_600)
    let plan = try FlexibleStart(within: .hours(3)).schedule(job(seconds: 3_600), on: trace, releasedAt: newYear2020)
    #expect(plan.picture(unit: .seconds(3_600)) == "...#")
    #expect(plan.emissions.grams == 20.1)
  }

  /// Two integrals compare as their integers do, those of equal value and those one step apart among them.
  @Test func integralsCompareAsIntegers() throws {
    let trace = try trace(Self.decimals(count: 600, seed: 2).map { $0 / 3 }, slotSeconds: 300)
    var generator = SeededGenerator(seed: 3)
    func exact(_ begin: Int64, _ end: Int64) -> Int64 {
      trace.slots(from: begin, to: end).reduce(0) { sum, slot in
        let seconds = (Int64(slot) * 300..<Int64(slot + 1) * 300).clamped(to: begin..<end).count
        return sum + Int64(trace.intensities[slot] / trace.gridStep) * Int64(seconds)
      }
    }
    var integrals: [(ExactIntegral, Int64)] = []
    for _ in 0..<400 {
      let begin = Int64.random(in: 0..<160_000, using: &generator)
      let end = begin + Int64.random(in: 1..<20_000, using: &generator)
      var integral = trace.integral(from: begin, to: end)
      integrals.append((integral, exact(begin, end)))
      integral.partials += trace.gridStep
      integrals.append((integral, exact(begin, end) + 1))
      // The same total, but split between slots and seconds in another way.
      integral.wholeSlots += trace.gridStep
      integral.partials -= 300 * trace.gridStep
      integrals.append((integral, exact(begin, end) + 1))
    }
    for (left, leftExact) in integrals {
      for (right, rightExact) in integrals.prefix(60) {
        #expect((left < right) == (leftExact < rightExact))
        #expect((left == right) == (leftExact == rightExact))
      }
    }
  }

  /// The step from an integral to grams rounds four times at most: 2^-53 each, of the sum of magnitudes.
  @Test func gramsAreWithinTheirBound() throws {
    let trace = try trace(Self.decimals(count: 3_000, seed: 4).map { abs($0) / 3 }, slotSeconds: 300)
    let job = try Workload(duration: .seconds(54_321), energy: .kilowattHours(37.3))
    let plan = try PauseAndResume(stretch: 2).schedule(job, on: trace, releasedAt: after(777))
    let steps = plan.runs.reduce(Int64(0)) { sum, run in
      let begin = newYear2020.duration(to: run.start).components.seconds
      let end = newYear2020.duration(to: run.end).components.seconds
      return trace.slots(from: begin, to: end).reduce(sum) { sum, slot in
        let seconds = (Int64(slot) * 300..<Int64(slot + 1) * 300).clamped(to: begin..<end).count
        return sum + Int64(trace.intensities[slot] / trace.gridStep) * Int64(seconds)
      }
    }
    // In this check the quotient is formed first, and its parts are exact integers below 2^63, which add three roundings.
    let expected = Double(steps) * trace.gridStep / 54_321 * 37.3
    #expect(abs(plan.emissions.grams - expected) <= 8 * 0x1p-53 * expected)
  }

  @Test(arguments: [0x1p-1074, 0x1p-1022, 1e-300, 1e-12])
  func tinyValuesSurvive(value: Double) throws {
    let trace = try trace([value, value * 4, value * 2], slotSeconds: 3_600)
    let plan = try PauseAndResume(within: .hours(1))
      .schedule(job(seconds: 7_200), on: trace, releasedAt: newYear2020)
    #expect(plan.picture(unit: .seconds(3_600)) == "#.#")
  }
}
