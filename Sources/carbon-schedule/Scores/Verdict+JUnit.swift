import CarbonCommands
import CarbonScheduling
import Charts
import CommandLineKit

extension Verdict {
  static let junitOption = Option.output(
    "junit", "FILE", "write the verdict as a JUnit file, so that a budget shows up as a test")

  /// Two tests: whether the readings say enough, and whether the budget holds, if there is one.
  func junit(budget: Emissions?) -> String {
    var markup = Markup()
    let isError = if case .lacksReadings = self { true } else { false }
    let isFailure = if case .isOver = self { true } else { false }
    markup.literal(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"carbon-schedule sci\" tests=\"")
    markup.number(budget == nil ? 1 : 2)
    markup.literal("\" failures=\"")
    markup.number(isFailure ? 1 : 0)
    markup.literal("\" errors=\"")
    markup.number(isError ? 1 : 0)
    markup.literal("\" skipped=\"")
    markup.number(isError && budget != nil ? 1 : 0)
    markup.literal("\">\n<testcase classname=\"carbon\" name=\"at least nine readings of ten count\">")
    if isError {
      markup.literal("<error message=\"")
      markup.text(PlainText(sentence ?? ""))
      markup.literal("\"/>")
    }
    markup.literal("</testcase>\n")
    if let budget {
      markup.literal("<testcase classname=\"carbon\" name=\"emissions within ")
      markup.text(PlainText(massText(grams: budget.grams)))
      markup.literal("\">")
      if isFailure {
        markup.literal("<failure message=\"")
        markup.text(PlainText(sentence ?? ""))
        markup.literal("\"/>")
      } else if isError {
        markup.literal("<skipped/>")
      }
      markup.literal("</testcase>\n")
    }
    markup.literal("</testsuite>\n</testsuites>\n")
    return markup.string
  }
}
