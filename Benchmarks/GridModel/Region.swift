/// What the model knows of one grid: where it is, what generates at its margin, and what moves its net load.
public struct Region: Sendable {
  /// The short name that files and tables use, as in `west-us`.
  public let id: String
  /// The cloud region's name, as in "West US".
  public let name: String
  /// The balancing area whose marginal intensity the paper used, in its own abbreviation.
  public let balancingArea: String
  public let clock: LocalClock
  /// Degrees, north positive.
  public let latitude: Double
  /// Degrees, east positive.
  public let longitude: Double
  /// The intensity of each kind of marginal unit.
  public let margin: Margin
  /// What moves the net load.
  public let netLoad: NetLoad
  /// The published mean intensity of each month, January first, gCO2eq/kWh (see `MonthlyLevels`).
  public let monthlyMeans: [Double]

  /// The marginal intensity, gCO2eq/kWh, by which mix of units answers one more kWh.
  public struct Margin: Sendable {
    /// When net load is low: wind, sun, water or imports, or the cleaner thermal plants.
    public let clean: Double
    /// Most of the time.
    public let usual: Double
    /// When net load is high: peaking plants, old coal.
    public let dirty: Double

    public init(clean: Double, usual: Double, dirty: Double) {
      precondition(0 <= clean && clean <= usual && usual <= dirty, "Dearer units emit no less.")
      self.clean = clean
      self.usual = usual
      self.dirty = dirty
    }
  }

  /// Amplitudes of what net load is made of. The unit is the daily wave of demand of an ordinary region, so that a
  /// demand of 1 swings by about 2 between night and evening.
  public struct NetLoad: Sendable {
    /// The daily wave of demand.
    public let demand: Double
    /// The local hour, 0 to 24, when that wave is lowest.
    public let lowHour: Double
    /// Solar output with the sun straight above a clear sky.
    public let sun: Double
    /// One standard deviation of wind output.
    public let wind: Double
    /// One standard deviation of what changes within the hour: exchange with neighbours, ramps, outages.
    public let swing: Double

    public init(demand: Double, lowHour: Double, sun: Double, wind: Double, swing: Double) {
      self.demand = demand
      self.lowHour = lowHour
      self.sun = sun
      self.wind = wind
      self.swing = swing
    }
  }

  public init(
    _ id: String, _ name: String, _ balancingArea: String, clock: LocalClock, latitude: Double, longitude: Double,
    margin: Margin, netLoad: NetLoad, monthlyMeans: [Double]
  ) {
    precondition(monthlyMeans.count == 12, "A year has twelve monthly means.")
    self.id = id
    self.name = name
    self.balancingArea = balancingArea
    self.clock = clock
    self.latitude = latitude
    self.longitude = longitude
    self.margin = margin
    self.netLoad = netLoad
    self.monthlyMeans = monthlyMeans
  }
}
