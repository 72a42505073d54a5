/// The clock that people in a region lived by in 2020: whole hours from UTC, with that year's daylight saving.
package struct LocalClock: Sendable, Equatable {
  /// When the clock was put forward by an hour in 2020.
  package enum DaylightSaving: Sendable {
    /// Never.
    case none
    /// From 29 March to 25 October, 01:00 UTC everywhere.
    case europe
    /// From 8 March to 1 November, 02:00 local time.
    case northAmerica
    /// Until 5 April, 03:00, and again from 4 October, 02:00 local time (New South Wales).
    case newSouthWales
  }

  /// The IANA name of the time zone.
  package let zone: String
  /// Standard time minus UTC, hours.
  package let standardHours: Int
  package let daylightSaving: DaylightSaving

  package init(zone: String, standardHours: Int, daylightSaving: DaylightSaving) {
    self.zone = zone
    self.standardHours = standardHours
    self.daylightSaving = daylightSaving
  }

  /// The local time of a slot, counted in slots from local midnight of 1 January 2020.
  ///
  /// - Parameter slot: a slot of 2020 UTC.
  /// - Returns: negative while it is still 2019 there, and past the year's last slot once it is 2021.
  package func localSlot(_ slot: Int) -> Int {
    slot + (standardHours + (isForward(slot) ? 1 : 0)) * Year2020.slotsPerHour
  }

  private func isForward(_ slot: Int) -> Bool {
    switch daylightSaving {
    case .none:
      return false
    case .europe:
      return slot >= Year2020.slot(month: 3, day: 29, hour: 1) && slot < Year2020.slot(month: 10, day: 25, hour: 1)
    case .northAmerica:
      let standard = slot + standardHours * Year2020.slotsPerHour
      return standard >= Year2020.slot(month: 3, day: 8, hour: 2)
        && standard < Year2020.slot(month: 11, day: 1, hour: 1)
    case .newSouthWales:
      return slot < Year2020.slot(month: 4, day: 4, hour: 16) || slot >= Year2020.slot(month: 10, day: 3, hour: 16)
    }
  }
}
