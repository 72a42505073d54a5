import Escaping
import Foundation

/// Where results go: standard output (`-`) or a file, which is either written whole or not at all.
package enum Output {
  /// Writes `text` to `path`, or to standard output if that is `-`.
  ///
  /// A regular file is replaced only once all of it is on disk; devices and pipes are written to as they are.
  ///
  /// - Throws: ``CommandFailure`` of code 73 that names the file and the cause.
  package static func write(_ text: String, to path: String) throws(CommandFailure) {
    let data = Data(text.utf8)
    do {
      if path == "-" {
        try FileHandle.standardOutput.write(contentsOf: data)
      } else if isSpecialFile(path) {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: data)
        try file.close()
      } else {
        try WholeFile(path).write(data)
      }
    } catch {
      throw path == "-"
        ? CommandFailure(.cannotWrite, "Standard output cannot be written (\(reason(error))); see where it goes.")
        : CommandFailure(
          .cannotWrite, "\(path): cannot be written (\(reason(error))); check the folder, its rights and the disk.")
    }
  }

  /// Finds out, before hours of work, whether `path` can be written to.
  ///
  /// - Throws: ``CommandFailure`` of code 73 if its folder is missing or read-only, or if it is a folder itself.
  package static func check(_ path: String) throws(CommandFailure) {
    guard path != "-", !isSpecialFile(path) else { return }
    guard !path.isEmpty else { throw CommandFailure(.usage, "A file to write to has no name; name it, or give -.") }
    let folder = WholeFile.folder(of: WholeFile.target(of: path))
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

  /// Writes a line to standard error, with control characters escaped. If that is closed, nobody is there to be told.
  package static func note(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((printable(line) + "\n").utf8))
  }

  /// Whether `path` is a device or a pipe, which cannot be replaced.
  static func isSpecialFile(_ path: String) -> Bool {
    path.hasPrefix("/dev/") || fileType(path).map { ![.typeRegular, .typeDirectory].contains($0) } ?? false
  }

  /// What `path` is, links followed, or `nil` if there is nothing.
  static func fileType(_ path: String) -> FileAttributeType? {
    try? FileManager.default.attributesOfItem(atPath: WholeFile.target(of: path))[.type] as? FileAttributeType
  }

  private static func reason(_ error: any Error) -> String {
    if let failure = error as? WholeFile.Failure { return failure.description }
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
    return String(describing: (underlying ?? error).localizedDescription)
  }
}

/// Text from outside, such as a region's name, in one line of visible letters: what is hidden as Swift writes it, `\u{1B}`.
package func printable(_ text: String) -> String { Escape.terminal(text) }

/// Text as JSON: keys in alphabetical order, two spaces of indentation, numbers with all the digits a `Double` needs.
package func json(_ value: some Encodable) throws(CommandFailure) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  do {
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  } catch {
    throw CommandFailure(.internalError, "The result cannot be written as JSON: \(error).")
  }
}
