#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of a folder of traces.
///
///     let folder = try TraceFolder("downloads")
///     for path in folder.files { traces += try TraceDocument.all(in: InputSource(path)).map(\.trace) }
///     for name in folder.ignored { print("\(name) is not read") }
///
/// Endings count in any case, `.CSV` too, and packed with gzip, `.csv.gz`. Files whose names begin with a dot are not the
/// user's, and are passed over. What looks like a trace but cannot be read, such as `west-us.csv.zip`, is not passed over in
/// silence, and neither is a name that is no UTF-8, or a folder or a pipe with such a name: it is in ``ignored``.
public struct TraceFolder: Hashable, Sendable {
  /// The paths of the files to read, in the order of their names.
  public let files: [String]

  /// The names of files that look like traces, but are packed or marked in ways that are not understood.
  public let ignored: [String]

  /// The endings of all files that traces are read from.
  public static let allEndings = ["csv", "json"]

  /// Lists a folder.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - endings: Which files to read, in lower case.
  /// - Returns: `nil` if there is no such folder, or it may not be read.
  public init?(_ path: String, endings: [String] = Self.allEndings) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
    var files: [String] = []
    var ignored: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).dropFirst().map(String.init)
      let plain = parts.last == "gz" ? parts.dropLast() : parts[...]
      let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      // A name that is no UTF-8 is listed as another one, which is not there.
      let isThere = !name.unicodeScalars.contains("\u{FFFD}") || FileManager.default.fileExists(atPath: file)
      if let ending = plain.last, endings.contains(ending), isThere, !Self.isNoFile(file) {
        files.append(file)
      } else if parts.contains(where: { part in endings.contains { part.hasPrefix($0) } }) {
        ignored.append(name)
      }
    }
    self.files = files
    self.ignored = ignored
  }

  /// Whether the path leads to a folder, a pipe or a device: none is a trace, and a pipe would be waited for.
  private static func isNoFile(_ path: String) -> Bool {
    var target = path
    // As many links as Linux follows; one that leads nowhere is an error, which whoever reads it finds.
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else { break }
      let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
      target = next.hasPrefix("/") ? next : folder + next
    }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else { return false }
    return (attributes[.type] as? FileAttributeType).map { $0 != .typeRegular } ?? false
  }
}
