import ChildProcesses
import Foundation

/// A request: where it goes, and what goes with it that nobody may see.
package struct HTTPRequest: Sendable {
  package var address: String
  /// Headers that hold a key.
  package var secretHeaders: [(name: String, value: String)] = []
  /// A name and a password, `NAME:PASSWORD`.
  package var credentials: String?

  package init(_ address: String) { self.address = address }

  var isSecret: Bool { !secretHeaders.isEmpty || credentials != nil }
}

/// An answer as it came.
package struct HTTPAnswer: Sendable {
  package var status: Int
  /// After how many seconds another request is welcome, if the answer says so.
  package var retryAfter: Int64?
  package var body: [UInt8]

  package init(status: Int, retryAfter: Int64? = nil, body: [UInt8]) {
    (self.status, self.retryAfter, self.body) = (status, retryAfter, body)
  }
}

/// Carries requests.
package protocol Transport {
  func answer(to request: HTTPRequest) throws(TransportError) -> HTTPAnswer
}

/// Carries them with the system's curl, which knows its proxies and certificates.
///
/// Foundation's own networking would link libcurl and a TLS library into the program, which a static one cannot have
/// without their archives. Addresses and keys reach curl through its standard input: command lines can be read by all.
package struct CurlTransport: Transport {
  /// How long a connection, and an answer, may take, in seconds.
  package var connectSeconds = 10.0
  package var answerSeconds = 60.0

  package init() {}

  package func answer(to request: HTTPRequest) throws(TransportError) -> HTTPAnswer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "carbon-schedule-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .other(23)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let (body, headers) = (folder.appending(path: "body").path, folder.appending(path: "headers").path)
    let ending: ChildProcess.Ending
    do {
      var options = ChildProcess.Options()
      options.input = try FileDescriptor.pipe(holding: Array(configuration(request, body, headers).utf8))
      options.output = try FileDescriptor.forAppending("/dev/null")
      options.errors = try FileDescriptor.forAppending("/dev/null")
      ending = try ChildProcess.start(
        ["curl", "-q", "--config", "-"], environment: ChildProcess.environment(without: Provider.secretVariables),
        options
      ).wait()
    } catch {
      throw error.isMissing ? .noCurl : .other(error.number)
    }
    guard ending.code == 0 else { throw Self.error(ending.code) }
    let lines = String(decoding: (try? FileBytes.read(headers, atMost: 1 << 20)) ?? [], as: UTF8.self)
    guard let answer = Self.answer(headers: lines, body: (try? FileBytes.read(body, atMost: Self.mostBytes)) ?? [])
    else { throw .truncated }
    // A redirect that is left to stand, as a key must not go elsewhere.
    guard !(300...399).contains(answer.status) else { throw .redirects }
    return answer
  }

  private func configuration(_ request: HTTPRequest, _ body: String, _ headers: String) -> String {
    var lines = [
      "url = \(Self.quoted(request.address))", "silent", "proto = \"=http,https\"", "globoff", "compressed",
      "connect-timeout = \(connectSeconds)", "max-time = \(answerSeconds)", "max-filesize = \(Self.mostBytes)",
      "user-agent = \"carbon-schedule\"", "output = \(Self.quoted(body))", "dump-header = \(Self.quoted(headers))",
    ]
    if !request.isSecret { lines += ["location", "max-redirs = 5", "proto-redir = \"=http,https\""] }
    for header in request.secretHeaders { lines.append("header = \(Self.quoted("\(header.name): \(header.value)"))") }
    if let credentials = request.credentials { lines.append("user = \(Self.quoted(credentials))") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text in curl's quotes; keys have been checked to hold no control characters.
  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// The last of the answers whose headers were written: those before it were redirects.
  static func answer(headers: String, body: [UInt8]) -> HTTPAnswer? {
    var answer: HTTPAnswer?
    for line in headers.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("HTTP/") {
        let words = line.split(separator: " ")
        answer = words.count > 1 ? Int(words[1]).map { HTTPAnswer(status: $0, body: body) } : nil
      } else if line.lowercased().hasPrefix("retry-after:") {
        answer?.retryAfter = retryAfter(line.dropFirst(12).trimmingCharacters(in: .whitespaces))
      }
    }
    return answer
  }

  /// Seconds, or a date.
  private static func retryAfter(_ text: String) -> Int64? {
    if let seconds = Int64(text), seconds >= 0 { return seconds }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return formatter.date(from: text).map { max(0, Int64($0.timeIntervalSinceNow.rounded(.up))) }
  }

  private static func error(_ code: Int32) -> TransportError {
    switch code {
    case 5, 6: .noSuchHost
    case 7: .noConnection
    case 18, 52, 56, 92: .truncated
    case 28: .timeout
    case 35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 90, 91: .certificate
    case 47: .redirects
    case 63: .tooLarge
    case 127: .noCurl
    default: .other(code)
    }
  }

  static let mostBytes = 64 << 20
}
