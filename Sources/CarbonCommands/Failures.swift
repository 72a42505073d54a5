package import CarbonScheduling
package import CarbonTraces
package import CommandLineKit

extension CommandFailure {
  /// An input that could not be read (66), or that is not what it should be (65).
  package init(_ error: InputError) {
    self.init(error.kind == .unreadable ? .noInput : .badData, error.description)
  }
}

extension GapPolicy {
  /// Reads `reject`, `avoid`, or `fill=` and a length: `fill=2h`.
  package init(text: String) throws(TextError) {
    switch text {
    case "reject": self = .reject
    case "avoid": self = .avoid
    case _ where text.hasPrefix("fill="): self = .fill(upTo: try Duration(parsing: String(text.dropFirst(5))))
    default:
      throw TextError(
        text: text, problem: "is no way to handle gaps", cure: "give reject, avoid, or fill= and a length: fill=2h")
    }
  }
}
