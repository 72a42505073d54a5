import CarbonScheduling

// One line for each value that is read, however much it holds.

extension TraceDocument: CustomStringConvertible {
  /// What the trace says of itself.
  public var description: String {
    "\(trace)"
  }
}

extension TraceFolder: CustomStringConvertible {
  /// How many files are read, and how many ignored.
  public var description: String {
    "\(files.count) files, \(ignored.count) ignored"
  }
}

extension InputSource: CustomStringConvertible {
  /// Its name.
  public var description: String {
    name
  }
}
