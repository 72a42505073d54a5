import CarbonCommands
import CarbonScheduling
import CommandLineKit
import Reports

extension AlternativeComparison {
  /// The comparison as a person reads it.
  func text(unit: String?, notes: [String]) -> String {
    let perUnit = "per \(printable(unit ?? "functional unit"))"
    let hasPlaces = choices.contains { $0.best.region != home }
    var table = TextTable(
      columns: [.left("alternative"), .right("energy"), .right("at once"), .right("planned")]
        + (hasPlaces ? [.right("best"), .left("where")] : []) + [.left("start (UTC)"), .right("saved")])
    for choice in choices {
      let best = choice.best
      table.add(
        [
          printable(choice.alternative.name), "\(significant(choice.alternative.energy.kilowattHours)) kWh",
          massText(choice.now.map { .grams($0.gramsPerUnit) }), massText(grams: choice.planned.gramsPerUnit),
        ]
          + (hasPlaces ? [massText(grams: best.emissions.gramsPerUnit), printable(best.region)] : [])
          + ["\(best.schedule.runs[0].start)", percentText(savings(of: choice)?.percent)])
    }
    let breakEvens = breakEvenSentences(unit: unit)
    return """
      emissions \(perUnit), at once and as planned in \(printable(home))\(hasPlaces ? ", and where they are least" : "")

      \(table)
      \(partsText(perUnit))\(breakEvens.isEmpty ? "" : "\n" + breakEvens.map { "\(printable($0))\n" }.joined())\
      \(notes.isEmpty ? "" : "\n" + notes.map { "\($0)\n" }.joined())
      """
  }

  /// The parts in one unit, rounded so that they add up as they stand.
  private func partsText(_ perUnit: String) -> String {
    guard let parts else {
      return
        "\nNobody can say what each change saves: \(printable(choices[0].alternative.name)) has no emissions at once in "
        + "\(printable(home)) or \(printable(best.best.region)), or cannot run there.\n"
    }
    let scale = MassScale(grams: max(abs(parts.from), abs(parts.to)))
    let (amounts, total) = parts.multiples(of: scale.step)
    let names = ["energy", "hardware (M)", "time", "place"]
    var table = TextTable(columns: [.left("saved by"), .right(perUnit)])
    for (name, amount) in zip(names, amounts) where name != "hardware (M)" || parts.embodied != 0 {
      table.add([name, scale.text(amount)])
    }
    table.add(["all", scale.text(total)])
    return """

      \(printable(choices[0].alternative.name)) at once in \(printable(home)): \(massText(grams: parts.from)); \
      \(printable(best.alternative.name)) as planned in \(printable(best.best.region)): \(massText(grams: parts.to))

      \(table)

      """
  }

  /// Against the first, where something is paid once.
  func breakEvenSentences(unit: String?) -> [String] {
    guard choices.contains(where: { $0.alternative.fixedEnergy.kilowattHours != 0 }) else { return [] }
    return choices.dropFirst().map { choice in
      BreakEven(between: choices[0].best.emissions.line, and: choice.best.emissions.line).sentence(
        first: choices[0].alternative.name, second: choice.alternative.name, unit: unit)
    }
  }
}

/// A unit and a number of decimals for amounts that shall stand below one another.
private struct MassScale {
  let unit: String
  let grams: Double
  let decimals: Int

  /// Four significant digits of the largest, so that a part of a hundredth still shows.
  init(grams largest: Double) {
    (unit, grams) = largest < 999.5 ? ("g", 1) : largest < 999_500 ? ("kg", 1_000) : ("t", 1_000_000)
    var (decimals, limit) = (0, 999.95)
    while largest / grams < limit, decimals < 12 {
      decimals += 1
      limit /= 10
    }
    self.decimals = decimals
  }

  /// The last digit that is shown, in grams.
  var step: Double {
    var step = grams
    for _ in 0..<decimals { step /= 10 }
    return step
  }

  func text(_ multiple: Double) -> String { "\(fixed(multiple * step / grams, decimals: decimals)) \(unit)" }
}
