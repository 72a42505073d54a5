/// Where bytes come from: a file, standard input, or memory.
///
///     InputSource("traces/west-us.csv")             // a file
///     InputSource("-")                              // standard input
///     InputSource.bytes(download, name: "west-us")  // what is at hand; the name is for messages and the region
///
/// Files and standard input are read in chunks, so memory follows what is kept, not what is read.
public enum InputSource: Hashable, Sendable {
  /// A file, plain or packed with gzip.
  case file(path: String)
  /// Standard input, from where it stands.
  case standardInput
  /// Bytes in memory; the name is for messages, and for the region of a trace that does not name its own.
  case bytes([UInt8], name: String)

  /// The source that a command line's argument means: `-` is standard input, anything else a path.
  public init(_ argument: String) {
    self = argument == "-" ? .standardInput : .file(path: argument)
  }

  /// What messages call it: the path, `<stdin>`, or the given name.
  public var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "<stdin>"
    case .bytes(_, let name): name
    }
  }

  /// The last part of its name without the ending, which traces of one region are named for; `nil` for standard input.
  ///
  ///     InputSource("traces/west-us.csv").stem  // "west-us"
  var stem: String? {
    if self == .standardInput { return nil }
    guard var last = name.split(separator: "/").last else { return nil }
    if last.lowercased().hasSuffix(".gz") { last = last.dropLast(3) }
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return String(last) }
    return String(last[..<dot])
  }
}
