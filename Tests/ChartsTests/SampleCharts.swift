import Testing

@testable import Charts

/// One chart of each kind, from given names and numbers.
enum SampleCharts {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let chart: any Chart
    var testDescription: String { name }
  }

  static let regions: [PlainText] = [
    "France", "Norway", "Canada", "West US", "UK South", "West Europe", "North Europe", "West US 3", "South Central US",
    "West US 2", "North Central US", "East US", "Australia East", "West Central US", "Germany", "Central US",
  ]

  /// Every kind of chart, with `columns` values for each name.
  static func all(
    names: [PlainText] = regions, columns: Int = 12, value: (Int, Int) -> FiniteNumber? = wave
  ) -> [Sample] {
    let caption = Caption(title: "A title", subtitle: "What is counted", description: "What was found.")
    let values = names.indices.map { row in (0..<columns).map { value(row, $0) } }
    let paints = names.indices.map { Paint.series(SeriesStyle(slot: $0)) }
    let lines = names.indices.map {
      LineChart.Series(name: names[$0], style: SeriesStyle(slot: $0), values: values[$0])
    }
    let hours = (0..<columns).map { PlainText($0 < 10 ? "0\($0)" : "\($0)") }
    let times = (0..<columns).map { 1_577_836_800 + $0 * 2_678_400 }
    let runs = (0..<3).map { (1_577_840_000 + $0 * 900)..<(1_577_840_450 + $0 * 900) }
    let bars = names.indices.map { BarChart.Group(name: names[$0], paint: paints[$0], values: values[$0]) }
    let plain = ValueAxis("Intensity", .plain(unit: "g/kWh"))
    let mass = ValueAxis("Emissions", .mass)
    return [
      Sample(
        name: "line-categories",
        chart: LineChart(caption: caption, x: .categories(hours), y: mass, series: lines)),
      Sample(
        name: "line-times",
        chart: LineChart(caption: caption, x: .times(times), y: plain, series: Array(lines.prefix(3)))),
      Sample(
        name: "line-numbers",
        chart: LineChart(
          caption: caption,
          x: .numbers((0..<columns).map { FiniteNumber($0) }, ValueAxis("Added time", .plain(unit: "h"))),
          y: ValueAxis("Savings", .percent), series: Array(lines.prefix(2)),
          marks: [.init(index: 1, name: "today"), .init(index: columns - 1, name: "the end")])),
      Sample(
        name: "line-panels", chart: LinePanels(caption: caption, x: .categories(hours), y: mass, series: lines)),
      Sample(
        name: "stepped-area",
        chart: SteppedAreaChart(
          caption: caption, y: plain, start: 1_577_836_800, step: 900, values: values.first ?? [],
          highlights: names.prefix(3).enumerated().map { .init(name: $1, paint: paints[$0], runs: runs) },
          moments: names.prefix(3).enumerated().map { .init(time: 1_577_838_000 + 2000 * $0, name: $1) })),
      Sample(
        name: "bars-rows",
        chart: BarChart(
          caption: caption, axis: ValueAxis("Savings", .percent), series: hours.map { .init(name: $0) }, groups: bars)),
      Sample(
        name: "bars-columns",
        chart: BarChart(
          caption: caption, axis: mass, direction: .columns, groupTitle: "Region",
          series: hours.enumerated().map { .init(name: $1, paint: .series(SeriesStyle(slot: $0))) },
          groups: names.indices.map { .init(name: names[$0], values: values[$0]) })),
      Sample(
        name: "bars-with-figures",
        chart: BarChart(
          caption: caption, axis: mass, series: [.init(name: "Flexible Start"), .init(name: "Pause and Resume")],
          groups: names.indices.map { .init(name: names[$0], values: [value($0, 0), value($0, 1)]) })),
      Sample(
        name: "waterfall",
        chart: WaterfallChart(
          caption: caption, axis: mass,
          start: .init(name: names.first ?? "", amount: value(0, 0) ?? 0, paint: .series(SeriesStyle(slot: 5))),
          steps: names.dropFirst().enumerated().map { .init(name: $1, change: value($0 + 1, 0) ?? 0) },
          end: .init(name: names.last ?? "", amount: value(0, 1) ?? 0, paint: .series(SeriesStyle(slot: 0))),
          downPaint: .series(SeriesStyle(slot: 14)), upPaint: .series(SeriesStyle(slot: 5)))),
      Sample(
        name: "heat-map",
        chart: HeatMap(
          caption: caption, quantity: .plain(unit: "g/kWh"),
          rows: names.indices.map { .init(name: names[$0], paint: paints[$0], values: values[$0]) }, columns: hours,
          columnTitle: "Hour of day, UTC")),
      Sample(
        name: "heat-map-diverging",
        chart: HeatMap(
          caption: caption, quantity: .percent, palette: .diverging(around: 0),
          rows: names.indices.map { .init(name: names[$0], values: values[$0]) }, columns: hours)),
      Sample(
        name: "dot-plot",
        chart: DotPlot(
          caption: caption, axis: mass,
          rows: names.indices.map { row in
            .init(
              name: names[row], paint: paints[row],
              dots: values[row].compactMap { $0 }.map { .init(value: $0, paint: paints[row], name: names[row]) },
              note: NumberFormat.mass(2).text(value(row, 0)))
          },
          references: [
            .init(value: 8.22, name: "a phone charge"), .init(value: 398, name: "a mile driven"),
            .init(value: 8887, name: "a gallon of gasoline"), .init(value: 430_000, name: "a barrel of oil"),
            .init(value: 8_300_000, name: "a home's energy for a year"),
            .init(value: 181_290_000, name: "a railcar of coal"),
          ])),
    ]
  }

  /// Gentle waves, with a hole in every third row.
  static func wave(row: Int, column: Int) -> FiniteNumber? {
    if row % 3 == 2, column == 4 { return nil }
    let phase = (column + 3 * row) % 12
    return FiniteNumber(Double(200 + 35 * row + 8 * min(phase, 12 - phase)))
  }
}
