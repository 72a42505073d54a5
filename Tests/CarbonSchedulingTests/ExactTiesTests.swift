import CarbonScheduling
import Testing

/// Equal emissions are equal, whatever the unit of the source and whatever the job draws: the earliest start wins.
@Suite struct ExactTiesTests {
  private let start = Instant(secondsSince1970: 1_704_067_200)

  /// The two starts emit the same only if no product is rounded: 1.125 * 0.001 * 675 + 1.125 * ... in all.
  @Test func underAPowerProfile() throws {
    let trace = try IntensityTrace(start: start, slot: .seconds(900), gramsPerKilowattHour: [0.001, 0.004, 0])
    let power = try Power.profile([
      Power.Piece(duration: .seconds(675), kilowatts: 1.125), Power.Piece(duration: .seconds(900), kilowatts: 1.125),
      Power.Piece(duration: .seconds(225), kilowatts: 0),
    ])
    let job = try Workload(duration: .seconds(1_800), power: power)
    let plan = try FlexibleStart(within: .minutes(15), startStep: .seconds(450)).schedule(
      job, on: trace, releasedAt: start)
    #expect(plan.runs[0].start == start)
  }

  /// Slots in a cycle, so that every start is as good as the first; values and powers that no Double holds exactly.
  @Test(arguments: [[1.125, 0.1, 0.7], [1.0 / 3, 0.1, 2.0 / 7], [1e-3, 123.456, 0.0], [0.3, 0.3, 0.3]])
  func everyStartIsAsGoodAsTheFirst(_ kilowatts: [Double]) throws {
    let values = (0..<240).map { [0.1, 0.7, 0.2][$0 % 3] }
    let trace = try IntensityTrace(start: start, slot: .seconds(300), gramsPerKilowattHour: values)
    // Each piece lasts one cycle: it emits the same wherever it begins.
    let pieces = try kilowatts.map { try Power.Piece(duration: .seconds(900), kilowatts: $0) }
    let job = try Workload(duration: .seconds(2_700), power: .profile(pieces))
    for added in [AddedTime.minutes(5), .hours(6), .minutes(601)] {
      let plan = try FlexibleStart(within: added).schedule(job, on: trace, releasedAt: start)
      #expect(plan.runs[0].start == start, "\(added)")
    }
  }
}
