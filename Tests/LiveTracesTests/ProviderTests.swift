import CarbonScheduling
import CarbonTraces
import Foundation
import Testing

@testable import LiveTraces

/// Each row of the table, against a server of our own.
@Suite(.serialized) struct ProviderTests {
  static let now = Instant(secondsSince1970: 1_767_261_600 + 125)  // 2026-01-01T10:02:05Z
  static let token = "s3cret-of-the-tests"

  /// Two values in a provider's shape.
  static let bodies = [
    "great-britain": """
    {"data":[{"from":"2026-01-01T10:00Z","to":"2026-01-01T10:30Z","intensity":{"forecast":120,"actual":null}},
    {"from":"2026-01-01T10:30Z","to":"2026-01-01T11:00Z","intensity":{"forecast":80,"actual":null}}]}
    """,
    "energy-charts": #"{"unix_seconds":[1767261600,1767262500],"co2eq":[120,80],"co2eq_forecast":[119,81]}"#,
    "carbon-aware-computing": """
    {"GeneratedAt":"2026-01-01T09:00:00+00:00","Emissions":[
    {"Time":"2026-01-01T10:00:00+00:00","Duration":"01:00:00","Rating":120.0},
    {"Time":"2026-01-01T11:00:00+00:00","Duration":"01:00:00","Rating":80.0}]}
    """,
    "energinet": """
    {"dataset":"CO2EmisProg","records":[
    {"Minutes5UTC":"2026-01-01T10:00:00","Minutes5DK":"2026-01-01T11:00:00","PriceArea":"DK1","CO2Emission":120.0},
    {"Minutes5UTC":"2026-01-01T10:05:00","Minutes5DK":"2026-01-01T11:05:00","PriceArea":"DK1","CO2Emission":80.0}]}
    """,
    "electricity-maps": """
    {"zone":"DE","forecast":[{"carbonIntensity":120,"datetime":"2026-01-01T10:00:00.000Z"},
    {"carbonIntensity":80,"datetime":"2026-01-01T11:00:00.000Z"}],"updatedAt":"2026-01-01T09:00:00.000Z"}
    """,
    "watttime": """
    {"data":[{"point_time":"2026-01-01T10:00:00Z","value":900},{"point_time":"2026-01-01T10:05:00Z","value":800}],
    "meta":{"data_point_period_seconds":300,"region":"CAISO_NORTH","units":"lbs_co2_per_mwh","signal_type":"co2_moer",
    "generated_at":"2026-01-01T10:00:00Z","model":{"date":"2023-03-01"}}}
    """,
  ]

  static let rows: [(name: String, path: String)] = [
    ("great-britain", "/intensity/2026-01-01T10:00Z/fw48h"),
    ("great-britain:13", "/regional/intensity/2026-01-01T10:00Z/fw48h/regionid/13"),
    ("great-britain:SW1A", "/regional/intensity/2026-01-01T10:00Z/fw48h/postcode/SW1A"),
    ("energy-charts:de", "/co2eq?country=de"),
    ("carbon-aware-computing:de", "/forecasts/de.json"),
    (
      "energinet:DK1",
      "/dataset/CO2EmisProg?start=now-PT5M&filter=%7B%22PriceArea%22:%5B%22DK1%22%5D%7D&sort=Minutes5UTC%20asc&limit=0"
    ),
    ("electricity-maps:DE", "/v4/carbon-intensity/forecast?zone=DE&horizonHours=48"),
    ("watttime:CAISO_NORTH", "/v3/forecast?region=CAISO_NORTH&signal_type=co2_moer&horizon_hours=48"),
  ]

