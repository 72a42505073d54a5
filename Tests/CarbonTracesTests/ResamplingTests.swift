import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct ResamplingTests {
  @Test func finerSlotsHoldTheValue() throws {
    let finer = try trace([20, nil, -0.0]).resampled(to: .seconds(1_200))
    #expect(finer.gramsPerKilowattHour == [20, 20, 20, nil, nil, nil, 0, 0, 0])
    #expect(finer.gaps == [3..<6])
    #expect(finer.start == newYear)
  }

  @Test func coarserSlotsHaveTheMean() throws {
    #expect(try trace([20, 60, 10, 80]).resampled(to: .seconds(7_200)).gramsPerKilowattHour == [40, 45])
    #expect(try trace([0.1, 0.1, 0.1]).resampled(to: .seconds(10_800)).gramsPerKilowattHour == [0.1])
    #expect(try trace([1, nil, 3, 5]).resampled(to: .seconds(7_200)).gramsPerKilowattHour == [nil, 4])
  }

  /// 15 minutes to 10:  |   6   |   12  |     as  | 6  | 6 12 | 12 |
  @Test func lengthsNeedNotDivide() throws {
    let quarters = try trace([6, 12, nil, 3], slot: 900)
    let tens = try quarters.resampled(to: .seconds(600))
    #expect(tens.gramsPerKilowattHour == [6, 9, 12, nil, nil, 3])
    #expect(tens.gaps == [3..<5])
  }

  @Test func gapsThatComeTogetherAreOne() throws {
    #expect(try trace([nil, 1, nil, 1, 1, 1]).resampled(to: .seconds(7_200)).gaps == [0..<2])
    #expect(try trace([nil, 1, 1, nil]).resampled(to: .seconds(14_400)).gaps == [0..<1])
  }

  @Test func theSameLengthChangesNothing() throws {
    let trace = try trace([1, nil, 3])
    #expect(try trace.resampled(to: trace.slot) == trace)
  }

  @Test func allElseStays() throws {
    var trace = try trace([1, nil, 3]).handlingGaps(.avoid)
    trace.signal = .marginal
    trace.region = "west"
    trace.source = "file"
    let finer = try trace.resampled(to: .seconds(60))
    #expect(finer.gapPolicy == .avoid)
    #expect(finer.signal == .marginal)
    #expect(finer.region == "west")
    #expect(finer.source == "file")
  }

  @Test(arguments: [
    (Duration.zero, "Slots of 0s are not possible; give a whole number of seconds, from one second to 366 days."),
    (.seconds(-60), "Slots of -1m are not possible; give a whole number of seconds, from one second to 366 days."),
    (
      .seconds(367 * 86_400),
      "Slots of 367d are not possible; give a whole number of seconds, from one second to 366 days."
    ),
    (
      .seconds(7_200),
      "The trace lasts 5h, which is not a whole number of slots of 2h; "
        + "give a slot length that divides it, or cut the trace."
    ),
  ])
  func saysWhatIsWrong(_ slot: Duration, message: String) throws {
    let trace = try trace([1, 2, 3, 4, 5])
    #expect(failure { _ = try trace.resampled(to: slot) } == message)
    #expect(failure { _ = try trace.resampled(to: .milliseconds(1_500)) } != nil)
  }

  @Test func tooManySlots() throws {
    let years = try trace([1], slot: 366 * 86_400)
    let hundred = try IntensityTrace(
      start: newYear, slot: years.slot, gramsPerKilowattHour: [Double](repeating: 1, count: 100))
    #expect(
      failure { _ = try hundred.resampled(to: .seconds(1)) }
        == "The trace would have 3162240000 slots of 1s, more than 33554432; give a longer slot, or cut the trace.")
  }

  @Test func theLargestValuesStayAllowed() throws {
    let largest = IntensityTrace.largestMagnitude
    for first in [largest.nextDown, -largest, 0, 1.0 / 3] {
      let extreme = try trace([first] + [Double?](repeating: largest, count: 999), slot: 1)
      #expect(try extreme.resampled(to: .seconds(1_000)).slotCount == 1)
    }
  }

  /// Every second's value against the mean of its new slot, in integers, for all pairs of lengths.
  @Test func integralsAreKept() throws {
    var random = SeededNumbers(seed: 8)
    for _ in 0..<400 {
      let old = Int.random(in: 1...12, using: &random)
      let new = Int.random(in: 1...12, using: &random)
      let count = new * Int.random(in: 1...6, using: &random)
      let values = (0..<count).map { _ in
        Int.random(in: 0..<6, using: &random) == 0 ? nil : Int.random(in: -500...500, using: &random)
      }
      let seconds = values.flatMap { Array(repeating: $0, count: old) }
      let trace = try trace(values.map { $0.map(Double.init) }, slot: Int64(old))
      let resampled = try trace.resampled(to: .seconds(new))
      #expect(resampled.slotCount * new == seconds.count)
      #expect(resampled.slot == .seconds(new))
      for slot in 0..<resampled.slotCount {
        let part = seconds[slot * new..<(slot + 1) * new]
        let known = part.compactMap { $0 }
        guard known.count == part.count else {
          #expect(resampled[slot] == nil)
          continue
        }
        let mean = try #require(resampled[slot])
        // Sums of integers are exact here, so that one quotient and one sum round: 2 * 1,000 * 2^-53 at most.
        #expect(
          abs(mean - Double(known.reduce(0, +)) / Double(new)) <= 2_000 * 0x1p-53, "\(old) s to \(new) s, \(values)")
      }
    }
  }

  /// The bound that the documentation states, with values whose sums do round.
  @Test func roundingIsBounded() throws {
    var random = SeededNumbers(seed: 9)
    for (old, new) in [(300, 3_600), (900, 600), (420, 660), (3_600, 86_400)] as [(Int64, Int64)] {
      let values = (0..<Int(new)).map { _ in Double.random(in: -1_000...1_000, using: &random) }
      let trace = try trace(values, slot: old)
      let resampled = try trace.resampled(to: .seconds(new))
      let (before, after) = (integral(of: trace), integral(of: resampled))
      let touched = Double((new + old - 1) / old + 1)
      let length = Double(trace.lengthSeconds)
      // Four more roundings are the check's own: of each compensated sum, and of its product with the slot length.
      #expect(abs(before - after) <= (3 * touched + 4 + 4) * 1_000 * length * 0x1p-53, "\(old) s to \(new) s")
    }
  }

  /// Finer and back again is exact: the mean of equal values is that value.
  @Test func finerAndBackIsExact() throws {
    var random = SeededNumbers(seed: 10)
    let values = (0..<500).map { _ in Double.random(in: 0...700, using: &random) }
    let trace = try trace(values)
    #expect(try trace.resampled(to: .seconds(300)).resampled(to: .seconds(3_600)) == trace)
    #expect(try trace.resampled(to: .seconds(400)).resampled(to: .seconds(3_600)) == trace)
  }

  private func trace(_ values: [Double?], slot: Int64 = 3_600) throws -> IntensityTrace {
    try IntensityTrace(start: newYear, slot: .seconds(slot), gramsPerKilowattHour: values)
  }

  /// Gram-seconds per kWh, by compensated summation (Neumaier 1974).
  private func integral(of trace: IntensityTrace) -> Double {
    var (sum, rest) = (0.0, 0.0)
    for value in trace.gramsPerKilowattHour.compactMap({ $0 }) {
      let next = sum + value
      rest += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
      sum = next
    }
    return (sum + rest) * Double(trace.slot.components.seconds)
  }
}
