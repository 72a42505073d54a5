import CarbonCommands
import CarbonScheduling
import CommandLineKit

extension PlanOutcome {
  /// The outcome as a person reads it.
  var text: String {
    var table = TextTable(columns: [.left(""), .right("energy"), .right("as forecast"), .right("as it came")])
    for (name, way) in [("run now", runNow), ("planned", planned), ("actual", actual)] {
      table.add([
        name, "\(significant(way.energy.kilowattHours)) kWh", name == "actual" ? "" : massText(way.forecast),
        massText(way.emissions),
      ])
    }
    return "\(table)\n\(sentence)\n"
  }

  private var sentence: String {
    guard let savings, let yardstick else {
      return
        "The trace lacks some of the time from \(figures.baseline.start) to \(figures.baseline.end), so that nobody "
        + "can say what running at once would have emitted."
    }
    let share = savings.percent.map { " (\(percentText(abs($0))))" } ?? ""
    return "At once, the energy that it drew would have emitted \(massText(yardstick)): "
      + "\(massText(grams: abs(savings.grams)))\(share) \(savings.grams < 0 ? "less" : "more")."
  }
}

extension SCIDocument {
  /// What came of a plan.
  struct Outcome: Encodable {
    let runNow: Way
    let planned: Way
    let actual: Way
    let yardstickGrams: ExplicitNull<Double>
    let savingsGrams: ExplicitNull<Double>
    let savingsPercent: ExplicitNull<Double>

    enum CodingKeys: String, CodingKey {
      case planned, actual
      case runNow = "run_now"
      case yardstickGrams = "run_now_at_actual_energy_g"
      case savingsGrams = "savings_g"
      case savingsPercent = "savings_percent"
    }

    struct Way: Encodable {
      let energyKilowattHours: Double
      let forecastGrams: ExplicitNull<Double>
      let emissionsGrams: ExplicitNull<Double>

      enum CodingKeys: String, CodingKey {
        case energyKilowattHours = "energy_kwh"
        case forecastGrams = "forecast_g"
        case emissionsGrams = "emissions_g"
      }

      init(_ way: PlanOutcome.Way) {
        energyKilowattHours = way.energy.kilowattHours
        (forecastGrams, emissionsGrams) = (ExplicitNull(way.forecast?.grams), ExplicitNull(way.emissions?.grams))
      }
    }

    init(_ outcome: PlanOutcome) {
      (runNow, planned, actual) = (Way(outcome.runNow), Way(outcome.planned), Way(outcome.actual))
      yardstickGrams = ExplicitNull(outcome.yardstick?.grams)
      (savingsGrams, savingsPercent) = (
        ExplicitNull(outcome.savings?.grams), ExplicitNull(outcome.savings?.percent)
      )
    }
  }
}
