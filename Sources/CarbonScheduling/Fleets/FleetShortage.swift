/// What a job that could not be placed lacks.
public enum FleetShortage: Hashable, Sendable {
  /// Even alone it has too little time: its window has so many whole steps that it may use, and it takes more.
  case window(availableSteps: Int, neededSteps: Int, step: Duration)

  /// Even alone no plan keeps to its limits, or finding one would take too long.
  case limits

  /// Some hours have less capacity than jobs need that can go nowhere else.
  ///
  /// - Parameters:
  ///   - demand: How many unit-hours those jobs need in these hours at least.
  ///   - supply: How many there are.
  ///   - jobs: How many jobs they are, this one among them.
  case capacity(region: String, hours: [Range<Instant>], demand: Double, supply: Double, jobs: Int)

  /// No place was found for so many of its unit-hours; that there is none is not proven.
  case notFound(unitHours: Double)
}

extension FleetShortage: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    switch self {
    case .window(let available, let needed, let step):
      "It takes \(needed) steps of \(step.compactDescription), and its window has \(available) that it may use."
    case .limits: "No plan keeps to its limits within its window, even with all capacity to itself."
    case .capacity(let region, let hours, let demand, let supply, let jobs):
      "\(jobs == 1 ? "It needs" : "It and \(jobs - 1) other \(jobs == 2 ? "job" : "jobs") need") "
        + "\(fleetNumber(demand)) unit-hours in '\(region)' in \(Self.words(hours)), and there are \(fleetNumber(supply))."
    case .notFound(let hours):
      "No place was found for \(fleetNumber(hours)) of its unit-hours; more rounds, time or capacity may find one."
    }
  }

  private static func words(_ hours: [Range<Instant>]) -> String {
    let shown = hours.prefix(3).map { "\($0.lowerBound)/\($0.upperBound)" }.joined(separator: ", ")
    return hours.count > 3 ? "\(shown) and \(hours.count - 3) more times" : shown
  }
}

/// A number without a fraction if it has none.
private func fleetNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}

#if !hasFeature(Embedded)
  extension FleetShortage: Codable {}
#endif

/// Why tasks cannot all be placed: places whose capacity does not suffice for the tasks that can go nowhere else.
struct FleetCut {
  let places: Set<Int>
  /// How many units each task needs in those places at least, where it needs any.
  let needs: [(task: Int, units: Int)]
  let supply: Int

  /// - Parameter places: In which too many units are.
  init(_ problem: FleetProblem, tasks: [Int], places: Set<Int>) {
    self.places = places
    var needs: [(task: Int, units: Int)] = []
    for task in tasks {
      let own = problem.tasks[task]
      let most = own.mostUnits
      var elsewhere = 0
      for option in own.options {
        for place in option.places where !places.contains(place) && !own.isForbidden(place, option) {
          elsewhere += most
        }
      }
      let units = own.leastUnits
      if units > elsewhere { needs.append((task, units - elsewhere)) }
    }
    self.needs = needs
    supply = places.reduce(0) { $0 + problem.capacities[$1] }
  }

  /// The task to leave out so that as few as possible are: the one that needs least of those that need what is too much, else
  /// the one that needs most; of equal ones the last.
  var toLeaveOut: Int? {
    let excess = needs.reduce(-supply) { $0 + $1.units }
    guard excess > 0 else { return nil }
    let enough = needs.filter { $0.units >= excess }
    if let least = enough.map({ $0.units }).min() { return enough.last { $0.units == least }?.task }
    guard let most = needs.map({ $0.units }).max() else { return nil }
    return needs.last { $0.units == most }?.task
  }
}
