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
  let transport: any Transport & Sendable
  let now: @Sendable () -> Instant
  let sleep: @Sendable (Int64) -> Void
  let token = TokenBox()

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
    let paths = provider.paths(question)
    guard !paths.isEmpty else { throw .noHistory(provider: provider.name) }
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
      var bodies: [[UInt8]] = []
      for path in paths { bodies.append(try fetch(address + path, name)) }
      let body = try Self.joined(bodies, name)
      try options.cache.keep(body, provider, key: key, in: slot)
      return Answer(name: name, body: body, fetched: now(), excuse: nil)
    } catch {
      guard error.isPassing, let entry = options.cache.entry(provider, key: key) else { throw error }
      return kept(entry, error.description)
    }
  }

  func address(_ provider: Provider) throws(LiveError) -> String {
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

  /// Answers that follow one another in time, as they came, in one JSON array; one alone stays what it is.
  ///
  /// One that tells what the one before it has told already is left out.
  private static func joined(_ bodies: [[UInt8]], _ name: LiveName) throws(LiveError) -> [UInt8] {
    var parts: [[UInt8]] = []
    var end: Instant?
    for body in bodies {
      let trace = try checked(body, name)
      if let end, trace.start < end { continue }
      parts.append(body)
      end = trace.end
    }
    guard parts.count > 1 else { return parts.first ?? [] }
    let array = Array("[".utf8) + parts.joined(separator: Array(",\n".utf8)) + Array("]\n".utf8)
    _ = try checked(array, name)
    return array
  }

  /// The trace in an answer: what holds none is not kept.
  private static func checked(_ body: [UInt8], _ name: LiveName) throws(LiveError) -> IntensityTrace {
    if body.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
      throw .content(name: name.text, problem: "it is a page and no data, perhaps of a proxy or a login")
    }
    do throws(InputError) {
      return try TraceDocument.all(in: .bytes(body, name: name.text))[0].trace
    } catch {
      throw .content(name: name.text, problem: error.problem)
    }
  }
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
