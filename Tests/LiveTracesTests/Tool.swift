import ChildProcesses
import Foundation
import TestSupport

/// `carbon-schedule` as a process of its own, with a cache, states and output in a folder of the test's.
struct Tool {
  let folder: URL
  /// Added to the environment, `NAME=value`.
  var variables: [String] = []

  /// Starts it; what it writes goes to `NAME.out` and `NAME.err`.
  func start(_ words: [String], _ name: String) throws -> ChildProcess {
    var options = ChildProcess.Options()
    options.input = try FileDescriptor.forReading("/dev/null")
    options.output = try FileDescriptor.forAppending(folder.appending(path: "\(name).out").path)
    options.errors = try FileDescriptor.forAppending(folder.appending(path: "\(name).err").path)
    let variables =
      variables + [
        "XDG_CACHE_HOME=\(folder.appending(path: "cache").path)",
        "XDG_STATE_HOME=\(folder.appending(path: "states").path)",
      ]
    let names = Set(variables.map { String($0.prefix { $0 != "=" }) })
    return try ChildProcess.start(
      [Products.url("carbon-schedule").path] + words,
      environment: ChildProcess.environment(without: names, adding: variables), options)
  }

  /// Runs it to its end.
  func run(_ words: [String], _ name: String) throws -> (code: Int32, output: String, errors: String) {
    let code = try start(words, name).wait().code
    return (code, text("\(name).out"), text("\(name).err"))
  }

  func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }
}
