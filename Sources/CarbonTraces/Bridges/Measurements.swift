public import CarbonScheduling
public import Foundation

extension Energy {
  /// An amount of energy in any of Foundation's units.
  ///
  ///     Energy(Measurement(value: 3_600, unit: UnitEnergy.kilojoules)).kilowattHours  // 1.0
  public init(_ measurement: Measurement<UnitEnergy>) {
    self.init(kilowattHours: measurement.converted(to: .kilowattHours).value)
  }
}

extension Emissions {
  /// A mass in any of Foundation's units.
  ///
  ///     Emissions(Measurement(value: 2, unit: UnitMass.pounds)).grams  // about 907.18
  public init(_ measurement: Measurement<UnitMass>) {
    self.init(grams: measurement.converted(to: .grams).value)
  }
}

extension Power {
  /// A constant power in any of Foundation's units.
  ///
  /// - Throws: ``CarbonScheduling/JobError`` for a power that no computer draws.
  public static func constant(_ measurement: Measurement<UnitPower>) throws(JobError) -> Power {
    try .constant(kilowatts: measurement.converted(to: .kilowatts).value)
  }
}

extension Measurement where UnitType == UnitEnergy {
  /// The energy in kilowatt-hours.
  public init(_ energy: Energy) {
    self.init(value: energy.kilowattHours, unit: .kilowattHours)
  }
}

extension Measurement where UnitType == UnitMass {
  /// The emissions in grams.
  public init(_ emissions: Emissions) {
    self.init(value: emissions.grams, unit: .grams)
  }
}

extension Measurement where UnitType == UnitPower {
  /// The kilowatts that a constant power draws, or that a profile draws on average.
  public init(_ power: Power) {
    self.init(value: power.kilowatts, unit: .kilowatts)
  }
}
