import ChildProcesses
import Foundation
import Testing

/// The commands as processes of their own, against a server of ours: what they write, and to whom.
@Suite(.serialized) struct SecretTests {
  private static let token = "s3cret-of-the-tests"

  /// Two days of quarter hours from about now, in a provider's shape.
  private static func forecast() -> String {
    let start = (Date().timeIntervalSince1970 / 3_600).rounded(.down) * 3_600
    let points = (0..<48).map { hour in
      let date = Date(timeIntervalSince1970: start + Double(hour) * 3_600).formatted(.iso8601)
      return #"{"carbonIntensity":\#(100 + hour),"datetime":"\#(date)"}"#
    }
    return #"{"zone":"DE","forecast":[\#(points.joined(separator: ","))]}"#
  }

  /// The command lines of all processes.
  private static func commandLines() -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { Int($0) != nil }
      .map { (try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8)) ?? "" }.joined(separator: "\n")
  }

  /// Starts `carbon-schedule` with what it writes going to files of the folder.
  private func start(_ words: [String], _ name: String, in folder: URL, secret: Bool = true) throws -> ChildProcess {
    var options = ChildProcess.Options()
    options.input = try FileDescriptor.forReading("/dev/null")
    options.output = try FileDescriptor.forAppending(folder.appending(path: "\(name).out").path)
    options.errors = try FileDescriptor.forAppending(folder.appending(path: "\(name).err").path)
    var variables = [
      "XDG_CACHE_HOME=\(folder.appending(path: "cache").path)",
      "XDG_STATE_HOME=\(folder.appending(path: "states").path)",
    ]
    if secret { variables.append("ELECTRICITYMAPS_API_TOKEN=\(Self.token)") }
    let names = Set(variables.map { String($0.prefix { $0 != "=" }) })
    let program = Bundle.main.bundleURL.appending(path: "carbon-schedule").path
    return try ChildProcess.start(
      [program] + words, environment: ChildProcess.environment(without: names, adding: variables), options)
  }

  private func text(_ name: String, in folder: URL) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// Nothing that any command writes, and no command line of any process, holds the secret; the server has seen it.
  @Test func aSecretIsNowhere() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = Locked<[String]>([])
    let status = Locked("200 OK")
    let server = try LoopbackServer { request in
      lines.withLock { $0.append(Self.commandLines()) }
      return .init(status: status.withLock { $0 }, body: Self.forecast())
    }
    func path(_ name: String) -> String { folder.appending(path: name).path }
    let live = ["--base-url", server.address]
    let trace = ["--trace", "live:electricity-maps:DE"] + live
    #expect(
      try start(["fetch", "electricity-maps:DE", "--save", path("saved.json")] + live, "fetch", in: folder).wait().code
        == 0)
    #expect(
      try start(["plan", "--duration", "2h", "--report", path("plan.html")] + trace, "plan", in: folder).wait().code
        == 0)
    #expect(
      try start(
        [
          "run", "--duration", "1s", "--state", path("state.json"), "--log", path("log"), "--receipt",
          path("receipt.json"),
        ]
          + trace + ["--", "/bin/sh", "-c", "tr '\\0' '\\n' < /proc/$PPID/cmdline; sleep 1"], "run", in: folder
      ).wait().code == 0, "\(text("run.err", in: folder))")
    // One that is killed leaves its state, journal and ledger.
    let killed = try start(
      ["run", "--duration", "1h", "--state", path("left.json"), "--log", path("left.log")] + trace
        + ["--", "sleep", "3"], "left", in: folder)
    Thread.sleep(forTimeInterval: 1.5)
    ChildProcess.signal(SignalNumber.kill, to: killed.pid)
    _ = killed.wait()
    // A file of a secret, too wide and as it should be.
    try Data(Self.token.utf8).write(to: folder.appending(path: "../key-\(folder.lastPathComponent)"))
    let key = folder.appending(path: "../key-\(folder.lastPathComponent)").path
    defer { try? FileManager.default.removeItem(atPath: key) }
    for (rights, code) in [(0o644, Int32(66)), (0o600, 0)] {
      try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: key)
      let name = "file-\(rights)"
      let words = ["fetch", "electricity-maps:FR", "--secret-file", key] + live
      #expect(
        try start(words, name, in: folder, secret: false).wait().code == code, "\(text("\(name).err", in: folder))")
    }
    #expect(text("file-420.err", in: folder).contains("mode 0600"))
    for (answer, code) in [("401 Unauthorized", Int32(69)), ("500 Oops", 69)] {
      status.withLock { $0 = answer }
      #expect(try start(["fetch", "electricity-maps:SE"] + live, "failed", in: folder).wait().code == code)
    }
    #expect(server.requests.contains { $0.contains(Self.token) })
    #expect(lines.withLock { $0.count } > 2)
    #expect(lines.withLock { $0.allSatisfy { !$0.contains(Self.token) } })
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard let data = try? Data(contentsOf: file) else { continue }
      count += 1
      #expect(data.range(of: Data(Self.token.utf8)) == nil, "\(file.path)")
    }
    #expect(count > 15, "\(count) files")
  }

  /// Many processes that ask the same at once ask once, and all have the answer.
  @Test func oneAsksForAll() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try LoopbackServer { _ in .init(body: Self.forecast(), delay: 0.5) }
    let words = ["fetch", "electricity-maps:DE", "--base-url", server.address]
    let all = try (0..<6).map { try start(words, "\($0)", in: folder) }
    #expect(all.map { $0.wait().code } == [0, 0, 0, 0, 0, 0], "\(text("0.err", in: folder))")
    #expect(server.requests.count == 1)
    let outputs = (0..<6).map { text("\($0).out", in: folder) }
    #expect(Set(outputs).count == 1 && outputs[0].contains("100"))
  }
}
