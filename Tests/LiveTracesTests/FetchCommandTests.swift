import Foundation
import TestSupport
import Testing

/// `carbon-schedule fetch`, and traces that are `live:`, as a user has them.
@Suite(.serialized) actor FetchCommandTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  /// Two days of half hours from the present one on, as the grid's operator tells them.
  private static func body() -> String {
    let start = (Date().timeIntervalSince1970 / 1_800).rounded(.down) * 1_800
    func stamp(_ index: Int) -> String {
      String(Date(timeIntervalSince1970: start + 1_800 * Double(index)).formatted(.iso8601).dropLast(4)) + "Z"
    }
    let slots = (0..<96).map { index in
      let value = index == 20 || index == 21 ? 20 : 200 + index
      return
        #"{"from":"\#(stamp(index))","to":"\#(stamp(index + 1))","intensity":{"forecast":\#(value),"actual":null}}"#
    }
    return #"{"data":[\#(slots.joined(separator: ","))]}"#
  }

  /// Fetched, kept, planned on, and planned on again from what was kept: with the network, without it, and from the file.
  @Test func whatIsFetchedCanBePlannedOnAgain() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let tool = Tool(folder: folder)
    let body = Self.body()
    let isDown = Locked(false)
    let server = try LoopbackServer { _ in isDown.withLock { $0 } ? .init(status: "500 Oops") : .init(body: body) }
    let live = ["--base-url", server.address]
    let saved = folder.appending(path: "saved.json").path
    let fetched = try tool.run(["fetch", "great-britain", "--save", saved] + live, "fetch")
    #expect(fetched.code == 0 && fetched.output.split(separator: "\n").count == 97, "\(fetched.errors)")
    #expect(fetched.output.contains(",20,,\n"))
    #expect(fetched.errors.contains("live:great-britain fetched now"))
    #expect(tool.text("saved.json") == body)
    // The end of the cheap hour is where the plan ends, on whatever road the trace came.
    let plan = ["plan", "--duration", "1h", "--deadline", "+24h", "--json", "--trace"]
    let answers = try [
      tool.run(plan + ["live:great-britain"] + live, "live"),
      tool.run(plan + ["live:great-britain", "--offline"] + live, "offline"), tool.run(plan + [saved], "saved"),
    ]
    for answer in answers {
      #expect(answer.code == 0, "\(answer.errors)")
      #expect(answer.output.contains("\"emissions_g\" : 20,"), "\(answer.output)")
    }
    #expect(server.requests.count == 1)
    // An answer that is older than a minute says how old.
    let cache = folder.appending(path: "cache/carbon-schedule/great-britain")
    for name in try FileManager.default.contentsOfDirectory(atPath: cache.path) where name.contains("-forecast-") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -7_250)], ofItemAtPath: cache.appending(path: name).path)
    }
    let old = try tool.run(["fetch", "great-britain", "--offline"] + live, "old")
    #expect(old.code == 0 && old.errors.contains("fetched 2h"), "\(old.errors)")
    // One that fails is said to, and what was fetched before stands in.
    for name in try FileManager.default.contentsOfDirectory(atPath: cache.path) where name.contains("-forecast-") {
      let path = cache.appending(path: name).path
      let stamp = Date(timeIntervalSinceNow: -7_200).formatted(.iso8601)
      try FileManager.default.moveItem(atPath: path, toPath: String(path.dropLast(20)) + stamp)
    }
    isDown.withLock { $0 = true }
    let stale = try tool.run(["fetch", "great-britain"] + live, "stale")
    #expect(stale.code == 0 && stale.output == fetched.output)
    #expect(stale.errors.contains("answers with status 500") && stale.errors.contains("ago is used"), "\(stale.errors)")
  }

  /// What is printed where there is no network, or nothing yet; and the exit codes of all commands that take a trace.
  @Test func withoutANetwork() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let tool = Tool(folder: folder)
    let trace = ["--trace", "live:great-britain", "--duration", "1h"]
    let ways: [([String], String)] = [
      (["--base-url", "http://nowhere.invalid"], "its name cannot be resolved; check the network, or use --offline."),
      (["--base-url", "http://127.0.0.1:1"], "it takes no connection; check the network, a proxy, or use --offline."),
      (["--offline"], "nothing has been fetched before that could be used offline; leave out --offline once."),
    ]
    for (index, (way, words)) in ways.enumerated() {
      for (command, rest) in [
        ("fetch", ["great-britain"]), ("plan", trace), ("wait", trace), ("run", trace),
      ] where way == ["--offline"] || command == "plan" {
        let outcome = try tool.run(
          [command] + rest + way + (command == "run" ? ["--", "true"] : []), "\(index)-\(command)")
        #expect(outcome.code == 69 && outcome.output.isEmpty, "\(command): \(outcome.errors)")
        #expect(outcome.errors.hasPrefix("carbon-schedule \(command): ") && outcome.errors.hasSuffix("\(words)\n"))
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
      }
    }
  }

  /// The system's proxy carries the request, under the name that only it knows; a user's own settings of curl do not.
  @Test func proxiesAreHonoured() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("user-agent = \"mine\"\nfail\n".utf8).write(to: folder.appending(path: ".curlrc"))
    let body = Self.body()
    let proxy = try LoopbackServer { _ in .init(body: body) }
    let tool = Tool(
      folder: folder, variables: ["http_proxy=\(proxy.address)", "no_proxy=", "NO_PROXY=", "HOME=\(folder.path)"])
    let outcome = try tool.run(["fetch", "great-britain", "--base-url", "http://grid.invalid"], "proxy")
    #expect(outcome.code == 0 && outcome.output.split(separator: "\n").count == 97, "\(outcome.errors)")
    #expect(proxy.requests.count == 1 && proxy.requests[0].hasPrefix("GET http://grid.invalid/intensity/"))
    #expect(proxy.requests[0].contains("User-Agent: carbon-schedule"))
  }

  @Test func thePastIsAskedFor() throws {
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let tool = Tool(folder: folder)
    let past = ProviderTests.pasts[0]
    let server = try LoopbackServer { _ in .init(body: past.body) }
    let live = ["--base-url", server.address]
    let words = ["fetch", "great-britain", "--from", "2026-01-01T10:00:00Z", "--to", "2026-01-01T12:00:00Z"]
    let outcome = try tool.run(words + live, "past")
    #expect(outcome.code == 0 && server.paths == [past.path], "\(outcome.errors)")
    #expect(
      outcome.output.hasSuffix("2026-01-01T10:00:00Z,120,average,measured by NESO\n2026-01-01T10:30:00Z,80,,\n"),
      "\(outcome.output)")
    let none = try tool.run(
      ["fetch", "energy-charts:de", "--from", "2026-01-01", "--to", "2026-01-02"] + live, "none")
    #expect(none.code == 64 && none.errors.contains("answers for forecasts only"), "\(none.errors)")
    let backwards = try tool.run(
      ["fetch", "great-britain", "--from", "2026-01-02", "--to", "2026-01-01"] + live, "backwards")
    #expect(backwards.code == 64 && backwards.errors.contains("is not before"), "\(backwards.errors)")
    for (name, code) in [("nowhere", Int32(64)), ("watttime", 64), ("watttime:CAISO_NORTH", 64)] {
      #expect(try tool.run(["fetch", name] + live, "name").code == code, "\(name)")
    }
  }
}
