/// The references: each kernel's result by its definition, one line where one suffices, and no thought of speed.
///
/// Every kernel must equal its reference bit for bit on values whose sums are exact.
package enum Naive {}

extension Naive {
  /// The sums of `values[..<0]`, `values[..<1]` and so on.
  package static func prefixSums(_ values: [Double]) -> [Double] {
    (0...values.count).map { values[..<$0].reduce(0, +) }
  }

  /// The sum of each `length` consecutive values.
  package static func windowSums(_ values: [Double], length: Int) -> [Double] {
    (0...(values.count - length)).map { values[$0..<($0 + length)].reduce(0, +) }
  }
}