  /// The past: where it is asked for, and in which shape it comes.
  static let pasts: [(name: String, path: String, body: String)] = [
    (
      "great-britain", "/intensity/2026-01-01T10:00Z/2026-01-01T12:00Z",
      """
      {"data":[{"from":"2026-01-01T10:00Z","to":"2026-01-01T10:30Z","intensity":{"forecast":1,"actual":120}},
      {"from":"2026-01-01T10:30Z","to":"2026-01-01T11:00Z","intensity":{"forecast":1,"actual":80}}]}
      """
    ),
    (
      "great-britain:13", "/regional/intensity/2026-01-01T10:00Z/2026-01-01T12:00Z/regionid/13",
      """
      {"data":{"regionid":13,"shortname":"London","data":[
      {"from":"2026-01-01T10:00Z","to":"2026-01-01T10:30Z","intensity":{"forecast":120}},
      {"from":"2026-01-01T10:30Z","to":"2026-01-01T11:00Z","intensity":{"forecast":80}}]}}
      """
    ),
    (
      "great-britain:SW1A", "/regional/intensity/2026-01-01T10:00Z/2026-01-01T12:00Z/postcode/SW1A",
      """
      {"data":{"regionid":13,"shortname":"London","postcode":"SW1A","data":[
      {"from":"2026-01-01T10:00Z","to":"2026-01-01T10:30Z","intensity":{"forecast":120}},
      {"from":"2026-01-01T10:30Z","to":"2026-01-01T11:00Z","intensity":{"forecast":80}}]}}
      """
    ),
    (
      "energinet:DK2",
      "/dataset/CO2Emis?start=2026-01-01T10:00&end=2026-01-01T12:00&timezone=utc"
        + "&filter=%7B%22PriceArea%22:%5B%22DK2%22%5D%7D&sort=Minutes5UTC%20asc&limit=0",
      """
      {"dataset":"CO2Emis","records":[
      {"Minutes5UTC":"2026-01-01T10:00:00","PriceArea":"DK2","CO2Emission":120.0},
      {"Minutes5UTC":"2026-01-01T10:05:00","PriceArea":"DK2","CO2Emission":80.0}]}
      """
    ),
    (
      "electricity-maps:DE",
      "/v4/carbon-intensity/past-range?zone=DE&start=2026-01-01T10:00:00Z&end=2026-01-01T12:00:00Z",
      """
      {"zone":"DE","temporalGranularity":"hourly","data":[
      {"zone":"DE","carbonIntensity":120,"datetime":"2026-01-01T10:00:00.000Z","isEstimated":false},
      {"zone":"DE","carbonIntensity":80,"datetime":"2026-01-01T11:00:00.000Z","isEstimated":false}]}
      """
    ),
    (
      "watttime:CAISO_NORTH",
      "/v3/historical?region=CAISO_NORTH&signal_type=co2_moer&start=2026-01-01T10:00:00Z&end=2026-01-01T12:00:00Z",
      bodies["watttime"] ?? ""
    ),
  ]

  @Test(arguments: pasts.indices)
  func eachPast(index: Int) throws {
    let (text, path, body) = Self.pasts[index]
    let name = try LiveName(parsing: text)
    let server = try LoopbackServer { request in
      request.hasPrefix("GET /login") ? .init(body: #"{"token":"bearer-of-the-tests"}"#) : .init(body: body)
    }
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = Instant(secondsSince1970: 1_767_261_600)
    let answer = try Self.source(server, cache: folder, now: { Self.now.advanced(by: .seconds(7_200)) }).answer(
      name, .history(start..<start.advanced(by: .seconds(7_200))))
    #expect(server.paths.last == path)
    let trace = try TraceDocument.all(in: answer.source)[0].trace
    #expect(trace.slotCount == 2 && trace.start == start)
    try Self.expectNoSecret(in: folder)
  }

  /// The hour in progress stands in no range of the past: it is asked for by itself, and joined as it came.
  @Test(arguments: [("12", 3), ("11", 2), ("14", 5)])
  func theHourInProgressIsJoined(hour: String, slots: Int) throws {
    let past = Self.pasts[4].body.replacing("T10", with: "T08").replacing("T11", with: "T09")
    // What is known already is not told twice; hours between are a gap.
    let latest =
      #"{"zone":"DE","carbonIntensity":60,"datetime":"2026-01-01T\#(hour):00:00.000Z","temporalGranularity":"hourly"}"#
      .replacing("T12", with: "T10").replacing("T11", with: "T09").replacing("T14", with: "T12")
    let server = try LoopbackServer { .init(body: $0.contains("/latest?") ? latest : past) }
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let range = Self.now.advanced(by: .seconds(-7_325))..<Self.now
    let answer = try Self.source(server, cache: folder).answer(
      try LiveName(parsing: "electricity-maps:DE"), .history(range))
    #expect(
      server.paths == [
        "/v4/carbon-intensity/past-range?zone=DE&start=2026-01-01T08:00:00Z&end=2026-01-01T10:02:05Z",
        "/v4/carbon-intensity/latest?zone=DE",
      ])
    #expect(server.requests.allSatisfy { $0.contains("auth-token: \(Self.token)") })
    let trace = try TraceDocument.all(in: answer.source)[0].trace
    try #require(trace.slotCount == slots)
    #expect(trace.start == Instant(secondsSince1970: 1_767_254_400))
    #expect(trace[slots - 1] == (slots == 2 ? 80 : 60) && trace[0] == 120)
    #expect((slots == 5) == (trace[2 % slots] == nil))
    #expect(answer.body == Array((slots == 2 ? past : "[\(past),\n\(latest)]\n").utf8))
    try Self.expectNoSecret(in: folder)
  }

