import CarbonScheduling

/// Whose values they are, and what they are.
struct PointOrigin {
  /// What the format is called, such as `WattTime v3`.
  var name: String
  /// What of it was read, such as `historical`; may be empty.
  var detail = ""
  /// Who publishes the values, and how those came about that are no forecasts.
  var provenance: Provenance
  var signal: Signal
  /// Which choices the file, or files like it, offer.
  var choices: Set<TraceSelection.Choice> = []

  /// `WattTime v3 historical`.
  var description: String { detail.isEmpty ? name : "\(name) \(detail)" }

  /// The provenance of a trace of so many forecast values and others: a forecast, if any is.
  func provenance(forecasts: Int, others: Int) -> Provenance {
    forecasts > 0 ? Provenance(.forecast, by: provenance.publisher) : provenance
  }
}
