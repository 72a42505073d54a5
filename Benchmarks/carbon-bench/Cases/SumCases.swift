import Measuring
import TestSupport
import WindowKernels

/// Prefix sums, window sums and the sliding minimum, over patterns and sizes.
struct SumCases {
  let inputs: Inputs

  var all: [Benchmark] {
    let sizes = inputs.isQuick ? [Inputs.year] : [Inputs.day, 8_760, Inputs.year]
    return sizes.flatMap { size in
      inputs.patterns(count: size).flatMap { input in
        let candidates = min(289, size / 4)
        return [
          prefixSums(input), windowSums(input, length: 72),
          slidingMinimum(input, candidates: candidates), slidingPositions(input, candidates: candidates),
        ]
      }
    }
  }

  private func name(_ kernel: String, _ input: Inputs.Named) -> String {
    "kernel/\(kernel)/\(input.name)/\(input.count)"
  }

  private func prefixSums(_ input: Inputs.Named) -> Benchmark {
    Benchmark(name("prefix-sum", input), per: .element) {
      let values = input.values
      var sums = [Double](repeating: 0, count: values.count + 1)
      let run = {
        var span = sums.mutableSpan
        PrefixSums.of(values.span, into: &span)
      }
      return Benchmark.Prepared(
        unitCount: values.count, run: run,
        verify: {
          run()
          guard sums == Naive.prefixSums(ofLong: values) else { throw Mismatch("the sums differ from a running sum") }
        },
        reference: (values.count, { sink(Naive.prefixSums(ofLong: values)) }))
    }
  }

  private func windowSums(_ input: Inputs.Named, length: Int) -> Benchmark {
    Benchmark(name("window-sums", input), per: .element) {
      let values = input.values
      let before = Naive.prefixSums(ofLong: values)
      var sums = [Double](repeating: 0, count: values.count - length + 1)
      return Benchmark.Prepared(
        unitCount: sums.count, samples: spacedIndices(of: sums.count, atMost: 1_000),
        run: {
          var span = sums.mutableSpan
          WindowSums.of(before.span, length: length, into: &span)
        },
        found: { sums[$0] }, naive: { values[$0..<$0 + length].reduce(0, +) })
    }
  }

  private func slidingMinimum(_ input: Inputs.Named, candidates: Int) -> Benchmark {
    Benchmark(name("sliding-minimum", input), per: .element) {
      let values = input.values
      var sliding = SlidingMinimum()
      var minima = [Double](repeating: 0, count: values.count - candidates + 1)
      return Benchmark.Prepared(
        unitCount: minima.count, samples: spacedIndices(of: minima.count, atMost: 1_000),
        run: {
          var span = minima.mutableSpan
          sliding.minima(of: values.span, candidateCount: candidates, into: &span)
        },
        found: { minima[$0] }, naive: { values[$0..<$0 + candidates].min()! })
    }
  }

  private func slidingPositions(_ input: Inputs.Named, candidates: Int) -> Benchmark {
    Benchmark(name("sliding-minimum-position", input), per: .element) {
      let values = input.values
      var sliding = SlidingMinimum()
      var minima = [Double](repeating: 0, count: values.count - candidates + 1)
      var positions = [Int32](repeating: 0, count: minima.count)
      return Benchmark.Prepared(
        unitCount: minima.count, samples: spacedIndices(of: minima.count, atMost: 1_000),
        run: {
          var minimaSpan = minima.mutableSpan
          var positionSpan = positions.mutableSpan
          sliding.minima(of: values.span, candidateCount: candidates, into: &minimaSpan, positions: &positionSpan)
        },
        found: { Int(positions[$0]) },
        naive: { start in (start..<start + candidates).min { values[$0] < values[$1] }! })
    }
  }
}

extension Naive {
  /// The prefix sums of values by a running sum, since the definition takes O(n^2).
  fileprivate static func prefixSums(ofLong values: [Double]) -> [Double] {
    values.reduce(into: [0]) { $0.append($0.last! + $1) }
  }
}
