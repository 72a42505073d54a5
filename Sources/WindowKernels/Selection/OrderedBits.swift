extension Double {
  /// An integer that compares as this value does.
  ///
  /// A Double's bits without the sign grow with its magnitude. Setting the top bit of a positive value puts it above
  /// all negative ones, and flipping every bit of a negative one turns its order round.
  ///
  /// - Precondition: Neither NaN nor -0, which would rank below 0.
  @inline(__always)
  var orderedBits: UInt64 {
    let bits = bitPattern
    let sign = UInt64(bitPattern: Int64(bitPattern: bits) &>> 63)
    return bits ^ (sign | 1 &<< 63)
  }

  /// The value of which these are the `orderedBits`.
  @inline(__always)
  init(orderedBits bits: UInt64) {
    self.init(bitPattern: bits >> 63 == 1 ? bits ^ 1 &<< 63 : ~bits)
  }
}
