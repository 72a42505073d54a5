import TestSupport
import Testing

@testable import WindowKernels

@Suite("Ranks")
struct RanksTests {
  func check(_ builder: inout RankBuilder, _ values: [Double], last: [Int32], _ comment: @autoclosure () -> String) {
    var ranks = Ranks()
    builder.rank(values.span, last: last.span, into: &ranks)
    let slots = Naive.slotOfRank(values, last: last)
    #expect(ranks.slotOfRank == slots, "\(comment()), last \(last)")
    #expect(ranks.rankOfSlot == Naive.inverse(slots), "\(comment()), last \(last)")
  }

  @Test("All arrays of three values, all sets of slots to rank last", arguments: 0...5)
  func exhaustive(_ count: Int) {
    var builder = RankBuilder()
    for values in Pattern.every(count: count, over: [-1, 0, 2]) where count < sized(debug: 5, release: 6) {
      for set in 0..<(1 << count) {
        check(&builder, values, last: (0..<Int32(count)).filter { set >> $0 & 1 == 1 }, "\(values)")
      }
    }
  }

  @Test("Patterns", arguments: KernelCase.all([1, 2, 50, 300, sized(debug: 1_000, release: 9_000)]))
  func patterns(_ input: KernelCase) {
    let values = input.values
    var builder = RankBuilder()
    check(&builder, values, last: [], input.testDescription)
    let gaps = values.indices.filter { $0 % 97 < 3 }.map { Int32($0) }
    check(&builder, values, last: gaps, input.testDescription)
  }

  @Test("Values of all magnitudes, so that every digit counts")
  func allMagnitudes() {
    var generator = SeededGenerator(seed: 11)
    let values = (0..<2_000).map { _ in
      let value = Double(bitPattern: generator.next())
      return value.isFinite ? value : 0
    }
    var builder = RankBuilder()
    check(&builder, values, last: [3, 5, 1_999], "all magnitudes")
  }

  @Test("Values that differ in their last bit only")
  func neighbours() {
    let one: Double = 1
    let values = [one.nextUp, one, one.nextUp.nextUp, one.nextUp, one, -one, (-one).nextDown, (-one).nextUp]
    var builder = RankBuilder()
    check(&builder, values, last: [], "neighbours")
    check(&builder, Array(values[..<2]), last: [], "two neighbours")
  }

  @Test("Ranks are reused for fewer slots, and for more")
  func reuse() {
    var builder = RankBuilder()
    var ranks = Ranks()
    for count in [40, 7, 0, 90] {
      let values = Pattern.fewValues.values(count: count, seed: 2)
      builder.rank(values.span, into: &ranks)
      #expect(ranks.slotOfRank == Naive.slotOfRank(values), "\(count) slots")
      #expect(ranks.count == count)
    }
  }

  @Test("Ordered bits compare as the values do")
  func orderedBits() {
    let values = [
      -.infinity, -Double.greatestFiniteMagnitude, -2, -1, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 1, 1.5,
      .greatestFiniteMagnitude, .infinity,
    ]
    for (lower, higher) in zip(values, values.dropFirst()) {
      #expect(lower.orderedBits < higher.orderedBits, "\(lower) and \(higher)")
    }
  }
}
