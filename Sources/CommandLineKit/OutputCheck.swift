import Foundation

extension ParsedOptions {
  /// Finds out, before any work, whether all outputs can be written: each in a place of its own, none over a file that is read,
  /// and none in a folder that is read, under a name by which it would be an input next time.
  ///
  /// Which options name what is read and what is written, their definitions say.
  ///
  /// - Parameters:
  ///   - others: What is read besides, such as operands and defaults.
  ///   - endings: How the names of those files end that are read of a folder, in lower case.
  /// - Throws: ``CommandFailure`` of code 73 as ``Output/check(_:)`` does, or 64 that names the paths.
  package func checkOutputs(
    alsoReading others: [String] = [], endings: [String] = [".csv"]
  ) throws(CommandFailure) {
    func named(_ use: OptionDefinition.PathUse) -> [(option: String, path: String)] {
      definitions.filter { $0.path == use }.flatMap { option in (values[option.name] ?? []).map { (option.name, $0) } }
    }
    var inputs = (named(.read).map(\.path) + others).filter { $0 != "-" }.map { (path: $0, place: Place($0)) }
    let folders = inputs.filter { Output.fileType($0.path) == .typeDirectory }
    for folder in folders {
      // A link to one of its files, or out of it, is a way to overwrite what is read.
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      inputs += names.sorted().map { "\(folder.path)/\($0)" }.map { (path: $0, place: Place($0)) }
    }
    var taken: [Place: String] = [:]
    for (option, path) in named(.written) {
      try Output.check(path)
      let place = Place(path)
      if path != "-" && Output.isSpecialFile(path) { continue }
      if let input = inputs.first(where: { path != "-" && $0.place == place }) {
        throw .usage(
          "\(path): is read as an input (\(input.path)), and would be overwritten; name another file to write.")
      }
      // The name that a listing shows, and that of what a link leads to.
      for name in [path, WholeFile.target(of: path)] where path != "-" {
        let place = Place(WholeFile.folder(of: name))
        guard endings.contains(where: { name.lowercased().hasSuffix($0) }),
          let folder = folders.first(where: { $0.place == place })
        else { continue }
        throw .usage(
          "\(path): is in \(folder.path), which is read as an input: it would be one of the files there next time; "
            + "name a file elsewhere.")
      }
      if let other = taken.updateValue(option, forKey: place) {
        throw .usage("\(command): --\(other) and --\(option) cannot both go to \(path); name another file for one.")
      }
    }
  }
}

extension Output {
  /// Whether two paths lead to one file, through links of either kind too; `-` is standard input's.
  package static func isSamePlace(_ path: String, _ other: String) -> Bool { Place(path) == Place(other) }
}

/// Where a path leads: the same for all ways to write it, for links of both kinds, and whatever the case of letters where the
/// system takes no notice of it.
private enum Place: Hashable {
  case standardOutput
  case existing(device: UInt64, node: UInt64)
  case missing(folderDevice: UInt64, folderNode: UInt64, name: String)
  case nowhere(String)

  init(_ path: String) {
    let target = WholeFile.target(of: path)
    if path == "-" {
      self = .standardOutput
    } else if let status = WholeFile.status(of: target) {
      self = .existing(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    } else if let folder = WholeFile.status(of: WholeFile.folder(of: target)) {
      let name = target.split(separator: "/").last.map(String.init) ?? ""
      self = .missing(folderDevice: UInt64(folder.st_dev), folderNode: UInt64(folder.st_ino), name: name)
    } else {
      self = .nowhere(target)
    }
  }
}
