/// The integral of a series over some time, without rounding: `wholeSlots` slots' worth plus what the partial
/// slots at the edges add.
///
/// What is whole and what is partial: `StepSeries+PartialSlots.swift`.
///
/// Both parts are multiples of the series' grid step small enough to be exact (see ``ExactGrid``; a schedule has at most
/// three partial slots), and so is their order: two integrals are compared without rounding either, which makes "equal
/// emissions" mean equal.
package struct ExactIntegral: Sendable {
  /// The sum of the values of the slots covered in full, in the series' grid units.
  package var wholeSlots: Double
  /// The sum of seconds times value over slots covered in part, in the series' grid units.
  package var partials: Double

  private let slotSeconds: Double
  private let unitsPerSourceUnit: Double
  private let conversion: UnitConversion

  /// - Parameters:
  ///   - series: The series whose units and slots the sums are in.
  package init(on series: borrowing StepSeries, wholeSlots: Double = 0, partials: Double = 0) {
    self.wholeSlots = wholeSlots
    self.partials = partials
    slotSeconds = Double(series.slotSeconds)
    unitsPerSourceUnit = series.unitsPerSourceUnit
    conversion = series.conversion
  }

  /// Adds time that does not overlap: exact.
  package static func += (left: inout ExactIntegral, right: ExactIntegral) {
    left.wholeSlots += right.wholeSlots
    left.partials += right.partials
  }
}

extension ExactIntegral {
  /// Seconds times grid units: a whole number below 2^53 of them, so that the share of one integral in another on the same
  /// series rounds once.
  package var unitSeconds: Double { slotSeconds * wholeSlots + partials }

  /// The integral in the wanted unit, weighted and divided: `weight * integral / seconds`.
  ///
  ///     // Grams: kilowatt-hours in so many seconds, times g/kWh times seconds.
  ///     integral.scaled(by: kilowattHours, perSeconds: seconds)
  ///
  /// Four roundings at most where no unit is converted: of slots times seconds, of adding the partial slots, of the product
  /// with the weight and of the quotient; equal integrals give equal results. Seconds times units is a whole number below
  /// 2^53.
  package func scaled(by weight: Double, perSeconds seconds: Double) -> Double {
    weight * (unitSeconds * conversion.numerator) / (seconds * unitsPerSourceUnit * conversion.denominator)
  }

  /// The integral in the wanted unit times hours.
  package var valueHours: Double { scaled(by: 1, perSeconds: 3_600) }
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
