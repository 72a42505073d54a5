public import CarbonScheduling

extension ForecastArchive {
  /// Reads forecasts as they were issued from a CSV file: a row an issue, a column a lead.
  ///
  ///     issued_at_utc,h00,h01,h02
  ///     2021-07-01T00:00:00Z,253.58,284.15,322.84
  ///     2021-07-02T00:00:00Z,248.10,271.90,301.77
  ///
  /// The first column is `issued_at_utc` or `generated_at_utc`. A column `h07` holds the value of the slot that begins seven
  /// hours after the issue, `f035` that of the one 35 minutes after it; leads are evenly spaced. A lead may begin after the
  /// issue. A column `signal` says `marginal` or `average`; other columns are ignored.
  ///
  /// - Parameters:
  ///   - source: A file, standard input, or bytes.
  ///   - region: What the region is called; the file's name unless given.
  ///   - signal: Whether the values are marginal or average, if that is known and the file does not say.
  /// - Throws: ``InputError`` with the line and the cure: for rows out of order, missing values and uneven leads too.
  /// - Complexity: O(bytes).
  public init(
    issuedIn source: InputSource, region: String? = nil, signal: Signal = .unknown
  ) throws(InputError) {
    var table = try TableReader(source, expecting: Self.expectedHeader)
    guard let issuedColumn = table.column("issued_at_utc") ?? table.column("generated_at_utc") else {
      throw InputError(
        file: source.name, line: 1, problem: "there is no column issued_at_utc", cure: "expected \(Self.expectedHeader)"
      )
    }
    let leads = table.header.enumerated().compactMap { column, name in
      Self.leadSeconds(name).map { (column: column, seconds: $0) }
    }.sorted { $0.seconds < $1.seconds }
    guard let first = leads.first, leads.count > 1 else {
      throw InputError(
        file: source.name, line: 1, problem: "there are no columns of leads such as h00 and h01, or f005 and f010",
        cure: "expected \(Self.expectedHeader)")
    }
    let slot = leads[1].seconds - first.seconds
    for (index, lead) in leads.enumerated() where lead.seconds != first.seconds + Int64(index) * slot || slot <= 0 {
      throw InputError(
        file: source.name, line: 1, problem: "the lead \(quoted(table.header[lead.column])) breaks the even spacing",
        cure: "give every lead once, all as far apart as the first two")
    }
    let signalColumn = table.column("signal")
    var signal = signal
    var forecasts: [Forecast] = []
    while try table.nextRow() {
      let issued: Instant
      do {
        issued = try Instant(iso8601: Self.text(issuedColumn, in: table))
      } catch {
        throw table.error(problem: "\(quoted(error.text)) \(error.problem)", cure: error.cure)
      }
      if let previous = forecasts.last, issued <= previous.issued {
        throw table.error(
          problem: "the forecast issued at \(issued) stands behind the one issued at \(previous.issued)",
          cure: "give forecasts in the order of their issue, each once")
      }
      if let signalColumn {
        let text = Self.text(signalColumn, in: table)
        guard let said = Signal(rawValue: text) else {
          throw table.error(problem: "the signal \(quoted(text)) is none", cure: "write marginal, average or unknown")
        }
        signal = said
      }
      var values: [Double] = []
      for lead in leads {
        let text = Self.text(lead.column, in: table)
        guard let value = Double(text), value.isFinite else {
          throw table.error(
            problem: "the value \(quoted(text)) of \(quoted(table.header[lead.column])) is not a number",
            cure: "write a plain decimal such as 439.30; a forecast has no gaps")
        }
        values.append(value)
      }
      do {
        let trace = try IntensityTrace(
          start: issued.advanced(by: .seconds(first.seconds)), slot: .seconds(slot), gramsPerKilowattHour: values,
          signal: signal, region: region ?? source.name, provenance: Provenance(.forecast))
        forecasts.append(try Forecast(trace, issued: issued))
      } catch {
        throw table.error(problem: "the forecast is none: \(error)", cure: "correct the row or remove it")
      }
    }
    do {
      try self.init(forecasts)
    } catch {
      throw InputError(
        file: source.name, problem: forecasts.isEmpty ? "there is no forecast" : "\(error)",
        cure: "expected \(Self.expectedHeader) and a row for each issue")
    }
  }

  private static let expectedHeader = "issued_at_utc,h00,h01,..."

  /// How many seconds after the issue the slot of a column begins: `h07` and `f035`.
  private static func leadSeconds(_ name: String) -> Int64? {
    let name = name.lowercased()
    guard let unit = name.first, let number = Int64(name.dropFirst()), (0...1_000_000).contains(number) else {
      return nil
    }
    return unit == "h" ? number * 3_600 : unit == "f" ? number * 60 : nil
  }

  private static func text(_ column: Int, in table: borrowing TableReader) -> String {
    table.fields.text(ofField: column, in: table.lines.bytes.span.extracting(table.range))
  }
}
