import CommandLineKit
import Foundation

/// Writes a report somewhere.
package protocol BenchmarkReporter {
  func write(_ report: BenchmarkReport, to stream: inout some TextOutputStream) throws
}

/// The report as a table for a terminal, a row per measurement, under what it was taken on.
package struct TableReporter: BenchmarkReporter {
  package init() {}

  /// The columns: a title, and what stands there for a measurement.
  private static let columns: [(TextTable.Column, @Sendable (Measurement) -> String)] = [
    (.left("benchmark"), { $0.name }),
    (.right("ns"), { significant($0.nanoseconds.median) }),
    (.right("spread"), { percentText(100 * $0.nanoseconds.relativeRange) }),
    (.left("per"), { $0.unit.rawValue }),
    (.right("plans/s"), { $0.plansPerSecond.map { String(format: "%.3g", $0) } ?? "" }),
    (.right("naive ns"), { $0.reference.map { significant($0.median) } ?? "" }),
    (.right("ratio"), { $0.ratioToReference.map { significant($0) } ?? "" }),
  ]

  package func write(_ report: BenchmarkReport, to stream: inout some TextOutputStream) {
    let environment = report.environment
    stream.write("\(environment.processor), \(environment.processorCount) processors; \(environment.system)\n")
    stream.write("\(environment.compiler), \(environment.configuration); revision \(environment.revision)\n\n")
    var table = TextTable(columns: Self.columns.map(\.0))
    for measurement in report.measurements { table.add(Self.columns.map { $0.1(measurement) }) }
    stream.write(table.description + "\n")
    stream.write("\nMedians; the spread is the quartiles' range. Ratio: how many times as long the naive way takes.\n")
  }
}

/// The report as JSON, which `--compare` reads again.
package struct JSONReporter: BenchmarkReporter {
  package init() {}

  package func write(_ report: BenchmarkReport, to stream: inout some TextOutputStream) throws {
    stream.write(try json(report))
  }
}
