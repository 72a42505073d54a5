/// Five deviations that a forecast may be corrected by.
struct Deviations: Sendable {
  var offset = 0.0
  var day = 0.0
  var sinceHours = 0.0
  var latest = 0.0
  var slow = 0.0

  static let count = 5

  subscript(index: Int) -> Double {
    switch index {
    case 0: offset
    case 1: day
    case 2: sinceHours
    case 3: latest
    default: slow
    }
  }
}

/// Least squares of forecast errors against deviations, one for each of some leads, with a ridge, and with what is long past
/// forgotten.
struct LeadFits: Sendable {
  /// The leads that are learned: each about sqrt(2) times the one before. All of 1 to 384 predict no better, and take twenty
  /// times as long.
  static let leads = [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 256, 362, 384]
  private static let furthest = 384
  private static let kept = 0.9995
  private static let width = Deviations.count * (Deviations.count + 1)

  /// For each lead the rows of z z' and beside each its z * error.
  private var sums = [Double](repeating: 0, count: leads.count * width)
  private var coefficients = [Double](repeating: 0, count: leads.count * Deviations.count)
  private var byLead = [Double](repeating: 0, count: (furthest + 1) * Deviations.count)
  private(set) var isSolved = false

  /// Learns an error of a forecast; leads are counted.
  mutating func learn(_ error: Double, _ deviations: Deviations, lead: Int) {
    let (count, first) = (Deviations.count, lead * Self.width)
    for row in 0..<count {
      let (value, place) = (deviations[row], first + row * (count + 1))
      for column in 0...row { sums[place + column] = Self.kept * sums[place + column] + value * deviations[column] }
      sums[place + count] = Self.kept * sums[place + count] + value * error
    }
  }

  /// Finds the coefficients of all leads.
  mutating func solve(ridge: Double) {
    let count = Deviations.count
    var rows = [Double](repeating: 0, count: Self.width)
    for lead in Self.leads.indices {
      let first = lead * Self.width
      for row in 0..<count {
        for column in 0..<count {
          rows[row * (count + 1) + column] = sums[first + max(row, column) * (count + 1) + min(row, column)]
        }
        rows[row * (count + 1) + row] += ridge + 1e-9
        rows[row * (count + 1) + count] = sums[first + row * (count + 1) + count]
      }
      // Positive definite: elimination needs no pivots.
      for row in 0..<count {
        for below in row + 1..<max(count, row + 1) {
          let factor = rows[below * (count + 1) + row] / rows[row * (count + 1) + row]
          for column in row...count { rows[below * (count + 1) + column] -= factor * rows[row * (count + 1) + column] }
        }
      }
      for row in (0..<count).reversed() {
        var rest = rows[row * (count + 1) + count]
        for column in row + 1..<max(count, row + 1) {
          rest -= rows[row * (count + 1) + column] * coefficients[lead * count + column]
        }
        coefficients[lead * count + row] = rest / rows[row * (count + 1) + row]
      }
    }
    isSolved = true
    spread()
  }

  /// What is added to a forecast so far ahead, in grams.
  ///
  /// - Parameters:
  ///   - shared: The deviations that are the same for all leads.
  ///   - scale: What one unit of deviation is in grams.
  ///   - latest: The last value at that time of day, less the base, in grams.
  ///   - slow: The mean of some fifty days, less the base, in grams.
  func correction(_ shared: Deviations, scale: Double, latest: Double, slow: Double, lead: Int) -> Double {
    let first = min(max(lead, 1), Self.furthest) * Deviations.count
    let ofAll =
      byLead[first] * shared.offset + byLead[first + 1] * shared.day + byLead[first + 2] * shared.sinceHours
    return scale * ofAll + byLead[first + 3] * latest + byLead[first + 4] * slow
  }

  /// The coefficients of all leads: those between two that are learned lie on a straight line.
  private mutating func spread() {
    let count = Deviations.count
    for (index, (low, high)) in zip(Self.leads, Self.leads.dropFirst()).enumerated() {
      for lead in low...high {
        let share = Double(lead - low) / Double(high - low)
        for column in 0..<count {
          let (from, to) = (coefficients[index * count + column], coefficients[(index + 1) * count + column])
          byLead[lead * count + column] = from + share * (to - from)
        }
      }
    }
  }
}

/// What forecasts of the last hours said of the leads that are learned: a ring for each lead, as long as the lead.
struct IssueRings: Sendable {
  /// What was said of one slot.
  struct Issue: Sendable {
    /// Without a correction.
    var expected = 0.0
    var scale = 1.0
    var deviations = Deviations()
  }

  private var hours: [[Int?]] = LeadFits.leads.map { [Int?](repeating: nil, count: $0) }
  private var issues: [[Issue]] = LeadFits.leads.map { [Issue](repeating: Issue(), count: $0) }

  /// Keeps what is said at the end of an hour.
  mutating func add(_ issue: Issue, at hour: Int, lead: Int) {
    let place = hour.moduloRoundingDown(by: LeadFits.leads[lead])
    hours[lead][place] = hour
    issues[lead][place] = issue
  }

  /// What was said at the end of an hour; `nil` if nothing was then.
  func issue(at hour: Int, lead: Int) -> Issue? {
    let place = hour.moduloRoundingDown(by: LeadFits.leads[lead])
    return hours[lead][place] == hour ? issues[lead][place] : nil
  }
}
