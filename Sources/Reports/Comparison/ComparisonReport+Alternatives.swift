import CarbonScheduling
import Charts

/// The alternatives side by side, and from how much use on each pays.
extension ComparisonReport {
  var alternativesSection: Page.Section {
    var body = Markup()
    body.append(alternativesTable.markup(id: "alternatives-table"))
    return .init(
      id: "alternatives", name: "Alternatives",
      heading: counted(comparison.choices.count, "alternative", "alternatives"), body: body)
  }

  private var alternativesTable: DataTable {
    return DataTable(
      caption: Caption(
        title: "Alternatives",
        subtitle: "Emissions \(perUnit); at once and as planned in \(PlainText(comparison.home)), and "
          + "as planned in the best region", description: ""),
      columns: [
        .init("Alternative"), .init("Energy", .number(.significant(3, unit: "kWh"))),
        .init("At once", .number(.mass(3))), .init("Planned", .number(.mass(3))),
        .init("Best", .number(.mass(3), look: .bar)), .init("Best region"), .init("Saved", .number(.fixedPercent(1))),
      ],
      rows: comparison.choices.map { choice in
        let best = choice.best.emissions.gramsPerUnit
        return [
          .text(name(choice)), .number(FiniteNumber(choice.alternative.energy.kilowattHours)),
          .number((choice.now?.gramsPerUnit).finite), .number(FiniteNumber(choice.planned.gramsPerUnit)),
          .number(FiniteNumber(best)), .text(PlainText(choice.best.region)),
          .number((comparison.savings(of: choice)?.percent).finite),
        ]
      })
  }

  /// Nothing where nothing is paid once: then every choice pays or fails from the first unit on.
  var breakEvenSection: Page.Section? {
    let sentences = breakEvens
    guard !sentences.isEmpty else { return nil }
    var body = Markup()
    body.list(sentences.map { Prose(stringLiteral: $0) })
    return .init(
      id: "break-even", name: "Break-even", heading: "From how much use on what is paid once pays", body: body)
  }

  private var breakEvens: [String] {
    guard comparison.choices.contains(where: { $0.alternative.fixedEnergy.kilowattHours != 0 }) else { return [] }
    let first = comparison.choices[0]
    return comparison.choices.dropFirst().map { choice in
      BreakEven(between: first.best.emissions.line, and: choice.best.emissions.line).sentence(
        first: first.alternative.name, second: choice.alternative.name, unit: circumstances.unit)
    }
  }
}

extension BreakEven {
  /// "distilled begins with more than large, and pays from 2,500 on (image)."
  package func sentence(first: String, second: String, unit: String?) -> String {
    let unit = unit ?? "functional unit"
    guard let dearerStart else { return "\(first) and \(second) begin with the same." }
    let (dear, cheap) = dearerStart == .first ? (first, second) : (second, first)
    guard let units else {
      return "\(dear) begins with more than \(cheap) and never pays: it emits no less per \(unit)."
    }
    let count = units < 1e15 ? Int(units).grouped : "\(units)"
    return "\(dear) begins with more than \(cheap), and pays from \(count) on (\(unit))."
  }
}
