import CarbonScheduling

/// A provider's JSON format of points: what its members mean, by their names. One reader, ``JSONPoints``, reads them all.
struct JSONPointFormat: Sendable {
  /// What a member says.
  enum Meaning: Sendable {
    /// When a point begins; `what` is for messages.
    case time(what: String = "time stamp")
    /// The same on a clock of western Europe, which counts where no ``time(what:)`` is said before it.
    case localTime(what: String)
    /// When it ends.
    case end
    /// Its value: measured, or expected.
    case value(what: String, isForecast: Bool = false)
    /// How long its slot is.
    case slot(SlotForm, what: String)
    /// Whose points those of this object are.
    case region(what: String, isOptional: Bool = false)
    /// When the forecast in this object was made.
    case issued
    /// An object whose members say more of the object around it.
    case details
    /// An array of points, or one of them. Where `isOnly`, an object may hold one such member.
    case points(isOnly: Bool = false)
    /// An array of points, all of one forecast.
    case forecast
    /// An array of objects with a region and its value at the time of this object.
    case regions
    /// An object of values at the time of this one, each named for its region.
    case areaValues
    /// An array with one entry for each point: when it begins, in seconds since 1970 or as a stamp, or its value.
    case timeColumn
    case valueColumn(isForecast: Bool)
    /// Something that must say what is expected, such as a kind of signal.
    case check(Check)
    /// The same of the unit, without which nothing can be read where ``JSONPointFormat/unitPlace`` is set.
    case unit(Check)
  }

  /// Reads a member, and fails if it does not say what is expected.
  typealias Check = @Sendable (inout JSONReader, TraceRequest) throws(InputError) -> Void

  /// How the length of a slot is written.
  enum SlotForm: Sendable {
    case seconds
    /// Minutes as a number, or `00:05:00` and its relatives.
    case minutesOrClock
    /// `hourly`, `15_minutes`, `daily`.
    case granularity
  }

  /// What the format is called.
  var name: String
  /// Who publishes the values, and how those came about that are no forecasts.
  var provenance: Provenance
  /// Names of members in lower case where `foldsCase`, or paths such as `data[].value` where `usesPaths`.
  var meanings: [String: Meaning]
  var foldsCase = false
  var usesPaths = false
  /// What messages call a member for a time, an end and a value that are missing.
  var timeName: String
  var endName: String?
  var valueName: String
  /// What messages call the member that says when a forecast was made.
  var issuedName = "time of the forecast"
  var unit = IntensityUnit.gramsPerKilowattHour
  /// By which power of ten a value is multiplied; where the unit does not say it, as of prices.
  var scale: Int?
  /// The largest magnitude of a value.
  var largest = IntensityTrace.largestMagnitude
  /// Where a file must say its unit: the member, and what else it says.
  var unitPlace: (path: String, contents: String)?
  var zone = StampZone.stated
  /// Whether times may be numbers of seconds since 1970.
  var takesUnixTime = false
  var signal = Signal.unknown
  /// Whether the length of a slot that the outermost object says holds for all points.
  var rootSlotHolds = true
  /// Whether a row without a value is left out, and no gap.
  var dropsGaps = false
  /// How long a single point's slot lasts, where the file does not say.
  var singleSlot: Duration?
  /// Which choices files of this format may offer.
  var choices: Set<TraceSelection.Choice> = []
  /// What to say of a document without any array of points.
  var whenEmpty = Self.noPoints
  /// What the trace's source says besides the name, of points in a member of this name, and of which values.
  var detail: @Sendable (_ member: String, _ values: TraceSelection.Values?) -> String = { _, _ in "" }

  /// The power of ten by which values are multiplied.
  var powerOfTen: Int { scale ?? unit.powerOfTen }

  static let noPoints = (problem: "there are no points", cure: "ask the provider for another time")

  /// What the member means that the reader is at, if anything.
  func meaning(in json: borrowing JSONReader) -> Meaning? {
    if usesPaths { return meanings[json.plainPath] }
    return meanings[foldsCase ? json.key.lowercased() : json.key]
  }
}
