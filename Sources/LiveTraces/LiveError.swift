/// Why no answer of a provider can be had. No case carries a secret.
package enum LiveError: Error, Sendable {
  case unknownProvider(String)
  case region(String?, provider: Provider)
  /// The provider does not answer such questions.
  case noHistory(provider: String)
  /// A key is needed, and not there.
  case noKey(provider: String, cure: String)
  /// A file with a key that others can read, or that says nothing usable.
  case keyFile(String, problem: String)
  /// A key would go over the network in the clear.
  case keyInTheClear(address: String)
  /// The address is none.
  case address(String)
  /// Nothing has been fetched before that could be used without the network.
  case nothingCached(name: String)
  /// The provider has asked for a pause that is too long to wait for.
  case tooManyRequests(provider: String, seconds: Int64)
  /// The key is not taken.
  case refused(provider: String, status: Int)
  /// There is no such region, or no such address.
  case notFound(name: String, status: Int)
  /// Another status than one of success.
  case status(Int, provider: String)
  /// No answer at all, or a broken one.
  case transport(TransportError, provider: String)
  /// An answer that holds no trace.
  case content(name: String, problem: String)
  /// The cache cannot be written or locked.
  case cache(String)
}

extension LiveError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownProvider(let text):
      "There is no provider '\(text)'; give one of \(Provider.all.map(\.name).joined(separator: ", "))."
    case .region(let region?, let provider):
      "'\(region)' is no region of \(provider.name); give \(provider.regions)."
    case .region(nil, let provider):
      "\(provider.name) needs a region; give \(provider.regions), like live:\(provider.name):REGION."
    case .noHistory(let provider): "\(provider) answers for forecasts only; leave out --from and --to."
    case .noKey(let provider, let cure): "\(provider) needs a key; \(cure)."
    case .keyFile(let path, let problem): "\(path): \(problem); keep the key in a file of mode 0600."
    case .keyInTheClear(let address):
      "\(address): a key would go there unencrypted; give an address that begins with https."
    case .address(let text): "'\(text)' is no address; give one that begins with https:// or http://."
    case .nothingCached(let name):
      "\(name): nothing has been fetched before that could be used offline; leave out --offline once."
    case .tooManyRequests(let provider, let seconds):
      "\(provider) wants no further request for \(seconds) seconds; try again then."
    case .refused(let provider, let status):
      "\(provider) refuses the key (\(status)); check it, and what it is good for."
    case .notFound(let name, let status): "\(name): the provider knows no such region (\(status)); check its name."
    case .status(let status, let provider): "\(provider) answers with status \(status); try again later."
    case .transport(let error, let provider): "\(provider) cannot be reached: \(error)."
    case .content(let name, let problem): "\(name): the answer holds no trace: \(problem)."
    case .cache(let reason): "The cache cannot be used (\(reason)); check its folder, or set XDG_CACHE_HOME."
    }
  }
}

/// Why a request has no answer.
package enum TransportError: Error, Hashable, Sendable {
  case noCurl
  case noSuchHost
  case noConnection
  case timeout
  case certificate
  case truncated
  case tooLarge
  case redirects
  case other(Int32)

  /// Whether the request may have come to the provider.
  var hasReached: Bool { self != .noSuchHost && self != .noConnection && self != .noCurl }

  /// Whether it may be otherwise in a second.
  var isPassing: Bool {
    switch self {
    case .noCurl, .certificate, .tooLarge, .redirects: false
    default: true
    }
  }
}

extension TransportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noCurl: "there is no curl here; install it, or fetch the file by other means"
    case .noSuchHost: "its name cannot be resolved; check the network, or use --offline"
    case .noConnection: "it takes no connection; check the network, a proxy, or use --offline"
    case .timeout: "it takes too long to answer; try again later"
    case .certificate: "its certificate cannot be checked; check the clock, a proxy and the system's certificates"
    case .truncated: "its answer breaks off; try again later"
    case .tooLarge: "its answer is larger than 64 MB; ask for less time"
    case .redirects: "it sends the request elsewhere, where a key must not go, or round in circles; give --base-url"
    case .other(let code): "curl fails with \(code); run it by hand to see why"
    }
  }
}
