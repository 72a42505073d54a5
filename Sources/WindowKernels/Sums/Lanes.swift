/// Four Doubles side by side: the width in which the kernels read and write.
///
/// At the x86-64 baseline, as on AArch64, a `Lanes` fills two registers.
typealias Lanes = SIMD4<Double>

extension Lanes {
  /// How many values one `Lanes` holds.
  @inline(__always)
  static var width: Int { 4 }

  /// The smaller value of each lane. Neither side may hold a NaN.
  ///
  /// Written out, because `pointwiseMin` compiles to branches at the x86-64 baseline and this to one `minpd` a
  /// register: half the time of a sliding minimum.
  @inline(__always)
  static func minimum(_ a: Lanes, _ b: Lanes) -> Lanes {
    Lanes(
      a[0] < b[0] ? a[0] : b[0],
      a[1] < b[1] ? a[1] : b[1],
      a[2] < b[2] ? a[2] : b[2],
      a[3] < b[3] ? a[3] : b[3])
  }

  /// The larger value of each lane. Neither side may hold a NaN.
  @inline(__always)
  static func maximum(_ a: Lanes, _ b: Lanes) -> Lanes {
    Lanes(
      a[0] > b[0] ? a[0] : b[0],
      a[1] > b[1] ? a[1] : b[1],
      a[2] > b[2] ? a[2] : b[2],
      a[3] > b[3] ? a[3] : b[3])
  }
}

extension Lanes {
  /// The bits of each lane.
  @inline(__always)
  var bits: SIMD4<UInt64> {
    // SAFETY: of the same size, and any bits are valid integers.
    unsafe unsafeBitCast(self, to: SIMD4<UInt64>.self)
  }
}

extension Span<Double> {
  /// The four values from `index` on.
  @inline(__always)
  func lanes(at index: Int) -> Lanes {
    // SAFETY: the load is bounds-checked, and any 32 bytes are four valid Doubles.
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index &* MemoryLayout<Double>.stride, as: Lanes.self)
  }
}

extension Span<Double> {
  /// The four values from `index` on, for loops that have checked all of their indices at once.
  @inline(__always)
  func lanes(unchecked index: Int) -> Lanes {
    // SAFETY: the caller has checked that `index + 3` is in bounds, and any 32 bytes are four valid Doubles.
    unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: index &* MemoryLayout<Double>.stride, as: Lanes.self)
  }
}

extension MutableSpan<Double> {
  /// Replaces the four values from `index` on.
  @inline(__always)
  mutating func store(_ lanes: Lanes, at index: Int) {
    // SAFETY: the store is bounds-checked, and what it writes is four valid Doubles.
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: lanes, toByteOffset: index &* MemoryLayout<Double>.stride, as: Lanes.self)
  }
}

extension MutableSpan<Int32> {
  /// Replaces the four values from `index` on.
  @inline(__always)
  mutating func store(_ lanes: SIMD4<Int32>, at index: Int) {
    // SAFETY: the store is bounds-checked, and what it writes is four valid integers.
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: lanes, toByteOffset: index &* MemoryLayout<Int32>.stride, as: SIMD4<Int32>.self)
  }
}

extension MutableSpan<UInt32> {
  /// Replaces the four values from `index` on, for loops that have checked all of their indices at once.
  @inline(__always)
  mutating func store(_ lanes: SIMD4<UInt32>, unchecked index: Int) {
    // SAFETY: the caller has checked that `index + 3` is in bounds, and what is written is four valid integers.
    var bytes = unsafe mutableBytes
    unsafe bytes.storeBytes(
      of: lanes, toUncheckedByteOffset: index &* MemoryLayout<UInt32>.stride, as: SIMD4<UInt32>.self)
  }
}

extension Span<Int32> {
  /// The four values from `index` on.
  @inline(__always)
  func lanes(at index: Int) -> SIMD4<Int32> {
    // SAFETY: the load is bounds-checked, and any 16 bytes are four valid integers.
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index &* MemoryLayout<Int32>.stride, as: SIMD4<Int32>.self)
  }
}
