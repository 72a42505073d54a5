import TestSupport
import Testing
import WindowKernels

@Suite("Prefix sums and window sums")
struct SumsTests {
  @Test("Prefix sums equal sums of slices", arguments: KernelCase.all(Array(0...17) + [100, 257]))
  func prefixSumsEqualReference(_ input: KernelCase) {
    #expect(prefixSums(input.values) == Naive.prefixSums(input.values))
  }

  @Test(
    "Window sums equal sums of slices", arguments: KernelCase.all([1, 2, 5, 8, 23, 64, sized(debug: 90, release: 130)]))
  func windowSumsEqualReference(_ input: KernelCase) {
    let values = input.values
    let prefix = prefixSums(values)
    for length in 1...values.count {
      let sums = filled(values.count - length + 1) { WindowSums.of(prefix.span, length: length, into: &$0) }
      #expect(sums == Naive.windowSums(values, length: length), "\(input.testDescription), length \(length)")
    }
  }

  @Test("Cut sums equal what is added up second by second, the later window's where it is less")
  func cutSumsEqualReference() {
    let slot = 5
    let values = (0..<23).map { Double($0 * $0 % 7) }
    let seconds = values.flatMap { repeatElement($0, count: slot) }
    let prefix = prefixSums(values)
    func sum(from begin: Int, _ length: Int) -> Double { seconds[begin..<begin + length].reduce(0, +) }

    for (place, length) in (0..<slot).flatMap({ place in (1...3 * slot).map { (place, $0) } }) {
      let head = place > 0 ? min(slot - place, length) : 0
      let tail = (length - head) % slot
      let lengths = CutSums.Lengths(slot: slot, head: head, whole: (length - head) / slot, tail: tail)
      // Only what begins with a slot has a later one, no later than that both end in the same slot.
      for delay in 0...(head == 0 && tail > 0 ? slot - tail : 0) {
        let found = filled(values.count - 2 - lengths.touched) {
          CutSums.of(values.span, prefixSums: prefix.span, lengths, orLaterBy: delay, from: 2, into: &$0)
        }
        let expected = found.indices.map { index in
          let begin = (2 + index) * slot + place
          return min(sum(from: begin, length), sum(from: begin + delay, length))
        }
        #expect(found == expected, "\(length) seconds from \(place), or \(delay) later")
      }
    }
  }

  @Test("The example in the documentation")
  func example() {
    let prefix = prefixSums([3, 1, 4, 1, 5])
    #expect(prefix == [0, 3, 4, 8, 9, 14])
    #expect(filled(4) { WindowSums.of(prefix.span, length: 2, into: &$0) } == [4, 5, 5, 6])
  }

  @Test("A scan finds what a look at each value does", arguments: KernelCase.all([1, 2, 3, 4, 5, 8, 23, 130]))
  func scans(_ input: KernelCase) {
    for odd in [nil, 0.5, -0.0, -1e9, 0x1p51, 0x1p60, .infinity, -.infinity, .nan] as [Double?] {
      for place in Set([0, input.values.count / 2, input.values.count - 1]) {
        var values = input.values.map { $0.rounded() + 0 }
        if let odd { values[place] = odd }
        let scan = ValueScan(values.span)
        let areFinite = values.allSatisfy(\.isFinite)
        let largest = values.map { abs($0) }.max() ?? 0
        #expect(scan.largestMagnitude == (areFinite ? largest : .infinity), "\(values)")
        let areWhole = values.allSatisfy { $0 == $0.rounded() && !($0 == 0 && $0.sign == .minus) } && largest < 0x1p51
        #expect(scan.areWhole == (areFinite && areWhole), "\(values)")
      }
    }
  }
}
