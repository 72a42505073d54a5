import TestSupport
import Testing

/// What holds of every page.
struct PageCheck {
  let html: String
  /// Those of the header and the sections, which are well-formed XML as well as HTML.
  let elements: [TinyXML.Element]

  init(_ html: String) throws {
    self.html = html
    #expect(html.hasPrefix("<!DOCTYPE html>\n") && html.hasSuffix("</html>\n"))
    let begin = try #require(html.range(of: "<header>"))
    let end = try #require(html.range(of: "</main>"))
    elements = try #require(TinyXML.elements(of: "<body>\(html[begin.lowerBound..<end.upperBound])</body>"))

    let ids = elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "an id is used twice")
    // Loads nothing: no address but the namespace-free fragments of the contents.
    for text in ["http:", "https:", "url(", "@import", "<img", "<iframe", "src="] { #expect(!html.contains(text)) }
    let links = elements.compactMap { $0.attributes["href"] }
    #expect(links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
    #expect(html.components(separatedBy: "<script>").count == 2, "one script, the page's own")
    for word in ["nan", "inf", "Optional("] {
      #expect(!texts.contains { $0.split(separator: " ").contains { $0 == word } }, "\(word)")
    }
  }

  var sections: [String] { elements.filter { $0.name == "section" }.compactMap { $0.attributes["id"] } }

  var texts: [String] { elements.map(\.text) }

  /// All of an element's kind, in order.
  func texts(of name: String) -> [String] { elements.filter { $0.name == name }.map(\.text) }
}

extension String {
  /// Without Foundation, so that the tests show that the module needs none.
  func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }

  func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
