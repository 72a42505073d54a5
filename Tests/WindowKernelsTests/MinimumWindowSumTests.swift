import TestSupport
import Testing

@testable import WindowKernels

@Suite("Least sum")
struct MinimumWindowSumTests {
  /// Lengths around one block and one vector.
  @Test("Patterns", arguments: KernelCase.all([1, 2, 5, 31, 32, 33, 63, 64, 65, 101]))
  func patterns(_ input: KernelCase) {
    let values = input.values
    let sums = values.reduce(into: [0.0]) { $0.append($0.last! + $1) }
    for length in Set([1, 2, 30, values.count]) where length <= values.count {
      for first in Set([0, 1, values.count - length]) where first <= values.count - length {
        let starts = first..<values.count - length + 1
        let found = MinimumWindowSum.of(sums.span, length: length, starts: starts)
        let naive = Naive.minimumWindowSum(values, length: length, starts: starts)
        #expect(found.start == naive.start && found.sum == naive.sum, "\(input.testDescription), \(length), \(starts)")
      }
    }
  }
}
