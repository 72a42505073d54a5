import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import TestSupport

/// What benchmarks run over: the patterns that the tests use too, and the traces of a file.
struct Inputs {
  /// Where the traces come from.
  let path: String

  /// The traces, all of five-minute slots.
  let traces: [IntensityTrace]

  /// Whether only a first look is asked for: fewer patterns and sizes.
  let isQuick: Bool

  /// - Parameters:
  ///   - path: A CSV of traces as the other commands read them.
  ///   - region: The one region wanted, or `nil` for all.
  init(tracesIn path: String, region: String? = nil, isQuick: Bool) throws(CommandFailure) {
    (self.path, self.isQuick) = (path, isQuick)
    do {
      traces = try TraceDocument.all(in: InputSource(path)).map { try $0.trace.resampled(to: .seconds(300)) }
        .filter { region == nil || $0.region == region }
    } catch let error as InputError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
    if let region, traces.isEmpty {
      throw .usage("carbon-bench: \(path) has no region '\(region)'.")
    }
  }

  /// Five-minute slots in a day, and in a year of 365.
  static let day = 288
  static let year = 105_120

  /// The seed of every pattern with chance in it.
  static let seed: UInt64 = 0x5EED

  /// Values under a name, made when they are asked for: a list of names makes none.
  struct Named {
    let name: String
    let count: Int
    private let make: () -> [Double]

    init(name: String, count: Int, values: @autoclosure @escaping () -> [Double]) {
      self.name = name
      self.count = count
      make = values
    }

    var values: [Double] { make() }
  }

  /// Every pattern in this size, and the first trace, as often as it takes.
  func patterns(count: Int) -> [Named] {
    let patterns: [Pattern] = isQuick ? [.noise, .randomWalk, .allEqual] : Pattern.allCases
    let synthetic = patterns.map { pattern in
      Named(name: pattern.rawValue, count: count, values: pattern.values(count: count, seed: Self.seed))
    }
    return synthetic + (traces.first.map { [real($0, count: count)] } ?? [])
  }

  /// Noise, and the first trace: the hardest and the usual.
  func noiseAndReal(count: Int) -> [Named] {
    [Named(name: Pattern.noise.rawValue, count: count, values: Pattern.noise.values(count: count, seed: Self.seed))]
      + (traces.first.map { [real($0, count: count)] } ?? [])
  }

  private func real(_ trace: IntensityTrace, count: Int) -> Named {
    Named(
      name: trace.region ?? "trace", count: count,
      values: {
        let values = trace.intensities
        return (0..<count).map { values[$0 % values.count] }
      }())
  }
}

/// A job of so many seconds at one kilowatt.
func job(seconds: Int) throws -> Workload {
  try Workload(duration: .seconds(Int64(seconds)), power: .constant(kilowatts: 1))
}

/// A job of so many five-minute slots at one kilowatt.
func job(slots: Int) throws -> Workload { try job(seconds: 300 * slots) }

/// So many five-minute slots of added time.
func added(slots: Int) -> AddedTime { .minutes(5 * slots) }

/// The grams of a job over whole slots whose intensities, in the trace's units, add up to `sum`.
func grams(_ job: Workload, slotSum sum: Double, on trace: IntensityTrace) -> Double {
  job.scale.emissions(ExactIntegral(on: trace.series, wholeSlots: sum)).grams
}
