import TestSupport
import Testing

@testable import WindowKernels

@Suite("Workspaces")
struct WorkspaceTests {
  /// Where an array's elements are.
  func place<Element>(_ array: [Element]) -> UInt {
    unsafe array.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  @Test("A second sweep uses the memory of the first")
  func rankWindow() {
    var builder = RankBuilder()
    var ranks = Ranks()
    var window = RankWindow()
    var places: [[UInt]] = []
    for (size, length) in [(500, 40), (500, 40), (300, 77), (500, 300)] {
      builder.rank(Pattern.noise.values(count: size, seed: 1).span, into: &ranks)
      var pauses = [Int32](repeating: 0, count: size - length + 1)
      var span = pauses.mutableSpan
      let values = Pattern.noise.values(count: size, seed: 1)
      _ = filled(size - length + 1) {
        window.sweep(values.span, ranks: ranks, length: length, choosing: 20, sums: &$0, pauses: &span)
      }
      places.append([place(ranks.rankOfSlot), place(ranks.slotOfRank), place(window.words), place(window.chosen)])
    }
    #expect(Set(places).count == 1)
  }

  @Test("A second selection uses the memory of the first")
  func selection() {
    var selection = Selection()
    var places: Set<UInt> = []
    for size in [900, 900, 65, 500] {
      _ = selection.choose(size / 2, of: Pattern.noise.values(count: size, seed: 2).span)
      places.insert(place(selection.mask))
    }
    #expect(places.count == 1)
  }

  @Test("A second sliding minimum uses the memory of the first")
  func slidingMinimum() {
    let values = Pattern.noise.values(count: 900, seed: 3)
    var sliding = SlidingMinimum()
    var places: Set<[UInt]> = []
    for candidateCount in [289, 289, 12, 288] {
      _ = filled(901 - candidateCount) {
        sliding.minima(of: values.span, candidateCount: candidateCount, into: &$0)
      }
      places.insert([place(sliding.groups), place(sliding.suffixes)])
    }
    #expect(places.count == 1)
  }
}
