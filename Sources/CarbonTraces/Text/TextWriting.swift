import CarbonScheduling

/// Appends a value with as many fraction digits as `code` says, or in the shortest form if that would change it.
func appendNumber(_ value: Double, code: UInt8, to bytes: inout [UInt8]) {
  guard code != FractionDigits.shortestCode, appendFixed(value, fractionDigits: Int(code), to: &bytes) else {
    let text = value.description
    bytes.append(contentsOf: text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
    return
  }
}

/// Appends a value with `fractionDigits` digits after the point if that reads back equal.
private func appendFixed(_ value: Double, fractionDigits: Int, to bytes: inout [UInt8]) -> Bool {
  let power = powersOfTen[fractionDigits]
  let scaled = (value.magnitude * power).rounded()
  // With no more units than that, the number that was read is the nearest one; and reading it would divide likewise.
  guard scaled <= Double(FractionDigits.largestExactDigits), scaled / power == value.magnitude else { return false }
  var rest = UInt64(scaled)
  if value.sign == .minus { bytes.append(UInt8(ascii: "-")) }
  let start = bytes.count
  var written = 0
  // From the last digit to the first, then turned round.
  while rest > 0 || written <= fractionDigits {
    if written == fractionDigits, fractionDigits > 0 { bytes.append(UInt8(ascii: ".")) }
    bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
    rest /= 10
    written += 1
  }
  bytes[start...].reverse()
  return true
}

/// Appends time stamps, `2020-01-01T00:05:00Z`, working out the date once a day.
struct TimeStampWriter {
  private var midnight: Int64?
  private var date: [UInt8] = []

  mutating func append(_ instant: Instant, to bytes: inout [UInt8]) {
    let seconds = instant.secondsSince1970
    if midnight.map({ !(0..<86_400).contains(seconds.subtractingReportingOverflow($0).partialValue) }) ?? true {
      let day = CivilDate(containing: instant)
      midnight = day.startOfDay.secondsSince1970
      date = Array("\(day)T".utf8)
    }
    let second = Int(seconds - (midnight ?? seconds))
    bytes.append(contentsOf: date)
    appendTwoDigits(second / 3_600, then: ":", to: &bytes)
    appendTwoDigits(second / 60 % 60, then: ":", to: &bytes)
    appendTwoDigits(second % 60, then: "Z", to: &bytes)
  }

  private func appendTwoDigits(_ number: Int, then character: Unicode.Scalar, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") + UInt8(number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    bytes.append(UInt8(ascii: character))
  }
}
