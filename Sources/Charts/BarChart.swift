/// Amounts side by side, in groups: savings by region, a bar for each added time.
///
///     BarChart(
///       caption: Caption(title: "Savings by region", description: "..."),
///       axis: ValueAxis("Savings", .percent),
///       series: [.init(name: "+6 h"), .init(name: "+12 h")],
///       groups: [.init(name: "Norway", paint: .series(styles["norway"]), values: [3.1, 4.7])])
///
/// Bars take the colour of their group if it has one, and then differ by opacity from the first series to the last;
/// otherwise they take the colour of their series. Rows read well on any screen and with any names; columns suit groups
/// in an order of their own, such as hours. With one or two series in rows the figures are written beside the bars.
package struct BarChart: Chart {
  package struct Series: Hashable, Sendable {
    package let name: PlainText
    package let paint: Paint

    package init(name: PlainText, paint: Paint = .neutral) {
      self.name = name
      self.paint = paint
    }
  }

  package struct Group: Hashable, Sendable {
    package let name: PlainText
    /// Takes the place of the series' colours.
    package let paint: Paint?
    /// One for each series.
    package let values: [FiniteNumber?]
    /// Written beside the bars in place of their figures, one for each series; none if empty.
    package let notes: [PlainText]

    package init(name: PlainText, paint: Paint? = nil, values: [FiniteNumber?], notes: [PlainText] = []) {
      precondition(notes.isEmpty || notes.count == values.count, "notes come for each value or for none")
      self.name = name
      self.paint = paint
      self.values = values
      self.notes = notes
    }
  }

  /// Where bars grow to.
  package enum Direction: Hashable, Sendable {
    /// To the right, groups below one another.
    case rows
    /// Upwards, groups side by side.
    case columns
  }

  package let caption: Caption
  package let axis: ValueAxis
  package let direction: Direction
  /// What the groups are, for the end of their axis; only columns show it.
  package let groupTitle: PlainText
  package let series: [Series]
  package let groups: [Group]

  package init(
    caption: Caption, axis: ValueAxis, direction: Direction = .rows, groupTitle: PlainText = "", series: [Series],
    groups: [Group]
  ) {
    precondition(groups.allSatisfy { $0.values.count == series.count }, "a group needs a value for each series")
    self.caption = caption
    self.axis = ValueAxis(axis.title, axis.quantity, includesZero: true)
    self.direction = direction
    self.groupTitle = groupTitle
    self.series = series
    self.groups = groups
  }

  package func drawing(width: Double) -> Drawing {
    switch direction {
    case .rows: rows(width: width)
    case .columns: columns(width: width)
    }
  }

  var values: [FiniteNumber] { groups.flatMap(\.values).compactMap(\.self) }

  /// Whether some group's colour takes the place of the series' own.
  var isColoredByGroup: Bool { groups.contains { $0.paint != nil } }

  /// The look of a bar.
  func classes(group: Group, series index: Int) -> [StyleClass] {
    guard isColoredByGroup else { return [.fill(series[index].paint)] }
    return [.fill(group.paint ?? .neutral)] + shade(index)
  }

  /// None if there is a single series, or if series have their own colours.
  private func shade(_ index: Int) -> [StyleClass] {
    guard isColoredByGroup, series.count > 1 else { return [] }
    return [.shade(7 * index / (series.count - 1))]
  }

  func hover(group: Group, series index: Int) -> PlainText {
    let value = group.notes.isEmpty ? axis.quantity.format().text(group.values[index]) : group.notes[index]
    let name = series[index].name
    return name.isEmpty ? "\(group.name): \(value)" : "\(group.name), \(name): \(value)"
  }

  /// What the series look like; nothing if there is only one.
  var legend: Legend {
    guard series.count > 1 else { return Legend(entries: []) }
    return Legend(
      entries: series.enumerated().map { index, series in
        Legend.Entry(
          name: series.name, classes: [.fill(isColoredByGroup ? .neutral : series.paint)] + shade(index))
      })
  }

  func legendHeight(width: Double) -> Double {
    let height = legend.height(width: width)
    return height == 0 ? 0 : height + 8
  }
}
