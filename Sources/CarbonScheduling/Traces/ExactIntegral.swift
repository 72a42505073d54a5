/// The integral of a trace's intensity over some time, without rounding: `wholeSlots` slots' worth plus what the partial
/// slots at the edges add.
///
///     slots        |  v0  |  v1  |  v2  |  v3  |
///     run             [==================]
///                     a s    slot   slot  b s
///
///     wholeSlots  = v1 + v2
///     partials    = a * v0 + b * v3
///
/// Both parts are multiples of the trace's grid step small enough to be exact (see ``ExactGrid``; a schedule has at most
/// three partial slots), and so is their order: two integrals are compared without rounding either, which makes "equal
/// emissions" mean equal.
package struct ExactIntegral: Sendable {
  /// The sum of the intensities of the slots covered in full, in the trace's units.
  package var wholeSlots: Double
  /// The sum of seconds times intensity over slots covered in part, in the trace's units.
  package var partials: Double

  private let slotSeconds: Double
  fileprivate let unitsPerGram: Double

  /// - Parameters:
  ///   - trace: The trace whose units and slots the sums are in.
  package init(on trace: IntensityTrace, wholeSlots: Double = 0, partials: Double = 0) {
    self.wholeSlots = wholeSlots
    self.partials = partials
    slotSeconds = Double(trace.slotSeconds)
    unitsPerGram = trace.unitsPerGram
  }

  /// Adds time that does not overlap: exact.
  package static func += (left: inout ExactIntegral, right: ExactIntegral) {
    left.wholeSlots += right.wholeSlots
    left.partials += right.partials
  }
}

extension ExactIntegral {
  /// The integral as one number, in units * s: two roundings at most, of the product and of the sum.
  fileprivate var unitSeconds: Double { slotSeconds * wholeSlots + partials }
}

extension ExactIntegral: Comparable {
  package static func == (left: ExactIntegral, right: ExactIntegral) -> Bool {
    !(left < right) && !(right < left)
  }

  /// Exact. The difference of the whole slots and that of the partials are; the one product that may round is at least
  /// 2^53 steps in magnitude when it does, and the partials' difference is always below that, so their order survives.
  package static func < (left: ExactIntegral, right: ExactIntegral) -> Bool {
    left.slotSeconds * (left.wholeSlots - right.wholeSlots) < right.partials - left.partials
  }
}

extension EnergyScale {
  /// What a job at this power emits over an integral of intensity.
  ///
  /// Four roundings at most: of slots times seconds, of adding the partial slots, of the product with the energy and of
  /// the quotient. Seconds times units per gram is a whole number below 2^53.
  package func emissions(_ integral: ExactIntegral) -> Emissions {
    Emissions(grams: kilowattHours * integral.unitSeconds / (seconds * integral.unitsPerGram))
  }
}

extension IntensityTrace {
  /// The integral of the intensity from `begin` to `end`, in seconds since the trace's start; gaps count as zero.
  ///
  /// - Complexity: O(1).
  package func integral(from begin: Int64, to end: Int64) -> ExactIntegral {
    let firstWhole = Int((begin + slotSeconds - 1) / slotSeconds)  // first boundary at or after `begin`
    let endWhole = Int(end / slotSeconds)  // last boundary at or before `end`
    var integral = ExactIntegral(on: self)
    if firstWhole > endWhole {  // within one slot, touching neither boundary
      integral.partials = Double(end - begin) * intensities[endWhole]
      return integral
    }
    integral.wholeSlots = cumulative[endWhole] - cumulative[firstWhole]
    let before = Int64(firstWhole) * slotSeconds - begin
    let after = end - Int64(endWhole) * slotSeconds
    if before > 0 { integral.partials += Double(before) * intensities[firstWhole - 1] }
    if after > 0 { integral.partials += Double(after) * intensities[endWhole] }
    return integral
  }

  /// The slots that the time from `begin` up to `end`, in seconds since the trace's start, touches.
  package func slots(from begin: Int64, to end: Int64) -> Range<Int> {
    Int(begin / slotSeconds)..<Int((end + slotSeconds - 1) / slotSeconds)
  }
}