  /// A token holds half an hour: then there is another login, and not before.
  @Test func tokensAreRenewed() throws {
    let server = try LoopbackServer { request in
      request.hasPrefix("GET /login")
        ? .init(body: #"{"token":"bearer-of-the-tests"}"#) : .init(body: Self.bodies["watttime"] ?? "")
    }
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = Locked(Self.now)
    let source = Self.source(server, cache: folder, now: { clock.withLock { $0 } })
    let name = try LiveName(parsing: "watttime:CAISO_NORTH")
    for (minutes, logins) in [(0, 1), (10, 1), (28, 1), (36, 2)] {
      clock.withLock { $0 = Self.now.advanced(by: .seconds(60 * minutes)) }
      #expect(try source.answer(name).excuse == nil)
      #expect(server.paths.count { $0 == "/login" } == logins, "after \(minutes) minutes")
    }
    #expect(server.paths.count { $0.hasPrefix("/v3/forecast") } == 4)
  }

  /// A question is kept by what was asked and by its slot; those of two weeks ago go.
  @Test func answersAreKeptBySlot() throws {
    let server = try LoopbackServer { _ in .init(body: Self.bodies["great-britain"] ?? "") }
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = Locked(Self.now)
    let source = Self.source(server, cache: folder, now: { clock.withLock { $0 } })
    let day: Int64 = 86_400
    for (seconds, text, requests) in [
      (0, "great-britain", 1), (60, "great-britain", 1), (60, "great-britain:13", 2), (1_800, "great-britain", 3),
      (15 * day, "great-britain", 4),
    ] {
      clock.withLock { $0 = Self.now.advanced(by: .seconds(seconds)) }
      _ = try source.answer(try LiveName(parsing: text))
      #expect(server.requests.count == requests, "\(text) after \(seconds) s")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "great-britain").path)
    #expect(names.filter { $0.contains("-forecast-") }.count == 1, "\(names)")
    #expect(names.contains("requests") && names.contains("lock"))
  }

  @Test func somePastsCannotBeAskedFor() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try LoopbackServer { _ in .init() }
    let start = Instant(secondsSince1970: 1_767_261_600)
    for text in ["energy-charts:de", "carbon-aware-computing:de"] {
      #expect(throws: LiveError.self) {
        try Self.source(server, cache: folder).answer(
          try LiveName(parsing: text), .history(start..<start.advanced(by: .seconds(7_200))))
      }
    }
    #expect(server.requests.isEmpty)
  }

  /// A source that asks a server of ours, with a cache of its own and no time to wait.
  static func source(
    _ server: LoopbackServer, cache: URL, secrets: Secrets = Secrets(environment: environment), isOffline: Bool = false,
    answerSeconds: Double = 10, now: @escaping @Sendable () -> Instant = { now },
    sleep: @escaping @Sendable (Int64) -> Void = { _ in }
  ) -> LiveSource {
    var options = LiveSource.Options()
    options.address = server.address
    options.cache = AnswerCache(folder: cache.path)
    options.secrets = secrets
    options.isOffline = isOffline
    var transport = CurlTransport()
    (transport.connectSeconds, transport.answerSeconds) = (2, answerSeconds)
    return LiveSource(options, transport: transport, now: now) { nanoseconds in
      // A child that another test starts holds all files until it is another program: the cache's lock too, which is asked for
      // again each fifth of a second.
      Thread.sleep(forTimeInterval: 0.001)
      if nanoseconds != 200_000_000 { sleep(nanoseconds) }
    }
  }

