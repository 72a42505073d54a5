/// A place where jobs of a fleet run: its grid, and how many units it has.
///
///     let site = FleetSite("west-us", trace: trace, capacity: .units(64))
public struct FleetSite: Hashable, Sendable {
  /// The region's name, which no other site of the fleet has.
  public let region: String

  /// The intensity of its grid.
  public let trace: IntensityTrace

  /// How many units may be used at once.
  public let capacity: FleetCapacity

  /// A price of energy to weigh beside the emissions, if there is one.
  public let price: WeightedPrice?

  /// Makes a site.
  public init(_ region: String, trace: IntensityTrace, capacity: FleetCapacity, price: WeightedPrice? = nil) {
    self.region = region
    self.trace = trace
    self.capacity = capacity
    self.price = price
  }
}

/// How many units of a site may be used at once.
public enum FleetCapacity: Hashable, Sendable {
  /// The same number at all times.
  case units(Int)

  /// A number that changes over time. Parts of units do not count.
  case series(CapacitySeries)
}

#if !hasFeature(Embedded)
  extension FleetCapacity: Codable {
    /// Decodes a number, or a series.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let units = try? container.decode(Int.self) {
        self = .units(units)
      } else {
        self = .series(try container.decode(CapacitySeries.self))
      }
    }

    /// Encodes the number, or the series.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .units(let units): try container.encode(units)
      case .series(let series): try container.encode(series)
      }
    }
  }

  extension FleetSite: Codable {}
#endif
