import CarbonCommands
import CarbonScheduling
import CommandLineKit

/// Whether a score passes: over its budget, or made from too few of the readings to say.
enum Verdict {
  case passes(total: Emissions, budget: Emissions?)
  case isOver(total: Emissions, budget: Emissions)
  case lacksReadings(unplaced: Int, of: Int)

  init(_ score: Score, budget: Emissions?, acceptsGaps: Bool) {
    let total = score.sci.total
    if score.log.hasTooManyGaps, !acceptsGaps {
      self = .lacksReadings(unplaced: score.log.unplacedReadingCount, of: score.log.readingCount)
    } else if let budget, total > budget {
      self = .isOver(total: total, budget: budget)
    } else {
      self = .passes(total: total, budget: budget)
    }
  }

  var exitCode: ExitCode {
    switch self {
    case .passes: .success
    case .isOver: .worse
    case .lacksReadings: .badData
    }
  }

  /// Why it does not pass; `nil` if it does.
  var sentence: String? {
    switch self {
    case .passes: return nil
    case .isOver(let total, let budget):
      let excess = total.grams - budget.grams
      let share = budget.grams > 0 ? " (\(percentText(100 * excess / budget.grams)))" : ""
      return "\(massText(grams: total.grams)) are \(massText(grams: excess))\(share) "
        + "over the budget of \(massText(grams: budget.grams))."
    case .lacksReadings(let unplaced, let count):
      return "\(unplaced) of \(count) readings are left out, more than a tenth, so that the total is not the job's; "
        + "mend the log, or take the total as it is with --accept-gaps."
    }
  }
}
