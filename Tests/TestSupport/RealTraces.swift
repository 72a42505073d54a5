package import Foundation

/// Real grid traces, where a folder of them lies beside the package; they are not part of it.
package enum RealTraces {
  package static let folder = URL(fileURLWithPath: #filePath).appending(path: "../../../../shared/traces").standardized

  /// The files with a time and a value in each row, packed or not.
  package static let paths: [String] = {
    let files = FileManager.default.enumerator(atPath: folder.path)
    let names = (files?.compactMap { $0 as? String } ?? []).sorted()
    return names.filter { name in
      (name.hasSuffix(".csv") || name.hasSuffix(".csv.gz"))
        && (!name.hasPrefix("forecasts/") || name.contains("truth"))
    }.map { folder.appending(path: $0).path }
  }()

  /// Those of hourly slots, and those of five minutes.
  package static let hourly = paths.filter { $0.contains("/hourly/") }
  package static let fiveMinute = paths.filter { $0.contains("/fivemin/") }

  /// Every fourth of some files, from the first on; all of them where large cases are asked for.
  package static func some(of paths: [String]) -> [String] {
    stride(from: 0, to: paths.count, by: sized(debug: 4, release: 1)).map { paths[$0] }
  }

  /// A file's bytes, unpacked if its name ends in `.gz`.
  package static func contents(of path: String) throws -> [UInt8] {
    guard path.hasSuffix(".gz") else { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", path]
    let output = Pipe()
    gzip.standardOutput = output
    try gzip.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    guard gzip.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
    return Array(data)
  }

  /// A file's values in hundredths of a gram, whole, so that all sums are exact.
  ///
  /// - Parameter choice: Which rows, of how many, counted from 0 behind the header; those without a value are left out.
  package static func hundredths(of path: String, rows choice: (Int) -> Range<Int>) throws -> [Double] {
    // Foundation's, which is compiled with optimisation wherever this is not.
    let lines = String(decoding: try contents(of: path), as: UTF8.self).components(separatedBy: "\n")
    let count = lines.count - (lines.last == "" ? 2 : 1)
    return choice(count).clamped(to: 0..<count).compactMap { row in
      lines[row + 1].split(separator: ",").last.flatMap { Double($0) }.map { ($0 * 100).rounded() }
    }
  }
}
