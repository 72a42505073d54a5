import TestSupport
import Testing
import WindowKernels

@Suite("Sliding minimum")
struct SlidingMinimumTests {
  /// Compares all four forms with the reference: entries as they are, and sums of `length` values.
  func check(_ values: [Double], length: Int, candidateCount: Int, _ comment: @autoclosure () -> String) {
    var sliding = SlidingMinimum()
    let prefix = prefixSums(values)
    let sums = Naive.windowSums(values, length: length)
    let minima = Naive.slidingMinima(sums, candidateCount: candidateCount)
    let positions = Naive.slidingMinimumPositions(sums, candidateCount: candidateCount)
    let context = "\(comment()), length \(length), \(candidateCount) candidates"

    #expect(
      filled(minima.count) { sliding.minima(of: sums.span, candidateCount: candidateCount, into: &$0) } == minima,
      "minima of entries: \(context)")
    #expect(
      filled(minima.count) {
        sliding.minima(ofSumsIn: prefix.span, length: length, candidateCount: candidateCount, into: &$0)
      } == minima,
      "minima of sums: \(context)")

    var found = [Int32](repeating: -1, count: positions.count)
    var foundSpan = found.mutableSpan
    let alongside = filled(minima.count) {
      sliding.minima(of: sums.span, candidateCount: candidateCount, into: &$0, positions: &foundSpan)
    }
    #expect(alongside == minima && found == positions, "minima and positions of entries: \(context)")

    var foundInSums = [Int32](repeating: -1, count: positions.count)
    var foundInSumsSpan = foundInSums.mutableSpan
    let alongsideSums = filled(minima.count) {
      sliding.minima(
        ofSumsIn: prefix.span, length: length, candidateCount: candidateCount, into: &$0, positions: &foundInSumsSpan)
    }
    #expect(alongsideSums == minima && foundInSums == positions, "minima and positions of sums: \(context)")
  }

  @Test("All arrays of three values, all windows", arguments: 1...6)
  func exhaustive(_ count: Int) {
    for values in Pattern.every(count: count, over: [-1, 0, 2]) where count < sized(debug: 6, release: 7) {
      for length in 1...count {
        for candidateCount in 1...(count - length + 1) {
          check(values, length: length, candidateCount: candidateCount, "\(values)")
        }
      }
    }
  }

  @Test("All candidate counts on 70 slots", arguments: KernelCase.all([70]))
  func allCandidateCounts(_ input: KernelCase) {
    for length in [1, 6, 31] {
      for candidateCount in stride(from: 1, through: 70 - length + 1, by: sized(debug: 3, release: 1)) {
        check(input.values, length: length, candidateCount: candidateCount, input.testDescription)
      }
    }
  }

  @Test("Longer traces", arguments: KernelCase.all([sized(debug: 400, release: 5_000)]))
  func longer(_ input: KernelCase) {
    for (length, candidateCount) in [(1, 1), (1, 8), (12, 5), (12, 97), (72, 289), (3, 290), (36, 291), (7, 292)] {
      check(input.values, length: length, candidateCount: candidateCount, input.testDescription)
    }
  }

  @Test("Forbidden entries", arguments: 1...60)
  func forbidden(_ candidateCount: Int) {
    var generator = SeededGenerator(seed: UInt64(candidateCount))
    var sliding = SlidingMinimum()
    for share in [1, 3, 10, 11] {
      let entries = Pattern.fewValues.values(count: 60, seed: 3).map {
        Int.random(in: 1...11, using: &generator) <= share ? .infinity : $0
      }
      let windowCount = 60 - candidateCount + 1
      var positions = [Int32](repeating: -1, count: windowCount)
      var span = positions.mutableSpan
      let minima = filled(windowCount) {
        sliding.minima(of: entries.span, candidateCount: candidateCount, into: &$0, positions: &span)
      }
      #expect(minima == Naive.slidingMinima(entries, candidateCount: candidateCount))
      #expect(positions == Naive.slidingMinimumPositions(entries, candidateCount: candidateCount))
    }
  }

  @Test("A workspace serves windows of any size in any order")
  func reuse() {
    let values = Pattern.noise.values(count: 300, seed: 9)
    var sliding = SlidingMinimum()
    for candidateCount in [289, 1, 40, 7, 300, 8] {
      let minima = filled(301 - candidateCount) {
        sliding.minima(of: values.span, candidateCount: candidateCount, into: &$0)
      }
      #expect(minima == Naive.slidingMinima(values, candidateCount: candidateCount), "\(candidateCount) candidates")
    }
  }
}
