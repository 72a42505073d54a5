import TestSupport
import Testing
import WindowKernels

@Suite struct GrowingWindows {
  private func check(_ window: inout GrowingWindow, _ values: [Double], _ comment: String) {
    var builder = RankBuilder()
    var ranks = Ranks()
    builder.rank(values.span, into: &ranks)
    for count in 1...values.count {
      let all = (count...values.count).map { Naive.rankWindows(values, length: $0, choosing: count) }
      for start in 0...values.count - count {
        let lengths = Array(count...values.count - start)
        let found = window.choose(count, of: values.span, ranks: ranks, from: start, lengths: lengths)
        let expected = lengths.map { all[$0 - count][start] }
        #expect(
          found.map(\.sum) == expected.map(\.sum) && found.map(\.pauses) == expected.map(\.pauses),
          "\(comment), \(count) from \(start)")
      }
    }
  }

  @Test(arguments: 1...7)
  func allArraysOfThreeValues(_ size: Int) {
    var window = GrowingWindow()
    for values in Pattern.every(count: size, over: [-1, 0, 2]) where size < sized(debug: 6, release: 8) {
      check(&window, values, "\(values)")
    }
  }

  @Test(arguments: KernelCase.all([sized(debug: 20, release: 70)]))
  func patterns(_ input: KernelCase) {
    var window = GrowingWindow()
    check(&window, input.values, input.testDescription)
  }

  @Test func nothingForNoLengths() {
    var window = GrowingWindow()
    let values = [1.0]
    let found = window.choose(1, of: values.span, ranks: Ranks(), from: 0, lengths: [])
    #expect(found.isEmpty)
  }
}
