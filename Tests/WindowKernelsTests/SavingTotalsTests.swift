import TestSupport
import Testing

@testable import WindowKernels

@Suite("Saving totals")
struct SavingTotalsTests {
  func prefixSums(_ values: [Double]) -> [Double] { values.reduce(into: [0]) { $0.append($0.last! + $1) } }

  /// The patterns' sums are exact in any order, so the totals equal the naive ones to the bit; the ratios are added in
  /// another order, which may cost one rounding a start.
  @Test("Patterns", arguments: KernelCase.all([1, 2, 3, 4, 5, 7, 8, 41]))
  func patterns(_ input: KernelCase) {
    let values = input.values
    for length in [1, 2, input.count] where length <= input.count {
      for startCount in 0...input.count - length + 1 {
        let found = (0..<startCount).map { values[$0] / 2 }
        let totals = SavingTotals(prefixSums(values).span, length: length, found: found.span, step: 0x1p-7)
        let naive = Naive.savingTotals(values, length: length, found: found)
        let comment: Comment = "\(input.testDescription), \(startCount) starts of \(length)"
        #expect(totals.before == naive.before && totals.after == naive.after, comment)
        #expect(totals.withoutRatioCount == naive.withoutRatioCount, comment)
        let size = zip(found, 0...).reduce(1) { sum, entry in
          let before = values[entry.1..<entry.1 + length].reduce(0, +)
          return sum + (before == 0 ? 0 : abs((before - entry.0) / before))
        }
        #expect(abs(totals.ratios - naive.ratios) <= Double(startCount) * 0x1p-53 * size, comment)
      }
    }
  }

  /// Sums of numbers near 2^53 steps, where adding them up in one Double would round: against integers.
  @Test("Sums beyond 53 bits")
  func large() {
    var generator = SeededGenerator(seed: 9)
    let integers = (0..<4_097).map { _ in Int64.random(in: -(1 << 52)...(1 << 52), using: &generator) }
    let found = integers.map(Double.init)
    let totals = SavingTotals([0.0, 1].span, length: 1, found: [1.0].span, step: 1)
    #expect(totals.before == 1 && totals.after == 1 && totals.ratios == 0)
    let zeros = [Double](repeating: 0, count: found.count + 1)
    let all = SavingTotals(zeros.span, length: 1, found: found.span, step: 1)
    #expect(all.after == Double(integers.reduce(0, +)))
    #expect(all.withoutRatioCount == found.count)
  }
}
