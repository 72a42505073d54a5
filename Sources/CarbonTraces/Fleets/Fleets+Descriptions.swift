import CarbonScheduling

// One line for each table of a fleet, however much it holds.

extension FleetTable: CustomStringConvertible {
  /// The file and how many jobs it has.
  public var description: String {
    "\(file): \(jobs.count) jobs"
  }
}

extension SiteTable: CustomStringConvertible {
  /// How many sites.
  public var description: String {
    "\(rows.count) sites"
  }
}

extension SiteTable.Row: CustomStringConvertible {
  /// The region, its trace and its capacity.
  public var description: String {
    "\(region), \(trace), \(capacity)"
  }
}

extension FleetTable.LogOptions: CustomStringConvertible {
  /// `0.1 kW a processor, 24h to spare`.
  public var description: String {
    "\(kilowattsPerProcessor) kW a processor, \(slack.compactDescription) to spare"
      + (start.map { ", from \($0)" } ?? "")
  }
}
