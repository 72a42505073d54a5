/// An amount of electrical energy, in kilowatt-hours.
///
///     let both = Energy.kilowattHours(3.1) + .kilowattHours(0.4)
///     print(both)  // 3.5 kWh
public struct Energy: Hashable, Sendable {
  /// The energy in kWh.
  public let kilowattHours: Double

  /// Makes an energy of so many kWh.
  public init(kilowattHours: Double) { self.kilowattHours = kilowattHours }

  /// `Energy.kilowattHours(3.1)`, for use as an argument: `energy: .kilowattHours(3.1)`.
  public static func kilowattHours(_ kilowattHours: Double) -> Energy { Energy(kilowattHours: kilowattHours) }
}

extension Energy: AdditiveArithmetic, Comparable {
  /// No energy.
  public static let zero = Energy(kilowattHours: 0)

  /// The sum.
  public static func + (left: Energy, right: Energy) -> Energy {
    .kilowattHours(left.kilowattHours + right.kilowattHours)
  }

  /// The difference.
  public static func - (left: Energy, right: Energy) -> Energy {
    .kilowattHours(left.kilowattHours - right.kilowattHours)
  }

  /// So many times the energy.
  public static func * (energy: Energy, factor: Double) -> Energy { .kilowattHours(energy.kilowattHours * factor) }

  /// So many times the energy.
  public static func * (factor: Double, energy: Energy) -> Energy { .kilowattHours(energy.kilowattHours * factor) }

  /// Whether the left energy is the smaller one.
  public static func < (left: Energy, right: Energy) -> Bool { left.kilowattHours < right.kilowattHours }
}

extension Energy: CustomStringConvertible {
  /// The energy with its unit: `3.1 kWh`.
  public var description: String { "\(kilowattHours) kWh" }
}

#if !hasFeature(Embedded)
  extension Energy: Codable {}
#endif
