package import CarbonScheduling
import CommandLineKit

/// A mass in the unit that reads best, to three significant digits: `0.41 g`, `128 g`, `6.9 kg`, `1.83 t`.
package func massText(grams: Double) -> String {
  let magnitude = abs(grams)
  // Limits lie where three digits would round up to the next unit.
  if magnitude < 999.5 { return "\(significant(grams)) g" }
  if magnitude < 999_500 { return "\(significant(grams / 1_000)) kg" }
  return "\(significant(grams / 1_000_000)) t"
}

/// A mass in the unit that reads best, or a dash where there is none.
package func massText(_ emissions: Emissions?) -> String { emissions.map { massText(grams: $0.grams) } ?? noNumber }

/// What is saved: `31.6 g (5.6 %)`, grams alone where there is no share, and a dash where there is nothing to compare with.
package func savingsText(_ savings: Savings?) -> String {
  guard let savings else { return noNumber }
  return massText(grams: savings.grams) + (savings.percent.map { " (\(percentText($0)))" } ?? "")
}
