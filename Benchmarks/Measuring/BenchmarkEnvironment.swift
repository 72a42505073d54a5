import Foundation

/// What a measurement depends on besides the code: found out at run time, and "unknown" where it cannot be.
package struct BenchmarkEnvironment: Codable, Hashable, Sendable {
  package let processor: String
  package let processorCount: Int
  package let system: String
  package let compiler: String
  package let configuration: String
  /// The commit, and whether files differ from it.
  package let revision: String

  package init(
    processor: String, processorCount: Int, system: String, compiler: String, configuration: String, revision: String
  ) {
    self.processor = processor
    self.processorCount = processorCount
    self.system = system
    self.compiler = compiler
    self.configuration = configuration
    self.revision = revision
  }

  /// Finds out where this process runs.
  package static func current() -> BenchmarkEnvironment {
    BenchmarkEnvironment(
      processor: processorName(), processorCount: ProcessInfo.processInfo.activeProcessorCount,
      system: ProcessInfo.processInfo.operatingSystemVersionString, compiler: "Swift \(compilerVersion)",
      configuration: isOptimized ? "release" : "debug", revision: revisionName())
  }

  /// Whether times of this build mean anything.
  package static var isOptimized: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  /// The version as far as conditional compilation can tell.
  private static var compilerVersion: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3.1)
      "6.3.1 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  private static func processorName() -> String {
    if let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) {
      for line in text.split(separator: "\n") where line.hasPrefix("model name") || line.hasPrefix("Model") {
        if let value = line.split(separator: ":", maxSplits: 1).last {
          return value.trimmingCharacters(in: .whitespaces)
        }
      }
    }
    return output(of: ["sysctl", "-n", "machdep.cpu.brand_string"]) ?? "unknown"
  }

  private static func revisionName() -> String {
    guard let commit = output(of: ["git", "rev-parse", "--short=12", "HEAD"]) else { return "unknown" }
    let changes = output(of: ["git", "status", "--porcelain", "--untracked-files=no"]) ?? ""
    return changes.isEmpty ? commit : commit + " with changes"
  }

  /// What a program writes to standard output, or `nil` if it is not there or fails.
  private static func output(of words: [String]) -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
