import CarbonScheduling

/// Intensities as a row of bars, each the mean of some slots, in eight heights; blanks are gaps.
struct IntensityBars {
  let means: [Double?]

  init(_ values: [Double?], widest: Int) {
    let count = min(widest, values.count)
    means = (0..<count).map { column in
      values[column * values.count / count..<(column + 1) * values.count / count].knownMean
    }
  }

  init(means: [Double?]) {
    self.means = means
  }

  var least: Double { means.compactMap { $0 }.min() ?? 0 }
  var most: Double { means.compactMap { $0 }.max() ?? 0 }

  /// One letter for each mean.
  var letters: [String] {
    let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let (least, most) = (least, most)
    return means.map { mean in
      guard let mean else { return " " }
      return most > least ? bars[min(7, Int((mean - least) / (most - least) * 8))] : bars[3]
    }
  }

  var text: String { letters.joined() }
}
