/// A modelled marginal carbon intensity, never a measured one: 2020 in five-minute slots.
///
///     let trace = ModelledTrace(of: Region.all[0])
///     print(trace.grams[0])  // gCO2eq/kWh from 2020-01-01T00:00Z
///
/// Net load is demand minus sun minus wind, plus a swing within the hour and spells of days, plus a level for the month;
/// it says which units are at the margin, and so the intensity; flicker comes on top, and the result is rounded to whole
/// grams. The same bytes come out on every machine: integers, correctly rounded Double operations in a fixed order, and
/// no C library.
///
/// - Complexity: O(slots); some tens of milliseconds for a region.
public struct ModelledTrace: Sendable {
  /// The seed of the traces in `Datasets`.
  public static let defaultSeed: UInt64 = 2020

  /// gCO2eq/kWh, whole, never negative, one value per slot of 2020 UTC.
  public let grams: [Int]
  /// What each month adds to net load (see `MonthlyLevels`).
  public let monthlyLevels: [Double]

  // Memories of the noises, in slots, and sizes of those that are the same everywhere.
  private static let windMemory = 144.0
  private static let swingMemory = 4.0
  private static let spellMemory = 864.0
  private static let spellSize = 0.3
  private static let cloudMemory = 72.0
  /// The share of its output that sun loses to the thickest clouds.
  private static let cloudLoss = 0.35
  private static let flickerMemory = 2.0
  /// One standard deviation of flicker, relative to the intensity.
  private static let flickerSize = 0.002

  /// Models one region.
  ///
  /// - Parameters:
  ///   - region: the region.
  ///   - seed: another seed gives another year of weather with the same statistics and the same monthly means.
  public init(of region: Region, seed: UInt64 = defaultSeed) {
    let units = MarginalUnits(region.margin)
    let netLoad = Self.netLoad(of: region, seed: seed)
    monthlyLevels = MonthlyLevels.solve(targets: region.monthlyMeans, netLoad: netLoad, units: units)
    let levels = MonthlyLevels.spread(monthlyLevels)
    let stream = RandomStream(seed: seed, region: region.id, purpose: .flicker)
    var flicker = CorrelatedNoise(stream, memory: Self.flickerMemory, smoothness: .rough)
    grams = netLoad.indices.map { slot in
      let intensity = units.intensity(netLoad: netLoad[slot] + levels[slot])
      return Int(max(0, intensity * (1 + Self.flickerSize * flicker.next())).rounded(.toNearestOrEven))
    }
  }

  /// Net load without the months' levels, one value per slot, in the units of `Region.NetLoad`.
  private static func netLoad(of region: Region, seed: UInt64) -> [Double] {
    func noise(_ purpose: NoisePurpose, _ memory: Double, _ smoothness: CorrelatedNoise.Smoothness) -> CorrelatedNoise {
      let stream = RandomStream(seed: seed, region: region.id, purpose: purpose)
      return CorrelatedNoise(stream, memory: memory, smoothness: smoothness)
    }
    var wind = noise(.wind, windMemory, .smooth)
    var swing = noise(.swing, swingMemory, .smooth)
    var spell = noise(.spell, spellMemory, .rough)
    var cloud = noise(.cloud, cloudMemory, .rough)
    let demand = Demand(lowHour: region.netLoad.lowHour)
    let sun = Sun(latitude: region.latitude, longitude: region.longitude)

    return (0..<Year2020.slots).map { slot in
      let clearness = 1 - cloudLoss * smoothStep(0.5 + 0.5 * cloud.next())
      var load = region.netLoad.demand * demand.level(localSlot: region.clock.localSlot(slot))
      load -= region.netLoad.sun * sun.sineOfElevation(slot: slot) * clearness
      load -= region.netLoad.wind * wind.next()
      load += region.netLoad.swing * swing.next()
      return load + spellSize * spell.next()
    }
  }
}
