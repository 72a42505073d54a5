import ChildProcesses
import Foundation

/// A provider's key: from the environment, or from a file that nobody else can read.
package struct Secrets: Sendable {
  private let environment: [String: String]
  private let path: String?

  /// - Parameter path: A file with the token, or with `NAME:PASSWORD`; the environment if `nil`.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment, file path: String? = nil) {
    (self.environment, self.path) = (environment, path)
  }

  /// The token of a provider that wants one.
  func token(_ provider: Provider, variable: String) throws(LiveError) -> String {
    if let path { return try content(path) }
    return try checked(environment[variable], "set \(variable), or give a file with it: --secret-file FILE", provider)
  }

  /// The name and password of a provider that wants them, `NAME:PASSWORD`.
  func credentials(_ provider: Provider, user: String, password: String) throws(LiveError) -> String {
    if let path {
      let text = try content(path)
      guard text.contains(":") else { throw .keyFile(path, problem: "there is no NAME:PASSWORD in it") }
      return text
    }
    let cure = "set \(user) and \(password), or give a file with NAME:PASSWORD: --secret-file FILE"
    return "\(try checked(environment[user], cure, provider)):\(try checked(environment[password], cure, provider))"
  }

  private func checked(_ text: String?, _ cure: String, _ provider: Provider) throws(LiveError) -> String {
    guard let text, !text.isEmpty, Self.isPrintable(text) else { throw .noKey(provider: provider.name, cure: cure) }
    return text
  }

  private func content(_ path: String) throws(LiveError) -> String {
    guard let rights = FileBytes.rightsOfOthers(path) else { throw .keyFile(path, problem: "there is no such file") }
    guard rights == 0 else { throw .keyFile(path, problem: "others can read it") }
    guard let bytes = try? FileBytes.read(path, atMost: 1 << 16) else {
      throw .keyFile(path, problem: "it cannot be read")
    }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty, Self.isPrintable(text) else { throw .keyFile(path, problem: "it holds no single line") }
    return text
  }

  private static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
