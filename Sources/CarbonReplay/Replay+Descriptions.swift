import CarbonScheduling

// One line for each value of a replay, however much it holds.

extension Replay: CustomStringConvertible {
  /// How many regions, workloads and added times.
  public var description: String {
    "\(regions.count) regions, \(workloads.count) workloads, \(addedTimes.count) added times, \(releases)"
  }
}

extension Replay.Region: CustomStringConvertible {
  /// The name and the trace.
  public var description: String {
    "\(name): \(trace)"
  }
}

extension ReplayResult: CustomStringConvertible {
  /// How many cells and plans.
  public var description: String {
    "\(cells.count) cells of \(regions.count) regions, \(planCount) plans"
  }
}

extension ReplayGroup: CustomStringConvertible {
  /// The month or hour, and its cell.
  public var description: String {
    "\(name): \(cell)"
  }
}

extension ReleaseRule: CustomStringConvertible {
  /// As the command reads it: `published`, `every`, `3h`.
  public var description: String {
    switch self {
    case .published: "published"
    case .every: "every"
    case .spaced(let step): step.compactDescription
    }
  }
}

extension Foresight: CustomStringConvertible {
  /// The method, when plans are made again, what is known late, how forecasts are put together, and what a job waits for.
  public var description: String {
    "\(method), \(replanning), values \(publicationDelay.compactDescription) late, \(blend)"
      + (overPromiseShare.map { ", over-promised at most in \(100 * $0) %" } ?? "")
  }
}

extension ForesightFigures: CustomStringConvertible {
  /// What share of the savings came true.
  public var description: String {
    "\(shareRealisedPercent.map { "\($0) %" } ?? "nothing") of the savings in hindsight realised"
  }
}

extension Shard: CustomStringConvertible {
  /// `1/4`.
  public var description: String {
    "\(index)/\(count)"
  }
}

extension ReplayCell.Key: CustomStringConvertible {
  /// Where, what, how and how much later.
  public var description: String {
    "\(region), \(workload), \(algorithm), \(addedTime)"
  }
}

extension ReplayCell.Spread: CustomStringConvertible {
  /// The percentiles in grams.
  public var description: String {
    "\(grams) g"
  }
}

extension ReplayCell.Spread.Quantiles: CustomStringConvertible {
  /// The median, and the tenth and ninetieth percentile.
  public var description: String {
    "\(median), from \(tenth) to \(ninetieth)"
  }
}
