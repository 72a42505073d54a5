import TestSupport
import Testing

@testable import WindowKernels

@Suite("Rank window")
struct RankWindowTests {
  /// What a sweep gives for every window.
  struct Result: Equatable {
    var sums: [Double]
    var pauses: [Int32]

    init(count: Int) {
      sums = [Double](repeating: .nan, count: count)
      pauses = [Int32](repeating: -1, count: count)
    }
  }

  /// The ways to sweep: as callers do, and by repair where the window is short too.
  enum Way: CaseIterable { case asCalled, byRepair }

  func sweep(_ way: Way, _ window: inout RankWindow, _ values: [Double], _ length: Int, _ count: Int) -> Result {
    var builder = RankBuilder()
    var ranks = Ranks()
    builder.rank(values.span, into: &ranks)
    let result = Result(count: values.count - length + 1)
    var (sums, pauses) = (result.sums, result.pauses)
    var sumSpan = sums.mutableSpan
    var pauseSpan = pauses.mutableSpan
    switch way {
    case .asCalled:
      window.sweep(values.span, ranks: ranks, length: length, choosing: count, sums: &sumSpan, pauses: &pauseSpan)
    case .byRepair:
      window.sweepByRepair(values.span, ranks, length, count, &sumSpan, &pauseSpan)
    }
    var swept = result
    (swept.sums, swept.pauses) = (sums, pauses)
    return swept
  }

  func check(_ window: inout RankWindow, _ values: [Double], _ length: Int, _ count: Int, _ comment: String) {
    let reference = Naive.rankWindows(values, length: length, choosing: count)
    var expected = Result(count: reference.count)
    expected.sums = reference.map(\.sum)
    expected.pauses = reference.map(\.pauses)
    for way in Way.allCases {
      #expect(
        sweep(way, &window, values, length, count) == expected, "\(comment), \(count) of \(length), \(way)")
    }
  }

  @Test("All arrays of three values, all windows, all counts", arguments: 1...7)
  func exhaustive(_ size: Int) {
    var window = RankWindow()
    for values in Pattern.every(count: size, over: [-1, 0, 2]) where size < sized(debug: 5, release: 8) {
      for length in 1...size {
        for count in 1...length { check(&window, values, length, count, "\(values)") }
      }
    }
  }

  @Test("Patterns", arguments: KernelCase.all([sized(debug: 70, release: 300)]))
  func patterns(_ input: KernelCase) {
    var window = RankWindow()
    let values = input.values
    // Where large cases are not asked for, each pattern takes every other length in turn.
    let place = Pattern.allCases.firstIndex(of: input.pattern) ?? 0
    let lengths = [1, 2, 3, 10, 12, 13, 63, 64, 65, input.count - 1, input.count]
    for (index, length) in lengths.enumerated() where LargeCases.areAsked || (index + place) % 2 == 0 {
      for count in Set([1, 2, 5, length / 4, length / 2, length - 1, length]) where count >= 1 && count <= length {
        check(&window, values, length, count, input.testDescription)
      }
    }
  }

  /// Past 262,144 ranks the bitmap's top level has several words.
  @Test(
    "A trace of several top words, against selection at some starts",
    arguments: sized(debug: 1, release: 4) == 1 ? [280_000] : [1, 300, 4_000, 280_000])
  func long(_ length: Int) {
    let size = sized(debug: 282_000, release: 1_051_200)
    let values = Pattern.noise.values(count: size, seed: 6)
    var window = RankWindow()
    var selection = Selection()
    let count = (length + 2) / 3
    let result = sweep(.asCalled, &window, values, length, count)
    for start in stride(from: 0, through: size - length, by: (size - length) / sized(debug: 2, release: 5) + 1) {
      let chosen = selection.choose(count, of: values.span.extracting(start..<(start + length)))
      #expect(result.sums[start] == chosen.sum, "start \(start), \(count) of \(length)")
      #expect(Int(result.pauses[start]) == chosen.runCount - 1, "start \(start), \(count) of \(length)")
    }
  }
}

@Suite("Rank bitmap")
struct RankBitmapTests {
  @Test("Next and previous, on all levels", arguments: [1, 64, 65, 4_096, 4_097, 300_000, 1_051_200])
  func neighbours(_ count: Int) {
    let bitmap = RankBitmap(count: count)
    var words = [UInt64](repeating: 0, count: bitmap.end)
    var generator = SeededGenerator(seed: UInt64(count))
    var ranks: Set<Int> = [0, count - 1]
    for spread in [10, 100, 1_000, 10_000, 100_000, 1_000_000] {
      for _ in 0..<20 { ranks.insert(Int.random(in: 0..<min(count, spread), using: &generator)) }
    }
    var span = words.mutableSpan
    for rank in ranks { bitmap.insert(rank, in: &span) }
    while true {
      let sorted = ranks.sorted()
      for (lower, upper) in zip(sorted, sorted.dropFirst()) {
        #expect(bitmap.next(after: lower, in: span.span) == upper, "\(count) ranks")
        #expect(bitmap.previous(before: upper, in: span.span) == lower, "\(count) ranks")
      }
      if ranks.count <= 2 { break }
      for rank in sorted.dropFirst().dropLast() where ranks.count <= 4 || Bool.random(using: &generator) {
        bitmap.remove(rank, from: &span)
        ranks.remove(rank)
      }
    }
    for rank in ranks { bitmap.remove(rank, from: &span) }
    #expect(words.allSatisfy { $0 == 0 })
  }
}
