import Foundation
import GridModel
import Testing

@Suite struct TrigonometryTests {
  @Test func wholeQuartersAreExact() {
    #expect([0, 0.25, 0.5, 0.75, 1, -0.25].map { Trigonometry.sine(turns: $0) } == [0, 1, 0, -1, 0, -1])
    #expect([0, 0.25, 0.5, 0.75, 1, -0.25].map { Trigonometry.cosine(turns: $0) } == [1, 0, -1, 0, 1, 0])
  }

  /// Known values: 30, 45 and 60 degrees.
  @Test func knownAngles() {
    #expect(abs(Trigonometry.sine(turns: 1 / 12.0) - 0.5) < 2e-16)
    #expect(abs(Trigonometry.sine(turns: 1 / 8.0) - 0.5.squareRoot()) < 2e-16)
    #expect(abs(Trigonometry.cosine(turns: 1 / 12.0) - 0.75.squareRoot()) < 2e-16)
  }

  /// The C library gets the angle in radians, rounded twice: at 2 turns that alone is up to 2 pi 2 * 2^-53 * 2 = 3e-15.
  @Test func agreesWithTheCLibrary() {
    for step in -2_000...2_000 {
      let turns = Double(step) / 1_000
      #expect(abs(Trigonometry.sine(turns: turns) - sin(2 * .pi * turns)) < 3e-15, "\(turns) turns")
      #expect(abs(Trigonometry.cosine(turns: turns) - cos(2 * .pi * turns)) < 3e-15, "\(turns) turns")
    }
  }

  /// The bits themselves, which are the point: any machine that differs fails here first.
  @Test func bitsArePinned() {
    #expect(Trigonometry.sine(turns: 0.1).bitPattern == 0x3FE2_CF23_0475_5A5E)
    #expect(Trigonometry.cosine(turns: 0.3).bitPattern == 0xBFD3_C6EF_372F_E94E)
    #expect(Trigonometry.sine(turns: -17.37).bitPattern == 0xBFE7_53B6_03D2_B7EF)
  }
}
