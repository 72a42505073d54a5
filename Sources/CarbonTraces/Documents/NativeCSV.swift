import CarbonScheduling

/// The names of the native CSV's columns.
enum NativeCSV {
  /// When a row's slot begins.
  static let timeColumn = "timestamp_utc"
  /// The value of a file of one trace.
  static let valueColumn = "gco2_per_kwh"
  /// Whether all values are marginal or average; said in the first row.
  static let signalColumn = "signal"
  /// How all values came about, and by whom; said in the first row.
  static let provenanceColumn = "provenance"

  /// What no region can be called.
  static let reserved = [timeColumn, valueColumn, signalColumn, provenanceColumn]
}

extension Provenance {
  /// As the native CSV has it: `modelled`, `measured by Electricity Maps`, `unknown by the Carbon Aware SDK`.
  var text: String { kind.rawValue + (publisher.map { " by \(escapingControls(in: $0))" } ?? "") }

  /// Reads what ``text`` writes; of a publisher's hidden letters, as it would write them.
  init?(text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }), parts.count != 2 else { return nil }
    guard parts.count == 3 else {
      self.init(kind)
      return
    }
    guard parts[1] == "by", !parts[2].isEmpty else { return nil }
    self.init(kind, by: escapingControls(in: String(parts[2])))
  }
}
