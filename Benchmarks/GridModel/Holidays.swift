/// Working days of 2020 on which a region's offices and factories were closed: its grid takes them for Sundays.
///
/// Only those that a whole country keeps, which fell on a Monday to Friday or were kept on one.
package enum Holidays: Sendable {
  /// None is known to the model.
  case none
  /// Federal holidays of the United States, with the day after Thanksgiving.
  case unitedStates
  /// Statutory holidays of Ontario.
  case ontario
  /// What most of Europe has in common: New Year, Easter, May Day, Ascension, Whit Monday and Christmas.
  case europe
  /// Bank holidays of England.
  case england
  /// Public holidays of New South Wales.
  case newSouthWales

  /// Days of the year, 1 January being 0.
  package var days: Set<Int> {
    Set(dates.map { Year2020.slot(month: $0.month, day: $0.day, hour: 0) / Year2020.slotsPerDay })
  }

  private var dates: [(month: Int, day: Int)] {
    switch self {
    case .none: []
    case .unitedStates:
      [(1, 1), (1, 20), (2, 17), (5, 25), (7, 3), (9, 7), (10, 12), (11, 11), (11, 26), (11, 27), (12, 25)]
    case .ontario: [(1, 1), (2, 17), (4, 10), (5, 18), (7, 1), (9, 7), (10, 12), (12, 25), (12, 28)]
    case .europe: [(1, 1), (4, 10), (4, 13), (5, 1), (5, 21), (6, 1), (12, 25)]
    case .england: [(1, 1), (4, 10), (4, 13), (5, 8), (5, 25), (8, 31), (12, 25), (12, 28)]
    case .newSouthWales: [(1, 1), (1, 27), (4, 10), (4, 13), (6, 8), (10, 5), (12, 25), (12, 28)]
    }
  }
}
