/// What the model knows of one grid: where it is, what generates at its margin, and what moves its net load.
package struct Region: Sendable {
  /// The short name that files and tables use, as in `west-us`.
  package let id: String
  /// The cloud region's name, as in "West US".
  package let name: String
  /// The balancing area whose marginal intensity the paper used, in its own abbreviation.
  package let balancingArea: String
  package let clock: LocalClock
  /// Degrees, north positive.
  package let latitude: Double
  /// Degrees, east positive.
  package let longitude: Double
  /// The intensity of each kind of marginal unit.
  package let margin: Margin
  /// What moves the net load.
  package let netLoad: NetLoad
  /// How many slots the signal keeps a value for: 12 where it changes once an hour.
  package let slotsPerValue: Int
  /// Which working days its people had off.
  package let holidays: Holidays
  /// Where its weather and its load are, and whose random numbers they follow: its own, but for regions of one balancing
  /// authority, which move together.
  package let weather: Weather
  /// Whether its numbers were fitted to it alone, so that the shared ones leave them as they are.
  package let isFittedAlone: Bool
  /// The published mean intensity of each month, January first, gCO2eq/kWh (see `MonthlyLevels`).
  package let monthlyMeans: [Double]

  /// The marginal intensity, gCO2eq/kWh, by which mix of units answers one more kWh.
  package struct Margin: Sendable {
    /// When net load is low: wind, sun, water or imports, or the cleaner thermal plants.
    package let clean: Double
    /// Most of the time.
    package let usual: Double
    /// When net load is high: peaking plants, old coal.
    package let dirty: Double
    /// The net load over which the clean mix gives way to the usual one; `nil` for the shared width.
    package let firstWidth: Double?

    package init(clean: Double, usual: Double, dirty: Double, firstWidth: Double? = nil) {
      precondition(0 <= clean && clean <= usual && usual <= dirty, "Dearer units emit no less.")
      self.clean = clean
      self.usual = usual
      self.dirty = dirty
      self.firstWidth = firstWidth
    }
  }

  /// Amplitudes of what net load is made of. The unit is the daily wave of demand of an ordinary region, so that a
  /// demand of 1 swings by about 2 between night and evening.
  package struct NetLoad: Sendable {
    /// The daily wave of demand.
    package let demand: Double
    /// The local hour, 0 to 24, when that wave is lowest.
    package let lowHour: Double
    /// Solar output with the sun straight above a clear sky.
    package let sun: Double
    /// One standard deviation of wind output.
    package let wind: Double
    /// One standard deviation of what changes within the hour: exchange with neighbours, ramps, outages.
    package let swing: Double
    /// What demand lacks at weekends and on holidays.
    package let weekend: Double

    package init(
      demand: Double, lowHour: Double, sun: Double, wind: Double, swing: Double, weekend: Double = 0.45
    ) {
      self.demand = demand
      self.lowHour = lowHour
      self.sun = sun
      self.wind = wind
      self.swing = swing
      self.weekend = weekend
    }
  }

  /// A place with a clock, and the name of its random numbers.
  package struct Weather: Sendable {
    package let id: String
    package let clock: LocalClock
    /// Degrees, north and east positive.
    package let latitude: Double
    package let longitude: Double

    package init(id: String, clock: LocalClock, latitude: Double, longitude: Double) {
      self.id = id
      self.clock = clock
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  package init(
    _ id: String, _ name: String, _ balancingArea: String, clock: LocalClock, latitude: Double, longitude: Double,
    slotsPerValue: Int = 1, holidays: Holidays, weather: Weather? = nil, isFittedAlone: Bool = false,
    margin: Margin, netLoad: NetLoad, monthlyMeans: [Double]
  ) {
    precondition(monthlyMeans.count == 12, "A year has twelve monthly means.")
    self.id = id
    self.name = name
    self.balancingArea = balancingArea
    self.clock = clock
    self.latitude = latitude
    self.longitude = longitude
    self.slotsPerValue = slotsPerValue
    self.holidays = holidays
    self.weather = weather ?? Weather(id: id, clock: clock, latitude: latitude, longitude: longitude)
    self.isFittedAlone = isFittedAlone
    self.margin = margin
    self.netLoad = netLoad
    self.monthlyMeans = monthlyMeans
  }

  /// The margin with the shared numbers applied.
  func margin(_ numbers: SharedNumbers) -> Margin {
    if isFittedAlone { return margin }
    return Margin(
      clean: max(0, margin.usual - (margin.usual - margin.clean) * numbers.clean), usual: margin.usual,
      dirty: margin.usual + (margin.dirty - margin.usual) * numbers.dirty, firstWidth: margin.firstWidth)
  }

  /// The net load with the shared numbers applied.
  func netLoad(_ numbers: SharedNumbers) -> NetLoad {
    if isFittedAlone { return netLoad }
    return NetLoad(
      demand: netLoad.demand * numbers.demand, lowHour: netLoad.lowHour, sun: netLoad.sun * numbers.sun,
      wind: netLoad.wind * numbers.wind, swing: netLoad.swing, weekend: netLoad.weekend)
  }
}
