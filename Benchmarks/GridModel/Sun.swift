/// Where the sun stands in 2020.
///
///     Sun(latitude: 51.5, longitude: 0).sineOfElevation(slot: 144)  // 0.25 on 1 January, about noon
///
/// Good to about a degree, which moves the modelled solar output by less than any cloud does.
///
/// Source: the sinusoid for the declination and Woolf's three-term equation of time, as in textbooks of solar energy
/// (Duffie and Beckman, "Solar Engineering of Thermal Processes", section 1.5 onwards).
package struct Sun: Sendable {
  private let sineOfLatitude: Double
  private let cosineOfLatitude: Double
  private let longitudeTurns: Double

  /// - Parameters:
  ///   - latitude: degrees, north positive, -90 to 90.
  ///   - longitude: degrees, east positive, -180 to 180.
  package init(latitude: Double, longitude: Double) {
    precondition(latitude.magnitude <= 90 && longitude.magnitude <= 180, "The place is not on the globe.")
    sineOfLatitude = Trigonometry.sine(turns: latitude / 360)
    cosineOfLatitude = Trigonometry.cosine(turns: latitude / 360)
    longitudeTurns = longitude / 360
  }

  /// The sine of the sun's height above the horizon in the middle of a slot; 0 by night.
  ///
  /// On a clear day a flat panel's output goes about with it.
  package func sineOfElevation(slot: Int) -> Double {
    let day = (Double(slot) + 0.5) / Double(Year2020.slotsPerDay)
    let sineOfDeclination = 0.39795 * Trigonometry.cosine(turns: (day - 172) / 365.25)
    let cosineOfDeclination = (1 - sineOfDeclination * sineOfDeclination).squareRoot()
    let season = (day - 81) / 365.25
    let minutesAhead =
      9.87 * Trigonometry.sine(turns: 2 * season) - 7.53 * Trigonometry.cosine(turns: season)
      - 1.5 * Trigonometry.sine(turns: season)
    let hourAngle = day - day.rounded(.down) - 0.5 + longitudeTurns + minutesAhead / 1_440
    let sine =
      sineOfLatitude * sineOfDeclination
      + cosineOfLatitude * cosineOfDeclination * Trigonometry.cosine(turns: hourAngle)
    return max(0, sine)
  }
}
