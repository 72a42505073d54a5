public import CarbonScheduling

extension PowerLog {
  /// Reads a power log, in whichever of two formats it is.
  ///
  ///     let log = try PowerLog(contentsOf: "power.csv", clock: LogClock(UTCOffset(parsing: "+09:00")))
  ///     print(log.energy.kilowattHours, log.irregularities)
  ///
  /// **nvidia-smi**, as `nvidia-smi --query-gpu=timestamp,index,power.draw --format=csv -l 1` writes it, with or without
  /// units (`nounits`). With a column `index`, `uuid` or `pci.bus_id` each GPU has its own readings; without one, rows
  /// that come together are GPUs in a fixed order, and where their number cannot be told the log is refused. Of
  /// `power.draw`, `power.draw.average` and `power.draw.instant` the first that has a value is the reading; words in
  /// place of a number, such as `[N/A]` and `ERR!`, are readings that are missing. The header may come again, messages
  /// of nvidia-smi may stand between the rows, and the last row may break off.
  ///
  /// **CodeCarbon**, its `emissions.csv`: by the names `timestamp`, `duration` (s) and `energy_consumed` (kWh). A row says
  /// how much was used in `duration` up to `timestamp`. Rows of one `run_id` and one start are running totals, of which
  /// the differences are taken; rows with a `task_name` are amounts of their own. Runs at the same time all count.
  ///
  /// - Parameters:
  ///   - source: A file, standard input, or bytes.
  ///   - clock: The clock of stamps without a zone, which is what both tools write. Without it such stamps are an error.
  ///   - longestInterval: How far apart readings of nvidia-smi may be; see `PowerLog/init(devices:named:longestInterval:)`.
  /// - Returns: The log; what it does not cover is in its irregularities.
  /// - Throws: ``InputError`` with the line and the cure.
  /// - Complexity: O(bytes), and O(n log n) for n readings.
  public init(
    _ source: InputSource, clock: LogClock? = nil, longestInterval: Duration? = nil
  ) throws(InputError) {
    let rows = try LogRows(source, expecting: "timestamp,power.draw [W]") {
      !NvidiaSMICSV.powerColumns(of: $0).isEmpty
    }
    if rows.column("energy_consumed") != nil {
      self = try CodeCarbonCSV.read(rows, clock: clock)
    } else if !NvidiaSMICSV.powerColumns(of: rows.header).isEmpty {
      self = try NvidiaSMICSV.read(rows, clock: clock, longestInterval: longestInterval)
    } else {
      throw rows.error(
        problem: "there is no column power.draw and none energy_consumed",
        cure: "expected nvidia-smi's CSV with its header, or CodeCarbon's emissions.csv")
    }
  }

  /// Reads a power log from a file, or from standard input if `path` is `-`; see ``init(_:clock:longestInterval:)``.
  public init(
    contentsOf path: String, clock: LogClock? = nil, longestInterval: Duration? = nil
  ) throws(InputError) {
    try self.init(InputSource(path), clock: clock, longestInterval: longestInterval)
  }

  /// What ``InputError/cure`` says where ``init(_:clock:longestInterval:)`` lacks a clock.
  package static let clockCure =
    "say which the log's clock has, as an offset such as +09:00 or a name such as Europe/Berlin"
}
