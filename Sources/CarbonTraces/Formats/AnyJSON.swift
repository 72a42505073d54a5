import CarbonScheduling

extension JSONPointFormat {
  /// JSON of any shape, by the paths of its times and values.
  ///
  /// What both paths have in common up to their last `[]` leads to the points; what lies between there and the time or
  /// the value is details of a point, or arrays of their own.
  static func any(_ paths: JSONPaths) -> JSONPointFormat {
    var meanings: [String: Meaning] = [:]
    let (time, value) = (steps(paths.time), steps(paths.value))
    let shared = sharedSteps(time, value)
    for (path, isTime) in [(time, true), (value, false)] {
      for count in 1..<max(1, path.count) {
        // `data` of `data[]`: what the member is that holds the array.
        let prefix = path[..<count].joined()
        meanings[prefix] = count < shared ? .points() : .details
      }
      let leaf = path.joined()
      if leaf.hasSuffix("[]"), path.count > shared {
        meanings[String(leaf.dropLast(2))] = isTime ? .timeColumn : .valueColumn(isForecast: false)
      } else {
        meanings[leaf] = isTime ? .time() : .value(what: "value")
      }
    }
    return JSONPointFormat(
      name: "JSON", provenance: .unknown, meanings: meanings, usesPaths: true, timeName: paths.time,
      valueName: paths.value, unit: paths.unit,
      takesUnixTime: true, whenEmpty: ("there is nothing at \(paths.time) and \(paths.value)", "check the paths"))
  }

  /// `data[].co2.rate` as `data`, `[]`, `.co2`, `.rate`.
  private static func steps(_ path: String) -> [String] {
    var steps: [String] = []
    var step = ""
    for character in path {
      if character == "." || character == "[" {
        if !step.isEmpty { steps.append(step) }
        step = ""
      }
      step.append(character)
    }
    if !step.isEmpty { steps.append(step) }
    return steps
  }

  /// How many steps both paths share, up to their last `[]`.
  private static func sharedSteps(_ left: [String], _ right: [String]) -> Int {
    var shared = 0
    for (index, step) in left.enumerated() {
      guard index < right.count, right[index] == step else { break }
      if step == "[]" { shared = index + 1 }
    }
    return shared
  }
}
