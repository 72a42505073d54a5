public import CarbonScheduling

/// A trace as a file holds it: the values, and how many digits they are written with.
///
///     let document = try TraceDocument(contentsOf: "west-us.csv")
///     print(document.trace.region!)                                      // west-us
///     print(document.csv() == Array(try Data(contentsOf: "west-us.csv")))  // true: written back, byte for byte
///
/// The native format is CSV in UTF-8 with a header; a row is one slot, and a missing row is a gap:
///
///     timestamp_utc,gco2_per_kwh          timestamp_utc,west-us,east-us
///     2020-01-01T00:00:00Z,439.30         2020-01-01T00:00:00Z,439.30,512.10
///     2020-01-01T01:00:00Z,421.06         2020-01-01T01:00:00Z,,509.84
///
/// A column `gco2_per_kwh` makes a file narrow, on the left: one trace, whose region is the file's name without its
/// ending, and other columns are ignored. Without it a file is wide, on the right: each other column is a region, and
/// an empty cell is that region's gap. Time stamps are as `CarbonScheduling/Instant/init(iso8601:)` reads them, in
/// strictly increasing order, columns in any order, lines end in LF or CRLF. The slot length is found from the rows.
///
/// What comes back byte for byte is what ``csv()`` writes itself: LF, UTC with `Z`, the time first, plain decimals of
/// up to 15 digits. Other files come back equal in value.
public struct TraceDocument: Equatable, Sendable {
  /// What the file says.
  public let trace: IntensityTrace

  /// How the values are written in their source's unit; pounds that become grams get eight digits more.
  public let fractionDigits: FractionDigits

  /// Where the length of the file's slots changes; empty if it does not. The trace's own slots are all as short as the
  /// shortest.
  public internal(set) var slotChanges: [SlotChange] = []

  /// The choices between series that the file offered, by its format; of others a selection changes nothing.
  public internal(set) var offeredChoices: Set<TraceSelection.Choice> = []

  /// Whether the region is the file's name, because the file does not say one.
  var isNamedForFile = false

  /// Pairs a trace with a way to write it.
  public init(_ trace: IntensityTrace, fractionDigits: FractionDigits = .shortest) {
    precondition(
      (fractionDigits.slotCount ?? trace.slotCount) == trace.slotCount,
      "Digits per slot need as many slots as the trace.")
    self.trace = trace
    self.fractionDigits = fractionDigits
  }
}
