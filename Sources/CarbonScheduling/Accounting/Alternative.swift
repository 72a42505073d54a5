/// One way of doing some work: a model, a machine, a batch size. What it uses, and how many units of use come of that.
///
///     let distilled = try Alternative(
///       name: "distilled", workload: Workload(duration: .hours(2), energy: .kilowattHours(1.2)),
///       fixedEnergy: .kilowattHours(40), functionalUnits: 10_000)
///
/// Alternatives are compared per functional unit, as the Software Carbon Intensity is (ISO/IEC 21031:2024): grams for an
/// image, a run, a user.
public struct Alternative: Hashable, Sendable {
  /// What it is called.
  public let name: String

  /// What runs, and what it draws.
  public let workload: Workload

  /// What is paid once, however much it is used: training a student, quantising, compiling.
  public let fixedEnergy: Energy

  /// The hardware's part, for as long as the workload has it; see ``EmbodiedEmissions``.
  public let embodied: Emissions

  /// How many functional units the workload serves.
  public let functionalUnits: Double

  /// - Parameters:
  ///   - name: What it is called.
  ///   - workload: What runs.
  ///   - fixedEnergy: Zero or more, at most 1e15 kWh.
  ///   - embodied: Zero or more, at most 1e18 g.
  ///   - functionalUnits: Above zero, at most 1e18.
  /// - Throws: ``AccountingError`` if one is out of range.
  public init(
    name: String, workload: Workload, fixedEnergy: Energy = .kilowattHours(0),
    embodied: Emissions = Emissions(grams: 0), functionalUnits: Double = 1
  ) throws(AccountingError) {
    guard functionalUnits > 0, functionalUnits <= 1e18 else { throw .functionalUnits(functionalUnits) }
    guard fixedEnergy.kilowattHours >= 0, fixedEnergy.kilowattHours <= 1e15 else {
      throw .fixedEnergy(fixedEnergy)
    }
    guard embodied.grams >= 0, embodied.grams <= 1e18 else {
      throw .embodied("Embodied emissions of \(embodied.grams) g are not possible; give zero or more.")
    }
    self.name = name
    self.workload = workload
    self.fixedEnergy = fixedEnergy
    self.embodied = embodied
    self.functionalUnits = functionalUnits
  }

  /// What it uses in all.
  public var energy: Energy { .kilowattHours(workload.energy.kilowattHours + fixedEnergy.kilowattHours) }

  /// What it emits where its workload emits `emissions` for `energy`: what is paid once is taken to emit as much for each
  /// kilowatt-hour.
  public func emissions(running emissions: Emissions, for energy: Energy) -> AlternativeEmissions {
    AlternativeEmissions(
      running: emissions,
      fixed: Emissions(grams: fixedEnergy.kilowattHours * (emissions.grams / energy.kilowattHours)),
      embodied: embodied, functionalUnits: functionalUnits)
  }
}

/// What an alternative emits at some time and place: SCI = ((E x I) + M) / R, with E in two parts.
public struct AlternativeEmissions: Hashable, Sendable {
  /// Of its workload.
  public let running: Emissions
  /// Of what is paid once.
  public let fixed: Emissions
  /// M.
  public let embodied: Emissions
  /// R.
  public let functionalUnits: Double

  /// All of it.
  public var total: Emissions { Emissions(grams: running.grams + fixed.grams + embodied.grams) }

  /// The score: grams of CO2 equivalent per functional unit.
  public var gramsPerUnit: Double { total.grams / functionalUnits }

  /// How it grows with use.
  public var line: EmissionLine {
    EmissionLine(
      fixedGrams: fixed.grams, gramsPerUnit: (running.grams + embodied.grams) / functionalUnits)
  }
}

#if !hasFeature(Embedded)
  extension Alternative: Codable {
    /// Decodes and validates; only `name` and `workload` must be there.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        name: container.decode(String.self, forKey: .name),
        workload: container.decode(Workload.self, forKey: .workload),
        fixedEnergy: container.decodeIfPresent(Energy.self, forKey: .fixedEnergy) ?? .zero,
        embodied: container.decodeIfPresent(Emissions.self, forKey: .embodied) ?? .zero,
        functionalUnits: container.decodeIfPresent(Double.self, forKey: .functionalUnits) ?? 1)
    }
  }

  extension AlternativeEmissions: Codable {}
#endif
