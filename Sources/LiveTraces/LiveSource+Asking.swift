import CarbonScheduling
import Foundation

/// Asking the network: with a key where one is needed, again where that may help, and never more often than a provider likes.
extension LiveSource {
  func fetch(_ address: String, _ name: LiveName) throws(LiveError) -> [UInt8] {
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
        guard let answer = try? JSONDecoder().decode(Login.self, from: Data(body)), !answer.token.isEmpty,
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
  static let patience: Int64 = 60
}

/// A provider's token, in memory alone.
final class TokenBox: @unchecked Sendable {
  private let lock = NSLock()
  private var held: (token: String, until: Instant)?

  func value(at now: Instant) -> String? {
    lock.withLock { held.flatMap { $0.until > now ? $0.token : nil } }
  }

  func set(_ token: String, until: Instant) { lock.withLock { held = (token, until) } }
}
