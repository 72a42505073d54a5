import Measuring
import TestSupport
import WindowKernels

/// The rank build, and the sweep of windows over ranks, over patterns and sizes.
struct RankCases {
  let inputs: Inputs

  /// Chosen and window lengths: the last is short enough for the kernel of small windows.
  private static let shapes = [(72, 144), (432, 864), (2_304, 4_608), (4, 8)]

  var all: [Benchmark] {
    let sizes = inputs.isQuick ? [Inputs.year] : [Inputs.day, 8_760, Inputs.year]
    return sizes.flatMap { size in
      inputs.patterns(count: size).flatMap { input in
        [build(input)] + Self.shapes.filter { $0.1 <= size }.map { sweep(input, choosing: $0.0, of: $0.1) }
      }
    }
  }

  private func build(_ input: Inputs.Named) -> Benchmark {
    Benchmark("kernel/rank-build/\(input.name)/\(input.count)", per: .element) {
      let values = input.values
      var builder = RankBuilder()
      var ranks = Ranks()
      let run = { builder.rank(values.span, into: &ranks) }
      return Benchmark.Prepared(
        unitCount: values.count, run: run,
        verify: {
          run()
          guard ranks.slotOfRank == Naive.slotOfRank(values) else { throw Mismatch("the order is not a stable sort's") }
        },
        reference: (values.count, { sink(Naive.slotOfRank(values)) }))
    }
  }

  private func sweep(_ input: Inputs.Named, choosing chosen: Int, of length: Int) -> Benchmark {
    Benchmark("kernel/rank-window/\(input.name)/\(input.count)/\(chosen) of \(length)", per: .start) {
      let values = input.values
      var builder = RankBuilder()
      var ranks = Ranks()
      builder.rank(values.span, into: &ranks)
      var window = RankWindow()
      var sums = [Double](repeating: 0, count: values.count - length + 1)
      var pauses = [Int32](repeating: 0, count: sums.count)
      return Benchmark.Prepared(
        unitCount: sums.count, samples: spacedIndices(of: sums.count, atMost: sampleCount(ofLength: length)),
        run: {
          var sumSpan = sums.mutableSpan
          var pauseSpan = pauses.mutableSpan
          window.sweep(
            values.span, ranks: ranks, length: length, choosing: chosen, sums: &sumSpan, pauses: &pauseSpan)
        },
        found: { Outcome(sum: sums[$0], pauses: Int(pauses[$0])) },
        naive: { Outcome(choosing: chosen, of: values[$0..<$0 + length]) })
    }
  }
}

/// How many windows the references are asked for: as many as take a few milliseconds.
func sampleCount(ofLength length: Int) -> Int { max(10, min(1_000, 50_000 / length)) }

/// What Pause and Resume makes of a window.
struct Outcome: Equatable {
  let sum: Double
  let pauses: Int

  init(sum: Double, pauses: Int) {
    self.sum = sum
    self.pauses = pauses
  }

  /// By definition.
  init(choosing count: Int, of window: ArraySlice<Double>) {
    let chosen = Naive.cheapest(count, of: window)
    sum = chosen.reduce(0) { $0 + window[$1] }
    pauses = Naive.runs(chosen).count - 1
  }
}
