package import CarbonScheduling

/// Who publishes intensities as they become known, and how they are asked: all that is particular to one of them.
///
/// | name | region | key | forecast | history | unit | a new answer each | limit |
/// |---|---|---|---|---|---|---|---|
/// | `great-britain` | none, a number from 1 to 18, or the first half of a postcode | none | 48 h | yes | g/kWh | 30 min | |
/// | `energy-charts` | a country, such as `de` | none | today and tomorrow | no | g/kWh | 15 min | 2 a minute |
/// | `carbon-aware-computing` | a country, such as `de` | none | a file of forecasts | no | g/kWh | 60 min | |
/// | `energinet` | `DK1` or `DK2` | none | to the end of tomorrow | yes | g/kWh | 5 min | |
/// | `electricity-maps` | a zone, such as `DE` | a token | 48 h | yes, with the hour in progress | g/kWh | 60 min | |
/// | `watttime` | a region, such as `CAISO_NORTH` | user and password | 48 h | yes | lb/MWh | 5 min | |
package struct Provider: Sendable {
  /// The name on command lines.
  package let name: String
  /// Where it is asked, unless another address is given.
  package let address: String
  /// What its regions are, in words; whether one has to be named.
  package let regions: String
  package let needsRegion: Bool
  package let key: Key
  /// How often a new answer is due, in seconds.
  package let slotSeconds: Int64
  /// How many requests it takes in a minute, if it says so.
  package let requestsPerMinute: Int?
  /// The paths and queries of a question: none where it does not answer such, two where the newest value is asked for
  /// apart from those before it.
  let paths: @Sendable (Question) -> [String]

  /// How a provider knows who asks.
  package enum Key: Hashable, Sendable {
    case none
    /// A token in a header.
    case token(header: String, variable: String)
    /// A name and a password, for which a token is given that lasts so many seconds.
    case login(path: String, user: String, password: String, seconds: Int64)
  }

  /// What is asked.
  package struct Question: Hashable, Sendable {
    package enum Time: Hashable, Sendable {
      /// From now on.
      case forecast
      case history(Range<Instant>)
    }

    package var region: String?
    package var time: Time
    /// The begin of the slot in which it is asked.
    package var slot: Instant

    package init(region: String?, time: Time, slot: Instant) {
      (self.region, self.time, self.slot) = (region, time, slot)
    }
  }

  /// All of them.
  package static let all = [
    Provider(
      name: "great-britain", address: "https://api.carbonintensity.org.uk",
      regions: "a number from 1 to 18, or the first half of a postcode", needsRegion: false, key: .none,
      slotSeconds: 1_800, requestsPerMinute: nil
    ) { question in
      let place = question.region.map { Int($0) == nil ? "/postcode/\($0)" : "/regionid/\($0)" }
      let start = "\(place == nil ? "" : "/regional")/intensity/"
      switch question.time {
      case .forecast: return ["\(start)\(minute(question.slot))/fw48h\(place ?? "")"]
      case .history(let time): return ["\(start)\(minute(time.lowerBound))/\(minute(time.upperBound))\(place ?? "")"]
      }
    },
    Provider(
      name: "energy-charts", address: "https://api.energy-charts.info", regions: "a country, such as de",
      needsRegion: true, key: .none, slotSeconds: 900, requestsPerMinute: 2
    ) { question in
      question.time == .forecast ? ["/co2eq?country=\(question.region ?? "")"] : []
    },
    Provider(
      name: "carbon-aware-computing", address: "https://carbonawarecomputing.blob.core.windows.net",
      regions: "a country, such as de", needsRegion: true, key: .none, slotSeconds: 3_600, requestsPerMinute: nil
    ) { question in
      question.time == .forecast ? ["/forecasts/\(question.region ?? "").json"] : []
    },
    Provider(
      name: "energinet", address: "https://api.energidataservice.dk", regions: "DK1 or DK2", needsRegion: true,
      key: .none, slotSeconds: 300, requestsPerMinute: nil
    ) { question in
      let area = "filter=%7B%22PriceArea%22:%5B%22\(question.region ?? "")%22%5D%7D&sort=Minutes5UTC%20asc&limit=0"
      switch question.time {
      case .forecast: return ["/dataset/CO2EmisProg?start=now-PT5M&\(area)"]
      case .history(let time):
        let (start, end) = (clock(time.lowerBound), clock(time.upperBound))
        return ["/dataset/CO2Emis?start=\(start)&end=\(end)&timezone=utc&\(area)"]
      }
    },
    Provider(
      name: "electricity-maps", address: "https://api.electricitymaps.com", regions: "a zone, such as DE",
      needsRegion: true, key: .token(header: "auth-token", variable: "ELECTRICITYMAPS_API_TOKEN"),
      slotSeconds: 3_600, requestsPerMinute: nil
    ) { question in
      let (place, zone) = ("/v4/carbon-intensity", "zone=\(question.region ?? "")")
      switch question.time {
      case .forecast: return ["\(place)/forecast?\(zone)&horizonHours=48"]
      case .history(let time):
        let past = "\(place)/past-range?\(zone)&start=\(time.lowerBound)&end=\(time.upperBound)"
        // The hour in progress is in no range of the past.
        return time.upperBound > question.slot ? [past, "\(place)/latest?\(zone)"] : [past]
      }
    },
    Provider(
      name: "watttime", address: "https://api.watttime.org", regions: "a region, such as CAISO_NORTH",
      needsRegion: true,
      key: .login(path: "/login", user: "WATTTIME_USER", password: "WATTTIME_PASSWORD", seconds: 1_800),
      slotSeconds: 300, requestsPerMinute: nil
    ) { question in
      let region = "region=\(question.region ?? "")&signal_type=co2_moer"
      switch question.time {
      case .forecast: return ["/v3/forecast?\(region)&horizon_hours=48"]
      case .history(let time): return ["/v3/historical?\(region)&start=\(time.lowerBound)&end=\(time.upperBound)"]
      }
    },
  ]

  /// An instant to the minute: `2026-01-01T10:30Z`.
  @Sendable private static func minute(_ instant: Instant) -> String { "\(clock(instant))Z" }

  /// The same without a zone.
  @Sendable private static func clock(_ instant: Instant) -> String { String(instant.description.dropLast(4)) }

  /// The variables of all keys, which no other program needs.
  package static var secretVariables: Set<String> {
    Set(
      all.flatMap { provider -> [String] in
        switch provider.key {
        case .none: []
        case .token(_, let variable): [variable]
        case .login(_, let user, let password, _): [user, password]
        }
      })
  }
}

/// A provider and a region as a command line has them: `live:energy-charts:de`.
package struct LiveName: Sendable {
  package let provider: Provider
  package let region: String?

  /// Whether a trace's name is one of a provider rather than of a file.
  package static func isLive(_ text: String) -> Bool { text.hasPrefix("live:") }

  /// Reads `PROVIDER` or `PROVIDER:REGION`, with `live:` before it or not.
  package init(parsing text: String) throws(LiveError) {
    let whole = Self.isLive(text) ? text.dropFirst(5) : text[...]
    let parts = whole.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let provider = Provider.all.first(where: { $0.name == parts[0] }) else {
      throw .unknownProvider(parts[0])
    }
    let region = parts.count > 1 ? parts[1] : nil
    // Regions go into addresses: nothing in them may mean anything there.
    guard region.map({ Self.isPlain($0) }) ?? !provider.needsRegion else {
      throw .region(region, provider: provider)
    }
    (self.provider, self.region) = (provider, region)
  }

  private static func isPlain(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "_")
      }
  }

  /// `live:energy-charts:de`.
  package var text: String { "live:\(provider.name)" + (region.map { ":\($0)" } ?? "") }
}
