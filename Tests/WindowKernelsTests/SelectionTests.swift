import TestSupport
import Testing

@testable import WindowKernels

@Suite("Selection")
struct SelectionTests {
  /// Compares one selection, and its runs, with the reference.
  func check(_ selection: inout Selection, _ values: [Double], _ count: Int, _ comment: @autoclosure () -> String) {
    let outcome = selection.choose(count, of: values.span)
    let indices = Naive.cheapest(count, of: values[...])
    var mask = [UInt64](repeating: 0, count: (values.count + 63) / 64)
    for index in indices { mask[index / 64] |= 1 << UInt64(index % 64) }
    #expect(selection.mask == mask, "mask: \(comment()), \(count) of \(values.count)")

    let runs = Naive.runs(indices)
    let expected = Selection.Outcome(
      sum: indices.map { values[$0] }.reduce(0, +), dearest: Naive.dearest(indices, of: values[...]),
      runCount: runs.count)
    #expect(outcome == expected, "outcome: \(comment()), \(count) of \(values.count)")

    var reader = ChosenRuns()
    var read: [Range<Int>] = []
    while let run = reader.next(in: selection.mask.span) { read.append(run) }
    #expect(read == runs, "runs: \(comment()), \(count) of \(values.count)")

    var isCalled = false
    Selection.choose(count, of: values.span) { outcome, once in
      isCalled = true
      #expect(outcome == expected, "once: \(comment()), \(count) of \(values.count)")
      #expect((0..<once.count).allSatisfy { once[$0] == mask[$0] }, "once: \(comment()), \(count) of \(values.count)")
      var bounds = [Int32](repeating: -1, count: 2 * outcome.runCount)
      var span = bounds.mutableSpan
      ChosenRuns.bounds(in: once, into: &span)
      #expect(bounds.map(Int.init) == runs.flatMap { [$0.lowerBound, $0.upperBound] }, "bounds: \(comment())")
    }
    #expect(isCalled)
  }

  @Test("All arrays of three values", arguments: 1...7)
  func exhaustive(_ size: Int) {
    var selection = Selection()
    for values in Pattern.every(count: size, over: [-1, 0, 2]) where size < sized(debug: 7, release: 8) {
      for count in 1...size { check(&selection, values, count, "\(values)") }
    }
  }

  @Test(
    "Patterns, from one value to many",
    arguments: KernelCase.all(
      [1, 15, 17, 63, 64, 65, 144, 200, 640, 1_100] + (LargeCases.areAsked ? [2_000, 4_608] : [])))
  func patterns(_ input: KernelCase) {
    let values = input.values
    var selection = Selection()
    for count in Set([1, 2, values.count / 17, values.count / 2, values.count * 7 / 8, values.count - 1, values.count])
    where count >= 1 && count <= values.count {
      check(&selection, values, count, input.testDescription)
    }
  }

  @Test("Infinities are chosen last", arguments: [20, 150, 1_300])
  func infinities(_ size: Int) {
    var values = Pattern.noise.values(count: size, seed: 4)
    var selection = Selection()
    for step in [7, 2, 1] {
      for index in stride(from: 0, to: size, by: step) { values[index] = .infinity }
      for count in [1, size / 3, size / 2, size - 1, size] { check(&selection, values, count, "step \(step)") }
    }
  }

  @Test("A sample that misleads costs time, not the answer")
  func misleadingSample() {
    // Only the values the sample looks at are large.
    let size = 8 * Selection.sampleCount
    let values = (0..<size).map { index in
      let other = Double(index * 37 % 512)
      return index % 8 == 0 ? other + 900 : other
    }
    var selection = Selection()
    for count in [1, size / 2, size * 7 / 8, size * 7 / 8 + 1, size] { check(&selection, values, count, "misled") }
  }

  @Test("Values over the whole range of exponents")
  func exponents() {
    let values = (0..<700).map { index in
      let exponent = index * 389 % 40 - 20
      return Double(sign: index % 3 == 0 ? .minus : .plus, exponent: exponent, significand: 1)
    }
    var selection = Selection()
    for count in stride(from: 1, through: 700, by: 41) { check(&selection, values, count, "exponents") }
  }

  @Test("The example in the documentation")
  func example() {
    var selection = Selection()
    let values = [5.0, 1, 4, 1, 9, 4]
    let chosen = selection.choose(3, of: values.span)
    #expect(selection.mask == [0b001110])
    #expect(chosen == Selection.Outcome(sum: 6, dearest: 2, runCount: 1))
  }
}

@Suite("Runs in a mask")
struct ChosenRunsTests {
  @Test("Runs across words, up to the last bit, and none at all")
  func runs() {
    let masks: [[UInt64]] = [
      [], [0], [~0], [0, 0], [~0, ~0], [1 << 63, 1], [1 << 63, 0, 1], [0x0F0F, ~0, 0xF0F0],
      [~0 << 60, 0b1011, 1 << 63],
    ]
    for mask in masks {
      let indices = (0..<(mask.count * 64)).filter { mask[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
      var reader = ChosenRuns()
      var read: [Range<Int>] = []
      while let run = reader.next(in: mask.span) { read.append(run) }
      #expect(read == Naive.runs(indices), "\(mask)")
      #expect(reader.next(in: mask.span) == nil, "\(mask)")
      #expect(ChosenRuns.count(in: mask.span) == read.count, "\(mask)")
    }
  }
}
