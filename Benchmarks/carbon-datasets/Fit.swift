import CarbonReplay
import CarbonScheduling
import CommandLineKit
import Foundation
import GridModel

/// How the numbers that all regions share are found: one after the other is moved up and down for as long as the replay of
/// the modelled traces comes nearer to the paper's tables, in ever smaller steps.
///
/// Nothing is drawn by lot but the weather, whose seed is that of `Datasets`: the same numbers come out each time. The
/// result is printed, and stands rounded in `SharedNumbers`.
struct Fit {
  let seed: UInt64
  private(set) var numbers = SharedNumbers.judged

  /// The targets, and how much each counts.
  struct Loss {
    /// Of the 176 savings cells, in percentage points.
    let meanDifference: Double
    let largestDifference: Double
    private let rootMeanSquare: Double
    /// Of the 88 cells of segments per hour: the geometric mean of how far each is off.
    let segmentsFactor: Double
    let zeroBaselines: Int

    /// Mean differences first; a little for single large ones, and for segments once they are off by more than 8 %.
    var value: Double {
      meanDifference + 0.15 * rootMeanSquare + max(0, log(segmentsFactor) - 0.08)
        + 0.02 * max(0, largestDifference - 1.5)
    }

    init(_ result: ReplayResult) {
      let comparison = PaperComparison(result, against: PublishedRow.all)
      let differences = comparison.savings.map(\.difference)
      let factors = comparison.rows.map(\.segmentsPerHour.factor)
      meanDifference = PaperComparison.meanAbsoluteDifference(differences)
      largestDifference = differences.map(abs).max() ?? 0
      rootMeanSquare = (differences.reduce(0) { $0 + $1 * $1 } / Double(max(1, differences.count))).squareRoot()
      segmentsFactor = exp(factors.reduce(0) { $0 + log($1) } / Double(max(1, factors.count)))
      zeroBaselines = result.cells.reduce(0) { $0 + $1.zeroBaselineCount }
    }

    var text: String {
      "mean \(fixed(meanDifference, decimals: 3)), largest \(fixed(largestDifference, decimals: 2)) points, segments "
        + "off by \(fixed(segmentsFactor, decimals: 3)), zero baselines \(zeroBaselines)"
    }
  }

  init(seed: UInt64) { self.seed = seed }

  /// The loss of some numbers, by a replay of the paper's evaluation.
  static func loss(of numbers: SharedNumbers, seed: UInt64) async throws -> Loss {
    let traces = await withTaskGroup(of: (Int, [Int]).self) { group in
      for (index, region) in Region.all.enumerated() {
        group.addTask { (index, ModelledTrace(of: region, seed: seed, numbers: numbers).grams) }
      }
      return await group.reduce(into: [[Int]](repeating: [], count: Region.all.count)) { $0[$1.0] = $1.1 }
    }
    let regions = try zip(Region.all, traces).map { region, grams in
      Replay.Region(
        name: region.id,
        trace: try IntensityTrace(
          start: CivilDate(year: 2020, month: 1, day: 1).startOfDay, slot: .seconds(300),
          gramsPerKilowattHour: grams.map(Double.init)))
    }
    let jobs = ProcessInfo.processInfo.activeProcessorCount
    let replay = Replay(regions: regions, workloads: Replay.publishedWorkloads, measuresSpread: false)
    return Loss(await replay.run(jobs: jobs))
  }

  /// Searches, and says after each number how far it got.
  mutating func run(report: (String) -> Void) async throws {
    var best = try await Self.loss(of: numbers, seed: seed)
    report("start: \(best.text)")
    for step in [1.12, 1.06, 1.03] {
      for (name, path) in SharedNumbers.all {
        for factor in [step, 1 / step] where try await climb(path, by: factor, &best) { break }
        report("\(name) \(fixed(numbers[keyPath: path], decimals: 3)): \(best.text)")
      }
    }
  }

  /// Moves one number by a factor, again and again, while that helps; whether it helped at all.
  private mutating func climb(
    _ path: any WritableKeyPath<SharedNumbers, Double> & Sendable, by factor: Double, _ best: inout Loss
  ) async throws -> Bool {
    var moved = false
    while true {
      var tried = numbers
      tried[keyPath: path] *= factor
      let loss = try await Self.loss(of: tried, seed: seed)
      guard loss.value < best.value - 1e-4 else { return moved }
      (numbers, best, moved) = (tried, loss, true)
    }
  }
}
