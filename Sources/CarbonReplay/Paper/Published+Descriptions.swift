import CarbonScheduling

// One line for each figure of the paper.

extension PublishedJob: CustomStringConvertible {
  /// The job and its hardware.
  public var description: String {
    "\(name) on \(gpuCount) \(gpu)"
  }
}

extension PublishedPowerShare: CustomStringConvertible {
  /// The part and its watts.
  public var description: String {
    "\(part): \(watts) W"
  }
}

extension PublishedDay: CustomStringConvertible {
  /// The grams of the day.
  public var description: String {
    "\(grams.count) values, \(grams.first ?? 0) g at first"
  }
}

extension PublishedRegion: CustomStringConvertible {
  /// The name.
  public var description: String {
    name
  }
}

extension PublishedRow: CustomStringConvertible {
  /// The job, the added time and both savings.
  public var description: String {
    "\(workload), \(addedTime): \(flexibleStartPercent) % and \(pauseAndResumePercent) %"
  }
}

extension PaperComparison: CustomStringConvertible {
  /// How many rows are compared.
  public var description: String {
    "\(rows.count) rows"
  }
}

extension PaperComparison.Pair: CustomStringConvertible {
  /// `8.0 published, 7.9 here`.
  public var description: String {
    "\(published) published, \(ours) here"
  }
}

extension PaperComparison.Row: CustomStringConvertible {
  /// The job, the added time and both savings.
  public var description: String {
    "\(workload), \(addedTime): \(flexibleStart), \(pauseAndResume)"
  }
}
