/// The mean of the same time on the last days, or in the last weeks, that are known: the common baselines.
///
///     SameTimeBefore.yesterday            // the same time a day ago
///     SameTimeBefore.lastWeek             // the same time seven days ago
///     SameTimeBefore.meanOfDays(14)       // the mean of the same time on the last 14 known days
///
/// A slot of a time that was never seen holds the last known value.
public struct SameTimeBefore: Forecaster, Hashable {
  /// How many days lie between the values that are compared.
  public let days: Int

  /// How many of them are averaged.
  public let count: Int

  /// - Parameters:
  ///   - days: At least 1, at most 366.
  ///   - count: At least 1, at most 366.
  private init(days: Int, count: Int) {
    (self.days, self.count) = (days, count)
  }

  /// The same time yesterday, or on the last day on which it is known.
  public static let yesterday = SameTimeBefore(days: 1, count: 1)

  /// The same time last week, or in the last week in which it is known.
  public static let lastWeek = SameTimeBefore(days: 7, count: 1)

  /// The mean of the same time on the last `count` days on which it is known; fewer where fewer are.
  ///
  /// - Parameter count: Held from 1 to 366.
  public static func meanOfDays(_ count: Int) -> SameTimeBefore {
    SameTimeBefore(days: 1, count: min(max(count, 1), 366))
  }

  /// `same time yesterday`, `same time last week`, or `mean of the same time on 14 days`.
  public var name: String {
    switch (days, count) {
    case (1, 1): "same time yesterday"
    case (7, 1): "same time last week"
    default: "mean of the same time on \(count) days"
    }
  }

  /// A memory that has seen nothing; see ``Forecaster/memory(slot:)``.
  public func memory(slot: Duration) throws(ForecastError) -> Memory {
    Memory(period: days * (try slotsOfDay(slot)), count: count)
  }

  /// The newest values of each time.
  public struct Memory: ForecasterMemory {
    private let period: Int
    private let count: Int
    /// For each time of the period the newest values, in a ring each: that of time p begins at p * count.
    private var rings: [Double]
    private var seen: [Int]
    private var lastValue = 0.0

    /// The last slot whose value was learned.
    public private(set) var lastSlot: Int?

    init(period: Int, count: Int) {
      (self.period, self.count) = (period, count)
      rings = [Double](repeating: 0, count: period * count)
      seen = [Int](repeating: 0, count: period)
    }

    /// Learns the value of a slot: O(1).
    public mutating func learn(_ value: Double, ofSlot slot: Int) {
      let time = slot.moduloRoundingDown(by: period)
      rings[time * count + seen[time] % count] = value
      seen[time] += 1
      lastValue = value
      lastSlot = slot
    }

    /// Writes what is expected: O(count) a slot.
    public func forecast(from first: Int, into values: inout [Double]) -> Int {
      precondition(lastSlot != nil, "A forecast needs at least one known value.")
      var persisted = 0
      for index in values.indices {
        let time = (first + index).moduloRoundingDown(by: period)
        let known = min(seen[time], count)
        guard known > 0 else {
          values[index] = lastValue
          persisted += 1
          continue
        }
        var sum = 0.0
        for place in 0..<known { sum += rings[time * count + place] }
        values[index] = sum / Double(known)
      }
      return persisted
    }
  }
}

/// The last known value for ever: what a forecast must beat.
public struct Persistence: Forecaster, Hashable {
  /// Makes the forecaster.
  public init() {}

  /// `persistence`.
  public var name: String { "persistence" }

  /// A memory that has seen nothing.
  public func memory(slot: Duration) -> Memory { Memory() }

  /// The last value.
  public struct Memory: ForecasterMemory {
    private var lastValue = 0.0
    /// The last slot whose value was learned.
    public private(set) var lastSlot: Int?

    /// Learns the value of a slot: O(1).
    public mutating func learn(_ value: Double, ofSlot slot: Int) {
      lastValue = value
      lastSlot = slot
    }

    /// Writes the last value everywhere, which is what was asked for and no fallback.
    public func forecast(from first: Int, into values: inout [Double]) -> Int {
      for index in values.indices { values[index] = lastValue }
      return 0
    }
  }
}

#if !hasFeature(Embedded)
  extension Persistence: Codable {}

  extension SameTimeBefore: Codable {
    /// Decodes `days` and `count`, each 1 where it is missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      days = min(max(try container.decodeIfPresent(Int.self, forKey: .days) ?? 1, 1), 366)
      count = min(max(try container.decodeIfPresent(Int.self, forKey: .count) ?? 1, 1), 366)
    }
  }
#endif
