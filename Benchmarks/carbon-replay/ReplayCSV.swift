import CommandLineKit

/// A replay as CSV: a line for each cell, each of which says how it was made.
///
/// The fields are those of the JSON, in the order of the data dictionary, and after them what is the same for many lines.
struct ReplayCSV {
  let document: ReplayDocument

  /// What stands behind the fields of each line.
  static let circumstances: [(name: String, meaning: String)] = [
    ("signal", "`marginal`, `average` or `unknown`: what the trace’s values are."),
    ("provenance", "`measured`, `modelled`, `forecast` or `unknown`: how the trace’s values came about."),
    ("publisher", "Who publishes the trace; empty if that is not known."),
    ("original_slot_s", "How long the slots of the trace’s file are, in seconds; replays plan in slots of 300."),
    ("starts_rule", "When jobs are released: `published`, `every`, or so often, such as `3h`."),
    ("gap_policy", "What becomes of missing slots: `reject`, `fill=2h` or `avoid`."),
    ("constraints", "What pauses cost and how runs are bound; empty if free."),
    ("version", "The version of the program."),
    ("command", "The command line, without what says where results go."),
  ]

  var text: String {
    let isGrouped = document.groups != nil
    let names =
      (isGrouped ? ["group"] : []) + ReplayField.all.map(\.name) + Self.circumstances.map(\.name)
    let traces = Dictionary(document.traces.map { ($0.region, $0) }, uniquingKeysWith: { first, _ in first })
    let shared = [
      document.settings.starts, document.settings.gaps, document.settings.constraints, document.version,
      document.command.joined(separator: " "),
    ].map { FieldValue.text($0).forCSV }
    var text = names.joined(separator: ",") + "\n"
    for row in document.cells + (document.groups ?? []) {
      var fields = isGrouped ? [(row.values["group"] ?? .missing).forCSV] : []
      fields += ReplayField.all.map { (row.values[$0.name] ?? .missing).forCSV }
      let trace = traces[row.text("region")]
      fields += [
        FieldValue.text(trace?.signal ?? ""), .text(trace?.provenance ?? ""), .text(trace?.publisher.value ?? ""),
        trace.map { .integer($0.originalSlotSeconds) } ?? .missing,
      ].map(\.forCSV)
      text += (fields + shared).joined(separator: ",") + "\n"
    }
    return text
  }
}