  static let environment = [
    "ELECTRICITYMAPS_API_TOKEN": token, "WATTTIME_USER": "tester", "WATTTIME_PASSWORD": token,
  ]

  static func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  @Test(arguments: rows.indices)
  func eachRow(index: Int) throws {
    let (text, path) = Self.rows[index]
    let name = try LiveName(parsing: "live:\(text)")
    let server = try LoopbackServer { request in
      request.hasPrefix("GET /login")
        ? .init(body: #"{"token":"bearer-of-the-tests"}"#) : .init(body: Self.bodies[name.provider.name] ?? "")
    }
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = Self.source(server, cache: folder)
    let answer = try source.answer(name)
    #expect(server.paths.last == path)
    #expect(answer.excuse == nil)
    let trace = try TraceDocument.all(in: answer.source)[0].trace
    #expect(trace.slotCount == 2 && trace.start == Instant(secondsSince1970: 1_767_261_600))
    switch name.provider.key {
    case .none: break
    case .token(let header, _):
      #expect(server.requests.last?.contains("\(header): \(Self.token)") == true)
    case .login:
      #expect(server.paths.first == "/login")
      #expect(server.requests.first?.contains("Authorization: Basic ") == true)
      #expect(server.requests.last?.contains("Authorization: Bearer bearer-of-the-tests") == true)
    }
    // The same slot asks nobody again; nor does another process, nor one that is offline.
    let count = server.requests.count
    _ = try source.answer(name)
    _ = try Self.source(server, cache: folder, isOffline: true).answer(name)
    #expect(server.requests.count == count)
    try Self.expectNoSecret(in: folder)
  }

  static func expectNoSecret(in folder: URL) throws {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard let data = try? Data(contentsOf: file) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains(token) && !text.contains("bearer-of-the-tests"), "\(file.lastPathComponent)")
    }
  }

  /// A provider that fails is stood in for by its latest answer, with an excuse.
  @Test func olderAnswersStandIn() throws {
    let isDown = Locked(false)
    let server = try LoopbackServer { _ in
      isDown.withLock { $0 } ? .init(status: "500 Oops") : .init(body: Self.bodies["great-britain"] ?? "")
    }
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let name = try LiveName(parsing: "great-britain")
    _ = try Self.source(server, cache: folder).answer(name)
    isDown.withLock { $0 = true }
    var options = Self.source(server, cache: folder).options
    options.address = server.address
    let later = LiveSource(options, now: { Self.now.advanced(by: .seconds(3_600)) }, sleep: { _ in })
    let answer = try later.answer(name)
    #expect(answer.excuse?.contains("500") == true)
  }

  @Test func secretsAreKeptPrivate() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "key").path
    try Data("\(Self.token)\n".utf8).write(to: URL(fileURLWithPath: path))
    let provider = Provider.all[4]
    for (rights, isGood) in [(0o600, true), (0o640, false), (0o604, false)] {
      try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: path)
      let token = try? Secrets(environment: [:], file: path).token(provider, variable: "")
      #expect((token == Self.token) == isGood, "\(rights)")
    }
    #expect(throws: LiveError.self) { try Secrets(environment: [:]).token(provider, variable: "NONE") }
    var options = LiveSource.Options()
    options.address = "http://example.org"
    #expect(throws: LiveError.self) { try LiveSource(options).answer(try LiveName(parsing: "electricity-maps:DE")) }
  }

  @Test func namesAreChecked() throws {
    for text in [
      "live:nowhere", "energy-charts", "energy-charts:", "energy-charts:d/e", "energinet:DK1&x=1", "watttime:a b",
    ] {
      #expect(throws: LiveError.self, "\(text)") { try LiveName(parsing: text) }
    }
    #expect(try LiveName(parsing: "great-britain").text == "live:great-britain")
  }
}
