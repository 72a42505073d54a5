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
package struct ModelledTrace: Sendable {
  /// The seed of the traces in `Datasets`.
  package static let defaultSeed: UInt64 = 2020

  /// gCO2eq/kWh, whole, never negative, one value per slot of 2020 UTC.
  package let grams: [Int]
  /// What each month adds to net load (see `MonthlyLevels`).
  package let monthlyLevels: [Double]

  // Memories of the noises, in slots, and sizes of those that are the same everywhere.
  private static let spellMemory = 864.0
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
  ///   - numbers: what all regions share.
  package init(of region: Region, seed: UInt64 = defaultSeed, numbers: SharedNumbers = .fitted) {
    let units = MarginalUnits(region.margin(numbers), numbers)
    // A signal that changes once an hour has the value of the hour's first slot in all of them.
    func held(_ values: [Double]) -> [Double] { values.indices.map { values[$0 - $0 % region.slotsPerValue] } }
    let netLoad = held(Self.netLoad(of: region, seed: seed, numbers))
    monthlyLevels = MonthlyLevels.solve(targets: region.monthlyMeans, netLoad: netLoad, units: units)
    let levels = held(MonthlyLevels.spread(monthlyLevels))
    let stream = RandomStream(seed: seed, region: region.weather.id, purpose: .flicker)
    var flicker = CorrelatedNoise(stream, memory: Self.flickerMemory, smoothness: .rough)
    let flickers = held(netLoad.indices.map { _ in flicker.next() })
    grams = netLoad.indices.map { slot in
      let intensity = units.intensity(netLoad: netLoad[slot] + levels[slot])
      return Int(max(0, intensity * (1 + Self.flickerSize * flickers[slot])).rounded(.toNearestOrEven))
    }
  }

  /// Net load without the months' levels, one value per slot, in the units of `Region.NetLoad`.
  private static func netLoad(of region: Region, seed: UInt64, _ numbers: SharedNumbers) -> [Double] {
    let weather = region.weather
    func noise(_ purpose: NoisePurpose, _ memory: Double, _ smoothness: CorrelatedNoise.Smoothness) -> CorrelatedNoise {
      let stream = RandomStream(seed: seed, region: weather.id, purpose: purpose)
      return CorrelatedNoise(stream, memory: memory, smoothness: smoothness)
    }
    var wind = noise(.wind, numbers.windMemory, .smooth)
    var swing = noise(.swing, numbers.swingMemory, .smooth)
    var spell = noise(.spell, spellMemory, .rough)
    var cloud = noise(.cloud, cloudMemory, .rough)
    let own = region.netLoad(numbers)
    let demand = Demand(lowHour: own.lowHour, holidays: region.holidays)
    let sun = Sun(latitude: weather.latitude, longitude: weather.longitude)

    return (0..<Year2020.slots).map { slot in
      let clearness = 1 - cloudLoss * smoothStep(0.5 + 0.5 * cloud.next())
      let local = weather.clock.localSlot(slot)
      var load = own.demand * demand.wave(localSlot: local)
      load -= demand.isWorkingDay(localSlot: local) ? 0 : own.weekend
      load -= own.sun * sun.sineOfElevation(slot: slot) * clearness
      load -= own.wind * wind.next()
      load += own.swing * swing.next()
      return load + numbers.spellSize * spell.next()
    }
  }
}
