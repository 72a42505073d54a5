import TestSupport
import Testing
import WindowKernels

@Suite("Prefix sums and window sums")
struct SumsTests {
  @Test("Prefix sums equal sums of slices", arguments: KernelCase.all(Array(0...17) + [100, 257]))
  func prefixSumsEqualReference(_ input: KernelCase) {
    #expect(prefixSums(input.values) == Naive.prefixSums(input.values))
  }

  @Test("Window sums equal sums of slices", arguments: KernelCase.all([1, 2, 5, 8, 23, 64, 130]))
  func windowSumsEqualReference(_ input: KernelCase) {
    let values = input.values
    let prefix = prefixSums(values)
    for length in 1...values.count {
      let sums = filled(values.count - length + 1) { WindowSums.of(prefix.span, length: length, into: &$0) }
      #expect(sums == Naive.windowSums(values, length: length), "\(input.testDescription), length \(length)")
    }
  }

  @Test("The example in the documentation")
  func example() {
    let prefix = prefixSums([3, 1, 4, 1, 5])
    #expect(prefix == [0, 3, 4, 8, 9, 14])
    #expect(filled(4) { WindowSums.of(prefix.span, length: 2, into: &$0) } == [4, 5, 5, 6])
  }
}
