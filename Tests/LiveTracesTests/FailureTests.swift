import CarbonScheduling
import CarbonTraces
import Foundation
import TestSupport
import Testing

@testable import LiveTraces

/// Each way to fail, at each address of each provider, against a server of our own.
@Suite(.serialized) actor FailureTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  /// A question, and the part of the address that fails; what else it takes is answered well.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let failing: String
    var isPast = false

    var testDescription: String { "\(name) \(failing)" }
    var provider: String { String(name.prefix { $0 != ":" }) }

    /// What a good answer is.
    func body(_ request: String) -> String {
      if request.hasPrefix("GET /login") { return #"{"token":"bearer-of-the-tests"}"# }
      if request.contains("/latest?") { return FailureTests.latest }
      return isPast ? ProviderTests.pasts.first { $0.name == name }?.body ?? "" : ProviderTests.bodies[provider] ?? ""
    }

    func ask(_ source: LiveSource) -> Result<LiveSource.Answer, LiveError> {
      do throws(LiveError) {
        let start = ProviderTests.now.advanced(by: .seconds(-7_325))
        return .success(
          try source.answer(try LiveName(parsing: name), isPast ? .history(start..<ProviderTests.now) : .forecast))
      } catch {
        return .failure(error)
      }
    }
  }

  static let latest = #"{"zone":"DE","carbonIntensity":60,"datetime":"2026-01-01T12:00:00.000Z"}"#

  /// Each address that is ever asked.
  static let rows = [
    Row(name: "great-britain", failing: "/fw48h"),
    Row(name: "great-britain:13", failing: "/fw48h/regionid/13"),
    Row(name: "great-britain:SW1A", failing: "/fw48h/postcode/SW1A"),
    Row(name: "great-britain", failing: "/intensity/", isPast: true),
    Row(name: "great-britain:13", failing: "/regional/", isPast: true),
    Row(name: "great-britain:SW1A", failing: "/regional/", isPast: true),
    Row(name: "energy-charts:de", failing: "/co2eq?"),
    Row(name: "carbon-aware-computing:de", failing: "/forecasts/"),
    Row(name: "energinet:DK1", failing: "/CO2EmisProg?"),
    Row(name: "energinet:DK2", failing: "/CO2Emis?", isPast: true),
    Row(name: "electricity-maps:DE", failing: "/forecast?"),
    Row(name: "electricity-maps:DE", failing: "/past-range?", isPast: true),
    Row(name: "electricity-maps:DE", failing: "/latest?", isPast: true),
    Row(name: "watttime:CAISO_NORTH", failing: "/login"),
    Row(name: "watttime:CAISO_NORTH", failing: "/v3/forecast?"),
    Row(name: "watttime:CAISO_NORTH", failing: "/v3/historical?", isPast: true),
  ]

  struct Failure: CustomTestStringConvertible, Sendable {
    let answer: LoopbackServer.Answer
    let words: String
    /// How many times the address is asked.
    var tries = 1

    var testDescription: String { words }
  }

  static let failures = [
    Failure(answer: .init(status: "401 Unauthorized"), words: "refuses the key (401)"),
    Failure(answer: .init(status: "403 Forbidden"), words: "refuses the key (403)"),
    Failure(answer: .init(status: "404 Not Found"), words: "knows no such region"),
    Failure(
      answer: .init(status: "429 Too Many Requests", headers: ["Retry-After: 7200"]),
      words: "no further request for 7200 seconds"),
    Failure(answer: .init(status: "500 Internal Server Error"), words: "answers with status 500", tries: 3),
    Failure(
      answer: .init(status: "503 Service Unavailable", headers: ["Retry-After: 1"]), words: "status 503", tries: 3),
    Failure(answer: .init(delay: 0.9), words: "too long to answer", tries: 3),
    Failure(answer: .init(body: "{\"data\":[", isTruncated: true), words: "breaks off", tries: 3),
    Failure(answer: .init(body: "<!DOCTYPE html><title>Login</title>"), words: "holds no trace"),
    Failure(answer: .init(body: "{\"data\":[{\"from\":\"yesterday\"}]}"), words: "holds no trace"),
    Failure(answer: .init(body: ""), words: "holds no trace"),
  ]

  /// Each address with each failure; where large cases are not asked for, each address with every sixth in turn, so that each
  /// failure meets every sixth address.
  static let pairs = rows.indices.flatMap { row in
    failures.indices.filter { LargeCases.areAsked || ($0 + row) % 6 == 0 }.map { (rows[row], failures[$0]) }
  }

  @Test(arguments: pairs)
  func eachFailure(row: Row, failure: Failure) throws {
    let server = try LoopbackServer { $0.contains(row.failing) ? failure.answer : .init(body: row.body($0)) }
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = ProviderTests.source(server, cache: folder, answerSeconds: failure.answer.delay > 0 ? 0.6 : 10)
    let text = Self.error(row.ask(source))
    #expect(text.contains(failure.words), "\(text)")
    #expect(text.contains(row.provider), "\(text)")
    #expect(!text.contains(ProviderTests.token) && !text.contains("bearer-of-the-tests"))
    let asked = server.paths.count { $0.contains(row.failing) }
    // A server that still sleeps has not seen the last one.
    #expect(failure.answer.delay > 0 ? (1...failure.tries).contains(asked) : asked == failure.tries, "\(asked) times")
    #expect(Self.kept(in: folder).isEmpty, "what fails is not kept")
    try ProviderTests.expectNoSecret(in: folder)
  }

  /// A key is not sent after a redirect; what has none follows it, but not for ever.
  @Test(arguments: rows)
  func redirects(row: Row) throws {
    let target = try LoopbackServer { .init(body: row.body("GET /there?" + ($0.contains("latest") ? "/latest?" : ""))) }
    let there = target.address + "/there"
    let server = try LoopbackServer { request in
      request.contains(row.failing)
        ? .init(status: "302 Found", headers: ["Location: \(there)"]) : .init(body: row.body(request))
    }
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = row.ask(ProviderTests.source(server, cache: folder))
    if try LiveName(parsing: row.name).provider.key == .none {
      #expect(target.paths == ["/there"] && (try? result.get()) != nil, "\(Self.error(result))")
    } else {
      #expect(target.requests.isEmpty && Self.error(result).contains("a key must not go"), "\(Self.error(result))")
    }
    let circle = try LoopbackServer { request in
      request.contains(row.failing)
        ? .init(status: "302 Found", headers: ["Location: \(request.split(separator: " ")[1])"])
        : .init(body: row.body(request))
    }
    let again = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: again) }
    #expect(Self.error(row.ask(ProviderTests.source(circle, cache: again))).contains("round in circles"))
  }

  /// Values that are none, in the provider's own shape.
  @Test(arguments: rows.filter { $0.failing != "/login" })
  func wrongValues(row: Row) throws {
    let server = try LoopbackServer { request in
      let body = row.body(request)
      let values = [":120.0", ":120", ":900", "[120", ":60"].filter { body.contains($0) }
      guard request.contains(row.failing), let value = values.first else { return .init(body: body) }
      return .init(body: body.replacing(value, with: value.prefix(1) + "\"high\""))
    }
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = Self.error(row.ask(ProviderTests.source(server, cache: folder)))
    #expect(text.contains("\"high\" is not a number"), "\(text)")
    #expect(Self.kept(in: folder).isEmpty)
  }

  /// The one provider that names its unit, with another one.
  @Test func wrongUnits() throws {
    let body = (ProviderTests.bodies["watttime"] ?? "").replacing("lbs_co2_per_mwh", with: "percentile")
    let server = try LoopbackServer { .init(body: $0.hasPrefix("GET /login") ? #"{"token":"t"}"# : body) }
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let row = Row(name: "watttime:CAISO_NORTH", failing: "")
    #expect(Self.error(row.ask(ProviderTests.source(server, cache: folder))).contains("percentile"))
  }

  /// A short pause that is asked for is kept, in seconds or up to a date, and then there is an answer.
  @Test func asksAgainAfterAShortPause() throws {
    let http = DateFormatter()
    http.locale = Locale(identifier: "en_US_POSIX")
    http.timeZone = TimeZone(identifier: "GMT")
    http.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    for (header, seconds) in [("7", 7...7), (http.string(from: Date(timeIntervalSinceNow: 45)), 35...46)] {
      let first = Locked(true)
      let row = Row(name: "great-britain", failing: "")
      let server = try LoopbackServer { request in
        let isFirst = first.withLock { isFirst in
          defer { isFirst = false }
          return isFirst
        }
        return isFirst
          ? .init(status: "429 Too Many Requests", headers: ["Retry-After: \(header)"]) : .init(body: row.body(request))
      }
      let folder = try ProviderTests.folder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let slept = Locked<[Int64]>([])
      let source = ProviderTests.source(server, cache: folder, sleep: { time in slept.withLock { $0.append(time) } })
      #expect(try row.ask(source).get().excuse == nil)
      #expect(server.requests.count == 2)
      let pauses = slept.withLock { $0.map { Int($0 / 1_000_000_000) } }
      #expect(pauses.count == 1 && pauses.allSatisfy { seconds.contains($0) }, "\(header): \(pauses)")
    }
  }

  /// Two requests a minute are two, whoever makes them; waits grow, and are not all the same.
  @Test func limitsAndBackOff() throws {
    let server = try LoopbackServer { _ in .init(body: ProviderTests.bodies["energy-charts"] ?? "") }
    let folder = try ProviderTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let slept = Locked<[Int64]>([])
    for (country, pauses) in [("de", [Int64]()), ("fr", []), ("at", [60])] {
      let source = ProviderTests.source(server, cache: folder, sleep: { time in slept.withLock { $0.append(time) } })
      _ = try source.answer(try LiveName(parsing: "energy-charts:\(country)"))
      #expect(slept.withLock { $0.map { $0 / 1_000_000_000 } } == pauses, "\(country)")
    }
    let down = try LoopbackServer { _ in .init(status: "500 Oops") }
    var all: Set<Int64> = []
    for _ in 0..<5 {
      let again = try ProviderTests.folder()
      defer { try? FileManager.default.removeItem(at: again) }
      let waits = Locked<[Int64]>([])
      let source = ProviderTests.source(down, cache: again, sleep: { time in waits.withLock { $0.append(time) } })
      #expect(Self.error(Row(name: "great-britain", failing: "").ask(source)).contains("500"))
      let seconds = waits.withLock { $0.map { Double($0) / 1e9 } }
      #expect(seconds.count == 2 && (0.5...1.5).contains(seconds[0]) && (1...3).contains(seconds[1]), "\(seconds)")
      all.formUnion(waits.withLock { $0 })
    }
    #expect(all.count > 5)
  }

  private static func error(_ result: Result<LiveSource.Answer, LiveError>) -> String {
    if case .failure(let error) = result { error.description } else { "no error" }
  }

  /// The answers in a cache.
  private static func kept(in folder: URL) -> [String] {
    (FileManager.default.subpaths(atPath: folder.path) ?? []).filter {
      $0.contains("-forecast-") || $0.contains("-history-")
    }
  }
}
