import Charts

/// A self-contained page: it loads nothing, and its script adds comfort only.
///
///     Page(title: "Replay", lead: lead, sections: [months, workloads]).html
struct Page {
  let title: PlainText
  /// What stands under the title, before the first section.
  let lead: Markup
  let sections: [Section]

  /// A part of the page, under a heading that says what was found.
  struct Section {
    let id: ElementID
    /// What the part is about, for the list of contents.
    let name: PlainText
    let heading: PlainText
    let body: Markup
  }

  var html: String {
    var page = Markup()
    page.literal(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'unsafe-inline'; img-src data:">
      <link rel="icon" href="data:,">
      <title>
      """)
    page.text(title)
    page.literal("</title>\n<style>\n")
    page.chartStyles()
    page.literal(Self.style)
    page.literal("</style>\n</head>\n<body>\n<header>\n<h1>")
    page.text(title)
    page.literal("</h1>\n")
    page.append(lead)
    page.append(contents)
    page.literal("</header>\n<main>\n")
    for section in sections { page.append(section.markup) }
    page.literal("</main>\n<script>\n")
    page.literal(Self.script)
    page.literal("</script>\n</body>\n</html>\n")
    return page.string
  }

  private var contents: Markup {
    var markup = Markup()
    markup.literal("<nav aria-label=\"Contents\"><ul>\n")
    for section in sections {
      markup.literal("<li><a href=\"#")
      markup.id(section.id)
      markup.literal("\">")
      markup.text(section.name)
      markup.literal("</a></li>\n")
    }
    markup.literal("</ul></nav>\n")
    return markup
  }
}

extension Page.Section {
  fileprivate var markup: Markup {
    var markup = Markup()
    markup.literal("<section id=\"")
    markup.id(id)
    markup.literal("\">\n<h2>")
    markup.text(heading)
    markup.literal("</h2>\n")
    markup.append(body)
    markup.literal("</section>\n")
    return markup
  }
}
