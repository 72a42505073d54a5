/// Where the rows of a file stand, for messages about one of them.
enum RowPlaces {
  /// Row `i` is on the `i + 1`-th line below the header's, not counting lines that were passed over: one before each of
  /// these rows.
  case belowHeader(line: Int, skippedBeforeRows: [Int])
  /// Row `i` is on line `lines[i]` and, in JSON, is the element `indices[i]` of the array at `path`.
  case listed(lines: [Int32], indices: [Int32], path: String?)

  func error(row: Int, file: String, problem: String, cure: String) -> InputError {
    switch self {
    case .belowHeader(let line, let skipped):
      InputError(
        file: file, line: line + 1 + row + skipped.count(where: { $0 <= row }), problem: problem, cure: cure)
    case .listed(let lines, let indices, let path):
      InputError(
        file: file, line: Int(lines[row]), path: path.map { "\($0)[\(indices[row])]" }, problem: problem, cure: cure)
    }
  }
}
