import CommandLineKit
import Measuring

/// `carbon-bench`: times the package against its references.
@main
struct CarbonBenchCommand {
  static func main() {
    runCommand(concurrently: {
      let parsed = try BenchOptions.table.parse(Array(CommandLine.arguments.dropFirst()))
      if try BenchOptions.table.answersHelp(parsed) { return .success }
      return try await CarbonBenchCommand(options: BenchOptions(parsed)).run()
    })
  }

  let options: BenchOptions

  private var stopwatch: Stopwatch { options.isQuick ? .quick : .thorough }

  private func run() async throws -> ExitCode {
    let inputs = try Inputs(tracesIn: options.traces, region: options.region, isQuick: options.isQuick)
    if !BenchmarkEnvironment.isOptimized, !options.lists {
      Output.note("carbon-bench: this is a debug build, 20 to 100 times slower: build it with -c release.")
    }
    if let part = options.peers {
      try await PeerCases(inputs: inputs).run(part)
      return .success
    }
    if options.showsGrowth { return try await showGrowth(inputs) }

    let all =
      SumCases(inputs: inputs).all + RankCases(inputs: inputs).all + PlanCases(inputs: inputs).all
      + ConstrainedCases(inputs: inputs).all + SweepCases(inputs: inputs).all + ReplayCases(inputs: inputs).all
    let benchmarks = all.filter { options.filter.map($0.name.contains) ?? true }
    guard !benchmarks.isEmpty else {
      throw CommandFailure.usage("carbon-bench: no benchmark is named like '\(options.filter ?? "")'; see --list.")
    }
    if options.lists {
      try Output.write(benchmarks.map { $0.name + "\n" }.joined(), to: "-")
      return .success
    }
    return try report(try await measured(benchmarks))
  }

  /// Times the benchmarks one after the other; a mismatch ends it.
  private func measured(_ benchmarks: [Benchmark]) async throws -> BenchmarkReport {
    var report = BenchmarkReport(environment: .current())
    for (index, benchmark) in benchmarks.enumerated() {
      Terminal.progress("\(index + 1) of \(benchmarks.count): \(benchmark.name)")
      report.measurements.append(try await measure(benchmark))
    }
    Terminal.progress("")
    return report
  }

  private func measure(_ benchmark: Benchmark) async throws -> Measurement {
    do {
      return try await stopwatch.measure(benchmark)
    } catch let mismatch as Mismatch {
      throw CommandFailure(.internalError, "\(benchmark.name): \(mismatch); nothing was timed.")
    }
  }

  private func report(_ report: BenchmarkReport) throws -> ExitCode {
    if let path = options.json {
      var text = ""
      try JSONReporter().write(report, to: &text)
      try Output.write(text, to: path)
    }
    if options.json != "-" {
      var text = ""
      TableReporter().write(report, to: &text)
      try Output.write(text, to: "-")
    }
    return options.baseline.map { Self.verdict(on: report, against: $0) } ?? .success
  }

  /// Says which benchmarks are slower than the baseline, and gives the exit code that follows.
  static func verdict(on report: BenchmarkReport, against baseline: BenchmarkReport) -> ExitCode {
    if baseline.environment.processor != report.environment.processor
      || baseline.environment.configuration != report.environment.configuration
    {
      Output.note("carbon-bench: the baseline is from another machine or build: its times say little about this one's.")
    }
    let regressions = Regression.all(from: baseline.measurements, to: report.measurements)
    for regression in regressions { Output.note(regression.description) }
    Output.note("\(regressions.count) of \(report.measurements.count) benchmarks are slower than the baseline.")
    return regressions.isEmpty ? .success : .worse
  }

  private func showGrowth(_ inputs: Inputs) async throws -> ExitCode {
    var tables = GrowthTables()
    for row in GrowthCases(inputs: inputs).rows {
      var nanoseconds: [Double] = []
      for (_, benchmark) in row.benchmarks {
        Terminal.progress(benchmark.name)
        nanoseconds.append(try await measure(benchmark).nanoseconds.median)
      }
      tables.add(row, nanoseconds)
    }
    Terminal.progress("")
    try Output.write(tables.description, to: "-")
    return .success
  }
}
