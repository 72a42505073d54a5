/// CSV as RFC 4180 has it, on Unicode scalars: a reader of our own beside Python's.
enum CSVRecords {
  /// The fields of each line, quotes undone; `nil` if a quote is not closed, or stands in a field without quotes.
  static func parse(_ text: String) -> [[String]]? {
    var records: [[String]] = [[]]
    var field = String.UnicodeScalarView()
    var (isQuoted, wasQuoted) = (false, false)
    var rest = Array(text.unicodeScalars)[...]
    func end() {
      records[records.count - 1].append(String(field))
      (field, wasQuoted) = (String.UnicodeScalarView(), false)
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        rest.removeFirst()
        field.append(scalar)
      case "\"" where isQuoted: isQuoted = false
      case "\"" where field.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case "\"": return nil
      case "," where !isQuoted: end()
      case "\n" where !isQuoted:
        end()
        records.append([])
      default: field.append(scalar)
      }
    }
    if isQuoted || !field.isEmpty { return nil }
    return records.dropLast().map { $0 }
  }
}
