extension DelimitedFields {
  /// Splits a header and hands out its names, quotes and blanks removed.
  ///
  /// - Throws: ``InputError`` where the line is no row, or two names differ at most in the case of their letters; empty ones may.
  mutating func names(ofHeader line: Span<UInt8>, file: String, lineNumber: Int) throws(InputError) -> [String] {
    do {
      try split(line)
    } catch {
      throw error.inputError(file: file, line: lineNumber)
    }
    var names: [String] = []
    for index in 0..<count { names.append(text(ofField: index, in: line)) }
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name.lowercased()).inserted {
      throw InputError(
        file: file, line: lineNumber, problem: "two columns are named \(quoted(name))",
        cure: "rename or remove one of them")
    }
    return names
  }
}
