/// Just enough of a parser to check that what we write is well-formed, and to read text back.
package enum TinyXML {
  package struct Element {
    package var name: String
    package var attributes: [String: String]
    /// The element's own text, unescaped, without that of its children.
    package var text = ""
  }

  /// The elements in the order of their start tags, or `nil` if tags do not match, an attribute comes twice, or a
  /// character stands where it may not.
  package static func elements(of markup: String) -> [Element]? {
    var elements: [Element] = []
    var open: [Int] = []
    var rest = Substring(markup)
    while let tag = rest.firstIndex(of: "<") {
      if !append(rest[..<tag]) { return nil }
      guard let end = rest[tag...].firstIndex(of: ">") else { return nil }
      var inner = rest[rest.index(after: tag)..<end]
      rest = rest[rest.index(after: end)...]
      if inner.first == "/" {
        guard let last = open.popLast(), elements[last].name == inner.dropFirst() else { return nil }
        continue
      }
      let isEmpty = inner.last == "/"
      if isEmpty { inner = inner.dropLast() }
      guard let element = element(inner) else { return nil }
      elements.append(element)
      if !isEmpty { open.append(elements.count - 1) }
    }
    return open.isEmpty && append(rest) ? elements : nil

    func append(_ text: Substring) -> Bool {
      guard let plain = unescaped(text) else { return false }
      if let last = open.last { elements[last].text += plain }
      return true
    }
  }

  private static func element(_ tag: Substring) -> Element? {
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    var words = parts[0].split(separator: " ")
    guard !words.isEmpty, parts.count % 2 == 1 else { return nil }
    var element = Element(name: String(words.removeFirst()), attributes: [:])
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      guard let key = parts[index].split(separator: " ").last, key.last == "=", let value = unescaped(parts[index + 1]),
        element.attributes.updateValue(value, forKey: String(key.dropLast())) == nil
      else { return nil }
    }
    return element
  }

  private static func unescaped(_ text: Substring) -> String? {
    var plain = ""
    var rest = text
    while let index = rest.firstIndex(where: { $0 == "&" || $0 == "<" }) {
      guard rest[index] == "&", let end = rest[index...].firstIndex(of: ";") else { return nil }
      plain += rest[..<index]
      switch rest[index...end] {
      case "&amp;": plain += "&"
      case "&lt;": plain += "<"
      case "&gt;": plain += ">"
      case "&quot;": plain += "\""
      case "&#39;": plain += "'"
      default: return nil
      }
      rest = rest[rest.index(after: end)...]
    }
    return plain + rest
  }
}
