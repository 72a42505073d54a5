import CarbonScheduling
import TestSupport
import Testing

/// Flows so crowded that an auction finds their multipliers first. Multipliers prove what they find: no flow costs less
/// than the jobs' cheapest slots at these multipliers, less the capacity's worth.
@Suite struct CapacityFlowTests {
  struct Case {
    var jobs: [CapacityFlow.Job] = []
    var values: [Double] = []
    var capacities: [Int] = []
    var forbidden: [(job: Int, slot: Int)] = []

    /// - Parameters:
    ///   - largest: Values are below it: few of them make many ties.
    ///   - share: How much of the capacity is wanted.
    init(_ generator: inout SeededGenerator, largest: Int, widest: Int, share: Double) {
      let slots = sized(debug: 40, release: 60)
      values = (0..<slots).map { _ in Double(Int.random(in: -2..<largest, using: &generator)) }
      var units = 0
      for index in 0..<sized(debug: 80, release: 120) {
        let steps = Int.random(in: 4...24, using: &generator)
        let room = Int.random(in: steps + 4...slots - 10, using: &generator)
        let first = Int.random(in: 0...slots - room, using: &generator)
        let width = Int.random(in: 1...widest, using: &generator)
        var windows = [first..<first + room]
        if room > 20, Bool.random(using: &generator) { windows = [first..<first + 9, first + 11..<first + room] }
        let power = Double(Int.random(in: 1...30, using: &generator))
        jobs.append(CapacityFlow.Job(windows: windows, steps: min(steps, room - 4), width: width, power: power))
        units += jobs[index].units
        if Bool.random(using: &generator) { forbidden.append((index, first)) }
      }
      capacities = (0..<slots).map { _ in
        Int(Double(units) / share / Double(slots)) + Int.random(in: 0...4, using: &generator)
      }
    }

    func solved() -> (flow: CapacityFlow, isComplete: Bool) {
      var flow = CapacityFlow(jobs: jobs, values: values, capacities: capacities)
      for (job, slot) in forbidden { flow.forbid(job, slot) }
      let isComplete = flow.solve(jobs: jobs)
      return (flow, isComplete)
    }

    func isForbidden(_ job: Int, _ slot: Int) -> Bool { forbidden.contains { $0 == (job, slot) } }

    /// What is wrong with a complete flow.
    func faults(_ flow: CapacityFlow) -> [String] {
      var faults: [String] = []
      var loads = values.map { _ in 0 }
      var (cost, bound) = (0.0, 0.0)
      for (index, job) in jobs.enumerated() {
        var units = 0
        for use in flow.uses(of: index) {
          if use.units > job.width || isForbidden(index, use.slot) { faults.append("job \(index) in \(use.slot)") }
          units += use.units
          loads[use.slot] += use.units
          cost += Double(use.units) * job.power * values[use.slot]
        }
        if units != job.units { faults.append("job \(index) has \(units) units") }
        let costs = job.windows.joined().filter { !isForbidden(index, $0) }
          .map { job.power * values[$0] + flow.multipliers[$0] }.sorted()
        bound += Double(job.width) * costs.prefix(job.units / job.width).reduce(0, +)
      }
      for slot in values.indices {
        if loads[slot] > capacities[slot] { faults.append("slot \(slot) is too full") }
        if flow.multipliers[slot] < 0 { faults.append("the multiplier of slot \(slot) is \(flow.multipliers[slot])") }
        bound -= flow.multipliers[slot] * Double(capacities[slot])
      }
      if cost != bound { faults.append("a cost of \(cost), a bound of \(bound)") }
      return faults
    }
  }

  @Test(arguments: [(6, 1), (400, 1), (6, 4), (400, 4)])
  func crowdedFlowsAreOptimal(largest: Int, widest: Int) {
    var generator = SeededGenerator(seed: UInt64(largest + widest))
    var complete = 0
    let count = sized(debug: 2, release: 6)
    for number in 0..<count {
      let own = Case(&generator, largest: largest, widest: widest, share: number % 2 == 0 ? 0.8 : 0.93)
      let (flow, isComplete) = own.solved()
      if isComplete {
        complete += 1
        #expect(own.faults(flow) == [], "case \(number)")
      }
    }
    #expect(complete >= count / 2)
  }

  @Test func tooMuchIsSeen() {
    var generator = SeededGenerator(seed: 11)
    let own = Case(&generator, largest: 50, widest: 1, share: 1.3)
    let (flow, isComplete) = own.solved()
    #expect(!isComplete)
    // What the jobs need in the crowded slots at least is more than these have.
    var need = 0
    for (index, job) in own.jobs.enumerated() {
      let others = job.windows.joined().filter { !flow.crowded.contains($0) && !own.isForbidden(index, $0) }
      need += max(0, job.units - others.count)
    }
    #expect(need > flow.crowded.reduce(0) { $0 + own.capacities[$1] })
  }
}
