/// The numbers that all regions of the model share. They were found by `carbon-datasets fit`, and rounded to three
/// digits.
///
/// Five of them scale what `Region+All.swift` has by judgement, the same in every region; the others belong to the
/// model as a whole. None belongs to one cell of a table, to one month or to one start.
package struct SharedNumbers: Equatable, Sendable {
  /// How much of a region's sun there is.
  package var sun = 1.19
  /// How much of its wind.
  package var wind = 0.971
  /// How much of its daily wave of demand.
  package var demand = 0.842
  /// How far its clean mix lies from the usual one.
  package var clean = 1.0
  /// How far its dirty mix lies from the usual one.
  package var dirty = 1.19

  /// Net load between the first step of the margin and the second.
  package var gap = 2.35
  /// The net load over which a step is taken.
  package var stepWidth = 0.0714
  /// Relative rise of intensity per unit of net load within a mix.
  package var slope = 0.045
  /// One standard deviation of the spells of days.
  package var spellSize = 0.336
  /// The memory of what changes within the hour, in slots.
  package var swingMemory = 4.0
  /// The memory of the wind, in slots.
  package var windMemory = 132.0

  /// Those of the traces in `Datasets`.
  package static let fitted = SharedNumbers()

  /// Where the search for them began: what `Region+All.swift` has by judgement, unscaled.
  package static let judged: SharedNumbers = {
    var numbers = SharedNumbers()
    (numbers.sun, numbers.wind, numbers.demand, numbers.clean, numbers.dirty) = (1, 1, 1, 1, 1)
    (numbers.gap, numbers.stepWidth, numbers.slope) = (2.35, 0.08, 0.045)
    (numbers.spellSize, numbers.swingMemory, numbers.windMemory) = (0.3, 4, 144)
    return numbers
  }()

  /// Their names and where each is, for a search that moves one after the other.
  package static let all: [(name: String, path: any WritableKeyPath<SharedNumbers, Double> & Sendable)] = [
    ("sun", \.sun), ("wind", \.wind), ("demand", \.demand), ("clean", \.clean), ("dirty", \.dirty),
    ("gap", \.gap), ("stepWidth", \.stepWidth), ("slope", \.slope), ("spellSize", \.spellSize),
    ("swingMemory", \.swingMemory), ("windMemory", \.windMemory),
  ]
}
