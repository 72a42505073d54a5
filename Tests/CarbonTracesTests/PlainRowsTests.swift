import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Rows taken at once and rows taken apart say the same, whatever is in them: values, digits, errors and lines.
@Suite struct PlainRowsTests {
  private func outcome(_ text: String, plainRows: Bool) -> String {
    let input = source(text)
    do {
      let documents = try NativeCSVReader.read(try ByteReader(input), of: input, slot: nil, plainRows: plainRows)
      return documents.map { document in
        "\(document.trace) \(document.slotChanges) \(document.trace.gaps) \(String(decoding: document.csv(), as: UTF8.self))"
      }.joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  private func check(_ text: String) {
    let (plain, general) = (outcome(text, plainRows: true), outcome(text, plainRows: false))
    #expect(plain == general, "of \(text.prefix(400))")
  }

  @Test func plainFiles() {
    check("timestamp_utc,gco2_per_kwh\n" + (0..<2_000).map { row(5 * $0, "\($0 % 700).\($0 % 10)") + "\n" }.joined())
    check("timestamp_utc,a,b,c\n" + (0..<500).map { row(60 * $0, "\($0),-\($0 % 7).50,0") + "\r\n" }.joined())
    check(
      "timestamp_utc,a,b,signal,provenance\n"
        + (0..<500).map { row(1_440 * $0, "\($0),7\($0 == 0 ? ",average,measured" : ",,")") + "\n" }.joined())
    // A leap day, the ends of years, and a step that no day is a multiple of.
    check("timestamp_utc,gco2_per_kwh\n" + (0..<20_000).map { row(37 * $0, "1") + "\n" }.joined())
  }

  @Test func everyCountOfDigits() {
    for whole in 1...7 {
      for fraction in 0...11 {
        let cells = (0..<12).map { row in
          let digits = (0..<whole + fraction).map { String(($0 * 7 + row * 3) % 9 + 1) }.joined()
          return (row % 4 == 3 ? "-" : "") + digits.prefix(whole) + (fraction > 0 ? "." + digits.suffix(fraction) : "")
        }
        check("timestamp_utc,gco2_per_kwh\n" + cells.indices.map { row(60 * $0, cells[$0]) + "\n" }.joined())
        check("timestamp_utc,a,b\n" + cells.indices.map { row(60 * $0, "8," + cells[$0]) + "\n" }.joined())
      }
    }
  }

  @Test func oddRows() {
    let odd = [
      "", ",", "7", "7.", ".5", "-", "-0", "-0.00", "007", "1e3", "+5", " 5", "5 ", "\"5\"", "1234567",
      "999999.999999999",
      "0.1234567890", "nan", "1,2", "5\r", "5\n\n", "5\n,",
    ]
    for cell in odd {
      for place in [0, 1, 2, 3, 10, 19] {
        let rows = (0..<20).map { row(60 * $0, $0 == place ? cell : "5") + "\n" }
        check("timestamp_utc,gco2_per_kwh\n" + rows.joined())
        check("timestamp_utc,a,b\n" + rows.map { $0.replacing("\n", with: ",6\n") }.joined())
      }
    }
    for stamp in [
      "2020-01-01T05:00:00Z", "2020-01-01 10:00:00Z", "2020-01-01T11:00:00+01:00", "2020-01-01T10:00Z", "x", "",
    ] {
      let rows = (0..<20).map { $0 == 10 ? "\(stamp),5\n" : row(60 * $0, "5") + "\n" }
      check("timestamp_utc,gco2_per_kwh\n" + rows.joined())
    }
  }

  @Test func mutatedFiles() {
    var random = SeededNumbers(seed: 51)
    let alphabet = Array("0123456789-.,:TZ\n\r\" e;")
    for round in 0..<400 {
      let isWide = round % 2 == 0
      var text = Array(
        (isWide ? "timestamp_utc,a,b\n" : "timestamp_utc,gco2_per_kwh\n")
          + (0..<30).map { row(30 * $0, isWide ? "\($0).5,7" : "\($0).25") + "\n" }.joined())
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 20..<text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text[place] = alphabet.randomElement(using: &random) ?? "0"
        case 1: text.remove(at: place)
        default: text.insert(alphabet.randomElement(using: &random) ?? "0", at: place)
        }
      }
      check(String(text))
    }
  }
}
