// One line for each value of accounting, however much it holds.

extension OperationalEmissions: CustomStringConvertible {
  /// Energy and grams: `3.1 kWh, 533.0 g`.
  public var description: String {
    "\(energy), \(emissions)"
  }
}

extension OperationalEmissions.Device: CustomStringConvertible {
  /// Energy and grams.
  public var description: String {
    "\(energy), \(emissions)"
  }
}

extension SavingParts: CustomStringConvertible {
  /// The saving and its parts, in grams.
  public var description: String {
    "\(total) g: energy \(energy), embodied \(embodied), time \(time), place \(place)"
  }
}

extension RegionComparison: CustomStringConvertible {
  /// How many regions, and the cleanest.
  public var description: String {
    "\(choices.count) regions" + (choices.first.map { ", the cleanest \($0)" } ?? "")
  }
}

extension RegionComparison.Choice: CustomStringConvertible {
  /// The region and its grams: `west-us, 533.0 g`.
  public var description: String {
    "\(region), \(total)"
  }
}

extension RegionComparison.Failure: CustomStringConvertible {
  /// The region and what is wrong.
  public var description: String {
    "\(region): \(error)"
  }
}

extension HardwareBoard: CustomStringConvertible {
  /// The name and the rating: `A100-80GB, 400 W`.
  public var description: String {
    "\(name), \(ratedWatts) W"
  }
}

extension Alternative: CustomStringConvertible {
  /// The name and what it uses.
  public var description: String {
    "\(name), \(energy) for \(functionalUnits) functional units"
  }
}

extension AlternativeEmissions: CustomStringConvertible {
  /// All grams, and those of a functional unit.
  public var description: String {
    "\(total), \(gramsPerUnit) g a functional unit"
  }
}

extension SoftwareCarbonIntensity: CustomStringConvertible {
  /// The score, in grams a functional unit.
  public var description: String {
    "\(gramsPerUnit) g a functional unit, \(total) in all"
  }
}

extension EmbodiedEmissions: CustomStringConvertible {
  /// The grams, the lifetime and the share.
  public var description: String {
    "\(total) over \(lifetime.compactDescription), \(100 * resourceShare) % of it"
  }
}

extension PowerReading: CustomStringConvertible {
  /// The time and the power.
  public var description: String {
    "\(Instant(secondsSince1970: millisecondsSince1970 / 1_000)): \(kilowatts.map { "\($0) kW" } ?? "no value")"
  }
}

extension PowerLog: CustomStringConvertible {
  /// Devices, readings, time and energy.
  public var description: String {
    "\(deviceCount) \(deviceCount == 1 ? "device" : "devices"), \(readingCount) readings from \(start) to \(end), \(energy)"
  }
}

extension PowerLog.Interval: CustomStringConvertible {
  /// The device and its energy.
  public var description: String {
    "device \(device), \(endMilliseconds - startMilliseconds) ms, \(energy)"
  }
}

extension PowerLog.Device: CustomStringConvertible {
  /// What is known of it.
  public var description: String {
    [index.map { "\($0)" }, uuid, busID, log].compactMap { $0 }.joined(separator: ", ")
  }
}

extension SlotUse: CustomStringConvertible {
  /// The time, the energy and the grams.
  public var description: String {
    "\(start): \(energy), \(emissions)"
  }
}

extension AlternativeComparison: CustomStringConvertible {
  /// How many alternatives, and the best.
  public var description: String {
    "\(choices.count) alternatives, the best \(best)"
  }
}

extension AlternativeComparison.Choice: CustomStringConvertible {
  /// The alternative and where it emits least.
  public var description: String {
    "\(alternative.name) in \(best)"
  }
}

extension AlternativeComparison.Placed: CustomStringConvertible {
  /// The region and the grams.
  public var description: String {
    "\(region), \(emissions)"
  }
}

extension AlternativeComparison.Failure: CustomStringConvertible {
  /// The alternative, the region and what is wrong.
  public var description: String {
    "\(alternative) in \(region): \(error)"
  }
}

extension EmissionLine: CustomStringConvertible {
  /// `12.0 g and 0.5 g a functional unit`.
  public var description: String {
    "\(fixedGrams) g and \(gramsPerUnit) g a functional unit"
  }
}

extension BreakEven: CustomStringConvertible {
  /// From how many functional units on.
  public var description: String {
    units.map { "from \($0) functional units on" } ?? "never"
  }
}
