import CarbonScheduling
import TestSupport
import Testing

/// Where savings come from, by hand and by the definition.
@Suite struct SavingPartsTests {
  @Test func oneChangeAloneIsAllOfIt() {
    let energy = SavingParts { isOther, _, _ in isOther ? 3 : 10 }
    #expect((energy.energy, energy.time, energy.place, energy.total) == (7, 0, 0, 7))
    let time = SavingParts { _, isPlanned, _ in isPlanned ? 0.1 : 0.3 }
    #expect((time.energy, time.place) == (0, 0))
    #expect(time.time == time.total)
    #expect(abs(time.total - 0.2) < 1e-15)
    let place = SavingParts { _, _, isMoved in isMoved ? 40 : 10 }
    #expect((place.place, place.total) == (-30, -30))
    let nothing = SavingParts { _, _, _ in 0 }
    #expect((nothing.from, nothing.to, nothing.total, nothing.energy) == (0, 0, 0, 0))
  }

  /// 4 kWh or 2, 200 g or 100, and half of it elsewhere: 800 g become 100, each part the mean over six orders.
  @Test func threeChangesByHand() {
    let parts = SavingParts { isOther, isPlanned, isMoved in
      (isOther ? 2 : 4) * (isPlanned ? 100 : 200) * (isMoved ? 0.5 : 1)
    }
    #expect((parts.from, parts.to) == (800, 100))
    for part in [parts.energy, parts.time, parts.place] { #expect(abs(part - 700.0 / 3) < 1e-11) }
    #expect(parts.energy + parts.time + parts.place == 700)
  }

  @Test func embodiedEmissionsAreAPartOfTheirOwn() {
    let parts = SavingParts(embodied: (5, 2)) { isOther, _, _ in isOther ? 3 : 10 }
    #expect((parts.from, parts.to, parts.embodied, parts.energy) == (15, 5, 3, 7))
  }

  /// Each part is the mean over the six orders, whatever the changes are called, and they add up to the last digit.
  @Test func partsAddUpInAnyOrder() {
    var generator = SeededGenerator(seed: 19)
    for round in 0..<2_000 {
      let size = [1e-9, 1, 1e3, 1e12][round % 4]
      let corners = (0..<8).map { _ in Double.random(in: -1...1, using: &generator) * size }
      let hardware = (Double.random(in: 0...size, using: &generator), Double.random(in: 0...size, using: &generator))
      func grams(_ first: Bool, _ second: Bool, _ third: Bool) -> Double {
        corners[(first ? 1 : 0) + (second ? 2 : 0) + (third ? 4 : 0)]
      }
      let parts = SavingParts(embodied: hardware) { grams($0, $1, $2) }
      #expect(parts.energy + parts.embodied + parts.time + parts.place == parts.total)
      #expect(parts.place + parts.time + parts.embodied + parts.energy == parts.total)
      #expect(parts.from - parts.to == parts.total)
      #expect(abs(parts.from - (corners[0] + hardware.0)) <= 1e-14 * size)

      var expected = [0.0, 0, 0]
      for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        var corner = 0
        for change in order {
          expected[change] += (corners[corner] - corners[corner + (1 << change)]) / 6
          corner += 1 << change
        }
      }
      let exchanged = SavingParts(embodied: hardware) { grams($2, $0, $1) }
      for (part, other, mean) in [
        (parts.energy, exchanged.place, expected[0]), (parts.time, exchanged.energy, expected[1]),
        (parts.place, exchanged.time, expected[2]),
      ] {
        #expect(abs(part - mean) < 1e-13 * size)
        // What six leaves over goes to one part or another.
        #expect(abs(part - other) <= 32 * size.ulp)
      }

      let (multiples, total) = parts.multiples(of: size / 10)
      #expect(multiples.reduce(0, +) == total)
      for (multiple, part) in zip(multiples, [parts.energy, parts.embodied, parts.time, parts.place]) {
        #expect(abs(multiple - part * 10 / size) < 1.01)
      }
    }
  }

  @Test(arguments: [
    // Fixed and per unit of both; which begins with more, and from where it pays.
    (0.0, 3.0, 5_000.0, 1.0, BreakEven.Line?.some(.second), Double?.some(2_500)),
    (0, 3, 5_001, 1, .second, 2_501),
    (0, 3, 4_999, 1, .second, 2_500),
    (0, 3, 4_998, 1, .second, 2_499),
    (5_000, 1, 0, 3, .first, 2_500),
    (0, 1, 10, 1, .second, nil),
    (0, 1, 10, 2, .second, nil),
    (10, 1, 0, 1, .first, nil),
    (7, 1, 7, 2, nil, 0),
    (0, 0.3, 0.3, 0.2, .second, 3),
    (0, 1, 1e-300, 0.5, .second, 1),
  ]) func breakEven(
    _ a: Double, _ b: Double, _ c: Double, _ d: Double, start: BreakEven.Line?, units: Double?
  ) throws {
    let (first, second) = (
      EmissionLine(fixedGrams: a, gramsPerUnit: b), EmissionLine(fixedGrams: c, gramsPerUnit: d)
    )
    let crossing = BreakEven(between: first, and: second)
    #expect(crossing.dearerStart == start)
    #expect(crossing.units == units)
    guard let units, let start, units > 1 else { return }
    let (dear, cheap) = start == .first ? (first, second) : (second, first)
    #expect(dear.grams(after: units) <= cheap.grams(after: units) * (1 + 1e-15))
    #expect(dear.grams(after: units - 1) > cheap.grams(after: units - 1))
  }
}
