package import CarbonScheduling
package import CarbonTraces
import ChildProcesses
import Foundation

/// Answers of providers: from the cache, where this slot's is there, or from the network.
package struct LiveSource: Sendable {
  /// How it asks.
  package struct Options: Sendable {
    /// Takes the place of the provider's address.
    package var address: String?
    /// Uses the cache alone.
    package var isOffline = false
    package var secrets = Secrets()
    package var cache = AnswerCache()

    package init() {}
  }

  package let options: Options
  private let transport: any Transport & Sendable
  private let now: @Sendable () -> Instant
  private let sleep: @Sendable (Int64) -> Void
  private let token = TokenBox()

  /// - Parameters:
  ///   - transport: Carries requests.
  ///   - now: The present.
  ///   - sleep: Waits so many nanoseconds.
  package init(
    _ options: Options = Options(), transport: any Transport & Sendable = CurlTransport(),
    now: @escaping @Sendable () -> Instant = { Instant(secondsSince1970: SystemClocks.wall / 1_000_000_000) },
    sleep: @escaping @Sendable (Int64) -> Void = { Sleep.nanoseconds($0) }
  ) {
    (self.options, self.transport, self.now, self.sleep) = (options, transport, now, sleep)
  }

  /// An answer as it came, and its age.
  package struct Answer: Sendable {
    package let name: LiveName
    package let body: [UInt8]
    package let fetched: Instant
    /// Why it is not of this slot, where it is an older one.
    package let excuse: String?

    /// The bytes as a source of a trace.
    package var source: InputSource { .bytes(body, name: name.text) }
  }

  /// The answer to a question.
  ///
  /// Where the provider fails, the latest answer of before is taken, and says so.
  package func answer(
    _ name: LiveName, _ time: Provider.Question.Time = .forecast
  ) throws(LiveError) -> Answer {
    let provider = name.provider
    let seconds = now().secondsSince1970
    let slot = Instant(secondsSince1970: seconds - seconds % provider.slotSeconds)
    let question = Provider.Question(region: name.region, time: time, slot: slot)
    guard let path = provider.path(question) else { throw .noHistory(provider: provider.name) }
    let address = try self.address(provider)
    let key = Self.key(name, time, address)
    func kept(_ entry: AnswerCache.Entry, _ excuse: String?) -> Answer {
      Answer(name: name, body: entry.body, fetched: entry.fetched, excuse: excuse)
    }
    if let entry = options.cache.entry(provider, key: key, in: slot) { return kept(entry, nil) }
    if options.isOffline {
      guard let entry = options.cache.entry(provider, key: key) else { throw .nothingCached(name: name.text) }
      return kept(entry, nil)
    }
    do {
      let lock = try options.cache.lock(provider, patience: Self.patience, sleep: sleep)
      defer { withExtendedLifetime(lock) {} }
      // Another process may have asked meanwhile.
      if let entry = options.cache.entry(provider, key: key, in: slot) { return kept(entry, nil) }
      let body = try fetch(address + path, name)
      try Self.check(body, name)
      try options.cache.keep(body, provider, key: key, in: slot)
      return Answer(name: name, body: body, fetched: now(), excuse: nil)
    } catch {
      guard error.isPassing, let entry = options.cache.entry(provider, key: key) else { throw error }
      return kept(entry, error.description)
    }
  }

  private func address(_ provider: Provider) throws(LiveError) -> String {
    guard var address = options.address else { return provider.address }
    guard address.hasPrefix("https://") || address.hasPrefix("http://"),
      address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else { throw .address(address) }
    while address.hasSuffix("/") { address.removeLast() }
    if provider.key != .none, address.hasPrefix("http://"), !Self.isLoopback(address) {
      throw .keyInTheClear(address: address)
    }
    return address
  }

  private static func isLoopback(_ address: String) -> Bool {
    let host = address.dropFirst(7).prefix { $0 != "/" && $0 != ":" }
    return host == "127.0.0.1" || host == "localhost"
  }

  /// A name for a question: what a person recognises, and a number that tells addresses apart.
  private static func key(_ name: LiveName, _ time: Provider.Question.Time, _ address: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var words = address
    if case .history(let range) = time { words += " \(range.lowerBound) \(range.upperBound)" }
    for byte in words.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    let kind = time == .forecast ? "forecast" : "history"
    return "\(name.region ?? "all")-\(kind)-\(String(repeating: "0", count: 16 - digits.count))\(digits)"
  }

  /// What holds no trace is not kept.
  private static func check(_ body: [UInt8], _ name: LiveName) throws(LiveError) {
    if body.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
      throw .content(name: name.text, problem: "it is a page and no data, perhaps of a proxy or a login")
    }
    do throws(InputError) {
      _ = try TraceDocument.all(in: .bytes(body, name: name.text))
    } catch {
      throw .content(name: name.text, problem: error.problem)
    }
  }

  // MARK: Asking

  private func fetch(_ address: String, _ name: LiveName) throws(LiveError) -> [UInt8] {
    let provider = name.provider
    var request = HTTPRequest(address)
    switch provider.key {
    case .none: break
    case .token(let header, let variable):
      request.secretHeaders = [(header, try options.secrets.token(provider, variable: variable))]
    case .login(let path, let user, let password, let seconds):
      let base = try self.address(provider)
      if token.value(at: now()) == nil {
        var login = HTTPRequest(base + path)
        login.credentials = try options.secrets.credentials(provider, user: user, password: password)
        let body = try ask(login, name)
        struct Login: Decodable { let token: String }
        guard let answer = try? JSONDecoder().decode(Login.self, from: Data(body)),
          answer.token.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
        else { throw .content(name: "\(provider.name)'s login", problem: "there is no token in it") }
        // A minute less, so that it does not end on the way.
        token.set(answer.token, until: now().advanced(by: .seconds(seconds - 60)))
      }
      request.secretHeaders = [("Authorization", "Bearer \(token.value(at: now()) ?? "")")]
    }
    return try ask(request, name)
  }

  /// Asks up to three times, further and further apart, and never more often than the provider likes.
  private func ask(_ request: HTTPRequest, _ name: LiveName) throws(LiveError) -> [UInt8] {
    let provider = name.provider
    var failure = LiveError.transport(.timeout, provider: provider.name)
    for attempt in 0..<Self.attempts {
      try waitForTurn(provider)
      let answer: HTTPAnswer
      do throws(TransportError) {
        answer = try transport.answer(to: request)
      } catch {
        failure = .transport(error, provider: provider.name)
        guard error.isPassing else { throw failure }
        if !error.hasReached { try forgetLastRequest(provider) }
        backOff(attempt)
        continue
      }
      switch answer.status {
      case 200...299: return answer.body
      case 401, 403: throw .refused(provider: provider.name, status: answer.status)
      case 400, 404, 422: throw .notFound(name: name.text, status: answer.status)
      case 429, 503:
        let seconds = answer.retryAfter ?? Int64(30 << attempt)
        var requests = options.cache.requests(provider)
        requests.notBefore = now().secondsSince1970 + seconds
        try options.cache.keep(requests, provider)
        failure =
          answer.status == 429
          ? .tooManyRequests(provider: provider.name, seconds: seconds) : .status(503, provider: provider.name)
      case 500...599:
        failure = .status(answer.status, provider: provider.name)
        backOff(attempt)
      default: throw .status(answer.status, provider: provider.name)
      }
    }
    throw failure
  }

  /// Waits as long as the provider has asked for, or until a minute holds no more requests than it takes.
  private func waitForTurn(_ provider: Provider) throws(LiveError) {
    var requests = options.cache.requests(provider)
    var present = now().secondsSince1970
    var due = requests.notBefore
    if let most = provider.requestsPerMinute {
      // A clock that was set back must not keep anyone waiting.
      requests.times = requests.times.filter { $0 > present - 60 && $0 <= present }
      if requests.times.count >= most { due = max(due, requests.times[requests.times.count - most] + 60) }
    }
    let wait = due - present
    guard wait <= Self.patience else { throw .tooManyRequests(provider: provider.name, seconds: wait) }
    if wait > 0 {
      sleep(wait * 1_000_000_000)
      present += wait
    }
    requests.times = Array((requests.times + [present]).suffix(60))
    try options.cache.keep(requests, provider)
  }

  /// What has not reached the provider does not count.
  private func forgetLastRequest(_ provider: Provider) throws(LiveError) {
    var requests = options.cache.requests(provider)
    _ = requests.times.popLast()
    try options.cache.keep(requests, provider)
  }

  /// One second, two, four, each half as long to half as long again: many who fail at once do not come back at once.
  private func backOff(_ attempt: Int) {
    guard attempt + 1 < Self.attempts else { return }
    sleep(Int64(Double(1 << attempt) * Double.random(in: 0.5...1.5) * 1e9))
  }

  private static let attempts = 3
  /// How many seconds somebody at a terminal waits.
  private static let patience: Int64 = 60
}

extension LiveError {
  /// Whether an older answer does for now.
  fileprivate var isPassing: Bool {
    switch self {
    case .tooManyRequests, .status, .transport, .content, .cache: true
    default: false
    }
  }
}

/// A provider's token, in memory alone.
private final class TokenBox: @unchecked Sendable {
  private let lock = NSLock()
  private var held: (token: String, until: Instant)?

  func value(at now: Instant) -> String? {
    lock.withLock { held.flatMap { $0.until > now ? $0.token : nil } }
  }

  func set(_ token: String, until: Instant) { lock.withLock { held = (token, until) } }
}
