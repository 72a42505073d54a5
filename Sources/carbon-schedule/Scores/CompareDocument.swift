import CarbonScheduling
import CommandLineKit

/// The JSON of a comparison.
struct CompareDocument: Encodable {
  struct Amounts: Codable, Equatable {
    let emissionsGrams: Double
    let totalGrams: Double
    let gramsPerUnit: Double

    enum CodingKeys: String, CodingKey {
      case emissionsGrams = "emissions_g"
      case totalGrams = "total_g"
      case gramsPerUnit = "sci_g_per_unit"
    }

    init(_ emissions: AlternativeEmissions) {
      emissionsGrams = emissions.running.grams + emissions.fixed.grams
      totalGrams = emissions.total.grams
      gramsPerUnit = emissions.gramsPerUnit
    }
  }

  struct Row: Encodable {
    let alternative: String
    let energyKilowattHours: Double
    let fixedEnergyKilowattHours: Double
    let embodiedGrams: Double
    let functionalUnits: Double
    /// `null` where the trace lacks some of that time.
    let now: ExplicitNull<Amounts>
    let planned: Amounts
    let best: Amounts
    let bestRegion: String
    let bestStart: String
    let bestEnd: String
    /// Less than the first row at once, per functional unit.
    let savedGramsPerUnit: ExplicitNull<Double>

    enum CodingKeys: String, CodingKey {
      case alternative, now, planned, best
      case energyKilowattHours = "energy_kwh"
      case fixedEnergyKilowattHours = "fixed_energy_kwh"
      case embodiedGrams = "embodied_g"
      case functionalUnits = "functional_units"
      case bestRegion = "best_region"
      case bestStart = "best_start"
      case bestEnd = "best_end"
      case savedGramsPerUnit = "saved_g_per_unit"
    }
  }

  struct Parts: Codable, Equatable {
    let fromGrams: Double
    let toGrams: Double
    let totalGrams: Double
    let energyGrams: Double
    let embodiedGrams: Double
    let timeGrams: Double
    let placeGrams: Double

    enum CodingKeys: String, CodingKey {
      case fromGrams = "from_g"
      case toGrams = "to_g"
      case totalGrams = "total_g"
      case energyGrams = "energy_g"
      case embodiedGrams = "embodied_g"
      case timeGrams = "time_g"
      case placeGrams = "place_g"
    }
  }

  struct Crossing: Encodable {
    let first: String
    let second: String
    let dearerStart: ExplicitNull<String>
    /// `null` for never.
    let functionalUnits: ExplicitNull<Double>

    enum CodingKeys: String, CodingKey {
      case first, second
      case dearerStart = "dearer_start"
      case functionalUnits = "functional_units"
    }
  }

  let unit: String?
  let region: String
  let best: String
  let alternatives: [Row]
  let parts: ExplicitNull<Parts>
  let breakEven: [Crossing]

  enum CodingKeys: String, CodingKey {
    case unit, region, best, alternatives, parts
    case breakEven = "break_even"
  }

  init(_ comparison: AlternativeComparison, unit: String?) {
    self.unit = unit
    region = comparison.home
    best = comparison.best.alternative.name
    let first = comparison.choices[0]
    alternatives = comparison.choices.map { choice in
      let runs = choice.best.schedule.runs
      return Row(
        alternative: choice.alternative.name, energyKilowattHours: choice.alternative.energy.kilowattHours,
        fixedEnergyKilowattHours: choice.alternative.fixedEnergy.kilowattHours,
        embodiedGrams: choice.alternative.embodied.grams, functionalUnits: choice.alternative.functionalUnits,
        now: ExplicitNull(choice.now.map(Amounts.init)), planned: Amounts(choice.planned),
        best: Amounts(choice.best.emissions),
        bestRegion: choice.best.region, bestStart: runs[0].start.description,
        bestEnd: runs[runs.count - 1].end.description,
        savedGramsPerUnit: ExplicitNull(comparison.savings(of: choice)?.grams))
    }
    parts = ExplicitNull(
      comparison.parts.map {
        Parts(
          fromGrams: $0.from, toGrams: $0.to, totalGrams: $0.total, energyGrams: $0.energy, embodiedGrams: $0.embodied,
          timeGrams: $0.time, placeGrams: $0.place)
      })
    breakEven = comparison.choices.dropFirst().map { choice in
      let crossing = BreakEven(between: first.best.emissions.line, and: choice.best.emissions.line)
      return Crossing(
        first: first.alternative.name, second: choice.alternative.name,
        dearerStart: ExplicitNull(
          crossing.dearerStart.map { $0 == .first ? first.alternative.name : choice.alternative.name }),
        functionalUnits: ExplicitNull(crossing.units))
    }
  }
}
