/// The rules behind the classes that drawings name.
///
///     page.literalStyle(StyleSheet.page)                 // once in the <style> of a page with charts
///     StyleSheet.standalone(classes: drawing.classes)    // inside a file of its own: only what it uses
///
/// A page gets custom properties, so that its own rules can use the charts' colours (`var(--c3)`). A file gets plain
/// colours, since programs that place SVG into documents often know no custom properties; they then show the light
/// theme.
package enum StyleSheet {
  /// Fonts of much the same width, which `TextWidth` knows; sizes in units of the drawing.
  static let font =
    "font:11px/1.4 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,\"Liberation Sans\",sans-serif"

  /// Below this width of the viewport, charts show their narrow drawing.
  package static let breakpoint = 860

  package static let page: String = {
    var css = ":root{color-scheme:light dark;" + variables(\.light) + "}\n"
    css += "@media(prefers-color-scheme:dark){:root{" + variables(\.dark) + "}}\n"
    css += ".ch{margin:0}.ch svg{display:block;width:100%;height:auto;" + font + "}\n"
    css += ".ch .w{display:none}.ch .na{max-width:520px}\n"
    css += "@media(min-width:\(breakpoint)px){.ch .w{display:block}.ch .na{display:none}}\n"
    css += textRules(prefix: ".ch ") { "var(\($0.variable))" }
    for style in StyleClass.all { css += rule(style, prefix: ".ch ") { "var(\($0.variable))" } + "\n" }
    css += ".ch .l:hover{stroke-width:4}\n"
    return css + tableRules
  }()

  /// The rules of some classes, with their colours written out.
  static func standalone(classes: Set<StyleClass>, isLightOnly: Bool = false) -> String {
    let used = StyleClass.all.filter(classes.contains)
    var css = "svg{" + font + "}" + textRules(prefix: "") { hex($0.light) }
    for style in used { css += rule(style, prefix: "") { hex($0.light) } }
    if isLightOnly { return css }
    css += "@media(prefers-color-scheme:dark){" + textRules(prefix: "") { hex($0.dark) }
    for style in used where style.declarations.contains(where: { $0.value.isColor }) {
      css += rule(style, prefix: "", colorsOnly: true) { hex($0.dark) }
    }
    return css + "}"
  }

  private static func textRules(prefix: String, _ resolve: (ThemeColor) -> String) -> String {
    "\(prefix)text{fill:\(resolve(.muted));font-variant-numeric:tabular-nums}"
  }

  private static func rule(
    _ style: StyleClass, prefix: String, colorsOnly: Bool = false, _ resolve: (ThemeColor) -> String
  ) -> String {
    let declarations = style.declarations.compactMap { property, value in
      switch value {
      case .color(let color): "\(property):\(resolve(color))"
      case .literal(let text): colorsOnly ? nil : "\(property):\(text)"
      }
    }
    return "\(prefix).\(style.name){\(declarations.joined(separator: ";"))}"
  }

  private static func variables(_ value: (ThemeColor) -> UInt32) -> String {
    ThemeColor.all.map { "\($0.variable):\(hex(value($0)))" }.joined(separator: ";")
  }

  static func hex(_ color: UInt32) -> String {
    let digits = String(color, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension StyleClass.Value {
  var isColor: Bool {
    if case .color = self { true } else { false }
  }
}
