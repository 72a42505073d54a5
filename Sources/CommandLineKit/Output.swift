import Foundation

/// Where results go: standard output (`-`) or a file, which is either written whole or not at all.
public enum Output {
  /// Writes `text` to `path`, or to standard output if that is `-`.
  ///
  /// A regular file is replaced only once all of it is on disk; devices and pipes are written to as they are.
  ///
  /// - Throws: ``CommandFailure`` of code 73 that names the file and the cause.
  public static func write(_ text: String, to path: String) throws(CommandFailure) {
    let data = Data(text.utf8)
    do {
      if path == "-" {
        try FileHandle.standardOutput.write(contentsOf: data)
      } else if isSpecialFile(path) {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: data)
        try file.close()
      } else {
        try replace(URL(fileURLWithPath: path).resolvingSymlinksInPath(), with: data)
      }
    } catch {
      throw path == "-"
        ? CommandFailure(.cannotWrite, "Standard output cannot be written (\(reason(error))); see where it goes.")
        : CommandFailure(
          .cannotWrite, "\(path): cannot be written (\(reason(error))); check the folder, its rights and the disk.")
    }
  }

  /// Puts a new file in the place of an old one, and keeps its rights.
  private static func replace(_ file: URL, with data: Data) throws {
    let rights = try? FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    try data.write(to: file, options: .atomic)
    if let rights { try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file.path) }
  }

  /// Finds out, before hours of work, whether `path` can be written to.
  ///
  /// - Throws: ``CommandFailure`` of code 73 if its folder is missing or read-only, or if it is a folder itself.
  public static func check(_ path: String) throws(CommandFailure) {
    guard path != "-", !isSpecialFile(path) else { return }
    guard !path.isEmpty else { throw CommandFailure(.usage, "A file to write to has no name; name it, or give -.") }
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
    if fileType(path) == .typeDirectory {
      throw CommandFailure(.cannotWrite, "\(path): cannot be written, it is a folder; name a file in it.")
    }
    guard fileType(folder) == .typeDirectory else {
      throw CommandFailure(.cannotWrite, "\(path): cannot be written, there is no folder \(folder); make it first.")
    }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw CommandFailure(.cannotWrite, "\(path): cannot be written, \(folder) is read-only; choose another folder.")
    }
  }

  /// Finds out whether all outputs of a command can be written, each in a place of its own and none over an input.
  ///
  /// - Throws: ``CommandFailure`` of code 73 as ``check(_:)`` does, or 64 that names the path that stands twice.
  public static func check(_ outputs: [String], apartFrom inputs: [String]) throws(CommandFailure) {
    func place(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    var taken: Set<String> = []
    for path in outputs {
      try check(path)
      guard !isSpecialFile(path) else { continue }
      guard path == "-" || !inputs.contains(where: { $0 != "-" && place($0) == place(path) }) else {
        throw CommandFailure(
          .usage, "\(path): is read as an input, and would be overwritten; name another file to write.")
      }
      guard taken.insert(path == "-" ? path : place(path)).inserted else {
        let name = path == "-" ? "Standard output" : path
        throw CommandFailure(.usage, "\(name): cannot take two outputs; name another file for one.")
      }
    }
  }

  /// Writes a line to standard error, with control characters escaped. If that is closed, nobody is there to be told.
  public static func note(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((printable(line) + "\n").utf8))
  }

  /// Whether `path` is a device or a pipe, which cannot be replaced.
  private static func isSpecialFile(_ path: String) -> Bool {
    path.hasPrefix("/dev/") || fileType(path).map { ![.typeRegular, .typeDirectory].contains($0) } ?? false
  }

  /// What `path` is, links followed, or `nil` if there is nothing.
  private static func fileType(_ path: String) -> FileAttributeType? {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
    return String(describing: (underlying ?? error).localizedDescription)
  }
}

/// Text from outside, such as a region's name, in one line: control characters as Swift writes them, `\u{1B}`.
public func printable(_ text: String) -> String {
  text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    ? text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? $0.escaped(asASCII: true) : String($0) }.joined()
    : text
}

/// Text as JSON: keys in alphabetical order, two spaces of indentation, numbers with all the digits a `Double` needs.
public func json(_ value: some Encodable) throws(CommandFailure) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  do {
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  } catch {
    throw CommandFailure(.internalError, "The result cannot be written as JSON: \(error).")
  }
}
