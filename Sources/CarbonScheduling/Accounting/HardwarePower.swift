/// The power of a machine, from the rating of its boards: for a job that nobody has measured yet.
///
///     let node = try HardwarePower(count: 8, of: board, utilisation: 0.8, overheadKilowatts: 0.8)
///     print(node.kilowatts)  // 3.36, of 8 boards of 400 W
///
/// Boards times rating times utilisation, plus what the host draws beside them. It is a model: power does not follow
/// utilisation in a straight line, and a rating is a limit and no measurement. Where there is a power log, take that.
public struct HardwarePower: Hashable, Sendable {
  /// What each board is.
  public let board: HardwareBoard
  /// How many boards there are.
  public let count: Int
  /// Which share of their rating they draw: above 0, at most 1.
  public let utilisation: Double
  /// What processors, memory, fans and losses draw beside them, in kW.
  public let overheadKilowatts: Double

  /// - Parameters:
  ///   - count: How many boards: 1 to 1,000,000.
  ///   - board: Which.
  ///   - utilisation: The share of the rating that the boards draw: above 0, at most 1.
  ///   - overheadKilowatts: What processors, memory, fans and losses draw beside them: 0 to 1e9.
  /// - Throws: ``AccountingError/hardware(_:)`` if one is out of range.
  public init(
    count: Int, of board: HardwareBoard, utilisation: Double = 1, overheadKilowatts: Double = 0
  ) throws(AccountingError) {
    guard (1...1_000_000).contains(count) else {
      throw .hardware("\(count) boards are not possible; give 1 to 1000000.")
    }
    guard utilisation > 0, utilisation <= 1 else {
      throw .hardware("A utilisation of \(utilisation) is not possible; give a number above 0, at most 1, such as 0.8.")
    }
    guard overheadKilowatts >= 0, overheadKilowatts <= 1e9 else {
      throw .hardware("An overhead of \(overheadKilowatts) kW is not possible; give zero or more, such as 0.8kW.")
    }
    self.board = board
    self.count = count
    self.utilisation = utilisation
    self.overheadKilowatts = overheadKilowatts
  }

  /// The same boards at another share of their rating, with something beside them.
  ///
  /// - Throws: ``AccountingError/hardware(_:)``.
  public func at(
    utilisation: Double = 1, overheadKilowatts: Double = 0
  ) throws(AccountingError) -> HardwarePower {
    try HardwarePower(count: count, of: board, utilisation: utilisation, overheadKilowatts: overheadKilowatts)
  }

  /// All of it.
  public var kilowatts: Double {
    // In watts, where most of what is written is whole: 3.36 kW and not a last digit more.
    (Double(count * board.ratedWatts) * utilisation + overheadKilowatts * 1_000) / 1_000
  }

  /// The same for a ``Workload``.
  ///
  /// - Throws: ``JobError/power(kilowatts:)`` if it is too much, or next to nothing.
  public var power: Power {
    get throws(JobError) { try .constant(kilowatts: kilowatts) }
  }
}

extension HardwarePower: CustomStringConvertible {
  /// `8 x A100-80GB, rated 400 W each (NVIDIA A100 data sheet), at 0.8 of that, and 0.8 kW beside`.
  public var description: String {
    "\(count) x \(board.name), rated \(board.ratedWatts) W each (\(board.source))"
      + (utilisation == 1 ? "" : ", at \(utilisation) of that")
      + (overheadKilowatts == 0 ? "" : ", and \(overheadKilowatts) kW beside")
  }
}

extension PowerLog {
  /// What a job would have drawn at the rating of its hardware, where nobody measured it.
  ///
  /// - Parameters:
  ///   - hardware: What it ran on.
  ///   - start: When it began.
  ///   - duration: How long it ran: positive.
  /// - Throws: ``PowerLogError`` if it covers no time or lies millions of years away.
  public init(of hardware: HardwarePower, from start: Instant, for duration: Duration) throws(PowerLogError) {
    let (seconds, attoseconds) = duration.clampedComponents
    let limit: Int64 = 100_000_000_000_000
    guard start.secondsSince1970.magnitude <= limit, seconds <= limit else {
      throw .time(millisecondsSince1970: .max)
    }
    let length = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    let energy = hardware.kilowatts * Double(length) / 3_600_000
    let begin = start.secondsSince1970 * 1_000
    try self.init(runs: [(begin, begin + length, .kilowattHours(energy))])
  }
}

#if !hasFeature(Embedded)
  extension HardwarePower: Codable {
    /// Decodes and validates; only `board` and `count` must be there.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        count: container.decode(Int.self, forKey: .count), of: container.decode(HardwareBoard.self, forKey: .board),
        utilisation: container.decodeIfPresent(Double.self, forKey: .utilisation) ?? 1,
        overheadKilowatts: container.decodeIfPresent(Double.self, forKey: .overheadKilowatts) ?? 0)
    }
  }
#endif
