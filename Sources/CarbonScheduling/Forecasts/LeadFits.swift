/// Six deviations that a forecast may be corrected by.
struct Deviations {
  private let values: (Double, Double, Double, Double, Double, Double)

  init(_ offsets: (Double, Double, Double), _ place: IssueRing.Place) {
    values = (offsets.0, offsets.1, offsets.2, place.latest, place.slow, place.week)
  }

  static let count = 6

  subscript(index: Int) -> Double {
    switch index {
    case 0: values.0
    case 1: values.1
    case 2: values.2
    case 3: values.3
    case 4: values.4
    default: values.5
    }
  }
}

/// Least squares of forecast errors against deviations, one for each lead, with a ridge, and with what is long past forgotten.
struct LeadFits: Sendable {
  static let leadCount = 384
  private static let kept = 0.9995
  private static let width = Deviations.count * (Deviations.count + 1)

  /// For each lead the rows of z z' and beside each its z * error.
  private var sums = [Double](repeating: 0, count: (leadCount + 1) * width)
  private var coefficients = [Double](repeating: 0, count: (leadCount + 1) * Deviations.count)
  private(set) var isSolved = false

  /// Learns an error of a forecast.
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
    for lead in 1...Self.leadCount {
      let first = lead * Self.width
      var rows = [Double](repeating: 0, count: Self.width)
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
  }

  /// What is added to a forecast so far ahead.
  func correction(_ deviations: Deviations, lead: Int) -> Double {
    var sum = 0.0
    for index in 0..<Deviations.count { sum += coefficients[lead * Deviations.count + index] * deviations[index] }
    return sum
  }
}

/// What forecasts of the last hours knew, for the hours of the week that they spoke of.
struct IssueRing: Sendable {
  /// What was known of a slot of the week.
  struct Place: Sendable {
    let base: Double
    let latest: Double
    let slow: Double
    let week: Double
  }

  /// Hours of the week.
  private let hoursAWeek: Int
  private var hours = [Int?](repeating: nil, count: LeadFits.leadCount + 1)
  private var offsets = [(Double, Double, Double)](repeating: (0, 0, 0), count: LeadFits.leadCount + 1)
  private var places: [Place]

  init(slotsADay: Int) {
    hoursAWeek = 7 * slotsADay
    places = [Place](
      repeating: Place(base: 0, latest: 0, slow: 0, week: 0), count: (LeadFits.leadCount + 1) * 7 * slotsADay)
  }

  /// Keeps what is known at the end of an hour: of each hour of the week.
  mutating func add(_ hour: Int, offsets known: (Double, Double, Double), places week: [Place]) {
    let index = hour.cyclic(hours.count)
    hours[index] = hour
    offsets[index] = known
    for ofWeek in 0..<hoursAWeek { places[index * hoursAWeek + ofWeek] = week[ofWeek] }
  }

  /// What was known at the end of an hour of a later one; `nil` if nothing was kept then.
  func issue(at hour: Int, speakingOf later: Int) -> (offsets: (Double, Double, Double), place: Place)? {
    let index = hour.cyclic(hours.count)
    guard hours[index] == hour else { return nil }
    return (offsets[index], places[index * hoursAWeek + later.cyclic(hoursAWeek)])
  }
}
