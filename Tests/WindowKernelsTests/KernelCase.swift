import TestSupport
import Testing
import WindowKernels

/// One named input of one size; prints as what it takes to make it again.
struct KernelCase: CustomTestStringConvertible, Sendable {
  var pattern: Pattern
  var count: Int
  var seed: UInt64 = 0x5EED

  var values: [Double] { pattern.values(count: count, seed: seed) }
  var testDescription: String { "\(pattern.rawValue), \(count) slots, seed \(seed)" }

  /// Every pattern in every size.
  static func all(_ counts: [Int]) -> [KernelCase] {
    Pattern.allCases.flatMap { pattern in counts.map { KernelCase(pattern: pattern, count: $0) } }
  }
}

/// What a kernel writes into a span of `count` elements that no result equals.
func filled(_ count: Int, _ body: (inout MutableSpan<Double>) -> Void) -> [Double] {
  var array = [Double](repeating: .nan, count: count)
  var span = array.mutableSpan
  body(&span)
  return array
}

func prefixSums(_ values: [Double]) -> [Double] {
  filled(values.count + 1) { PrefixSums.of(values.span, into: &$0) }
}
