import ChildProcesses
import Foundation
import TestSupport
import Testing

/// The commands as processes of their own, against a server of ours: what they write, and to whom.
@Suite(.serialized) actor SecretTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  private static let token = "s3cret-of-the-tests"
  private static let bearer = "bearer-of-the-tests"

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

  /// Nothing that any command writes, and no command line of any process, holds the secret; the server has seen it.
  @Test func aSecretIsNowhere() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = Locked<[String]>([])
    let status = Locked("200 OK")
    let server = try LoopbackServer { request in
      lines.withLock { $0.append(Self.commandLines()) }
      let body =
        request.hasPrefix("GET /login")
        ? #"{"token":"\#(Self.bearer)"}"#
        : request.hasPrefix("GET /v3/") ? ProviderTests.bodies["watttime"] ?? "" : Self.forecast()
      return .init(status: status.withLock { $0 }, body: body)
    }
    let tool = Tool(folder: folder, variables: ["ELECTRICITYMAPS_API_TOKEN=\(Self.token)"])
    func path(_ name: String) -> String { folder.appending(path: name).path }
    let live = ["--base-url", server.address]
    let trace = ["--trace", "live:electricity-maps:DE"] + live
    #expect(
      try tool.start(["fetch", "electricity-maps:DE", "--save", path("saved.json")] + live, "fetch").wait().code
        == 0)
    #expect(
      try tool.start(["plan", "--duration", "2h", "--report", path("plan.html")] + trace, "plan").wait().code
        == 0)
    #expect(
      try tool.start(
        [
          "run", "--duration", "1s", "--state", path("state.json"), "--log", path("log"), "--receipt",
          path("receipt.json"),
        ]
          + trace + ["--", "/bin/sh", "-c", "tr '\\0' '\\n' < /proc/$PPID/cmdline; sleep 1"], "run"
      ).wait().code == 0, "\(tool.text("run.err"))")
    // One that is killed leaves its state, journal and ledger.
    let killed = try tool.start(
      ["run", "--duration", "1h", "--state", path("left.json"), "--log", path("left.log")] + trace
        + ["--", "sleep", "3"], "left")
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
        try Tool(folder: folder).start(words, name).wait().code == code, "\(tool.text("\(name).err"))")
    }
    #expect(tool.text("file-420.err").contains("mode 0600"))
    for (answer, code) in [("401 Unauthorized", Int32(69)), ("500 Oops", 69)] {
      status.withLock { $0 = answer }
      #expect(try tool.start(["fetch", "electricity-maps:SE"] + live, "failed").wait().code == code)
    }
    // A name and a password, for which there is a token.
    status.withLock { $0 = "200 OK" }
    let login = Tool(folder: folder, variables: ["WATTTIME_USER=tester", "WATTTIME_PASSWORD=\(Self.token)"])
    #expect(
      try login.start(["fetch", "watttime:CAISO_NORTH"] + live, "login").wait().code == 0,
      "\(login.text("login.err"))")
    let basic = Data("tester:\(Self.token)".utf8).base64EncodedString()
    #expect(server.requests.contains { $0.contains("Authorization: Basic \(basic)") })
    #expect(server.requests.contains { $0.contains("Authorization: Bearer \(Self.bearer)") })
    let secrets = [Self.token, basic, Self.bearer]
    #expect(server.requests.contains { $0.contains("auth-token: \(Self.token)") })
    #expect(lines.withLock { $0.count } > 2)
    #expect(lines.withLock { $0.allSatisfy { line in secrets.allSatisfy { !line.contains($0) } } })
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard let data = try? Data(contentsOf: file) else { continue }
      count += 1
      #expect(secrets.allSatisfy { data.range(of: Data($0.utf8)) == nil }, "\(file.path)")
    }
    #expect(count > 15, "\(count) files")
  }

  /// Many processes that ask the same at once ask once, and all have the answer.
  @Test func oneAsksForAll() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try LoopbackServer { _ in .init(body: Self.forecast(), delay: 0.5) }
    let words = ["fetch", "electricity-maps:DE", "--base-url", server.address]
    let tool = Tool(folder: folder, variables: ["ELECTRICITYMAPS_API_TOKEN=\(Self.token)"])
    let all = try (0..<6).map { try tool.start(words, "\($0)") }
    #expect(all.map { $0.wait().code } == [0, 0, 0, 0, 0, 0], "\(tool.text("0.err"))")
    #expect(server.requests.count == 1)
    let outputs = (0..<6).map { tool.text("\($0).out") }
    #expect(Set(outputs).count == 1 && outputs[0].contains("100"))
  }
}
