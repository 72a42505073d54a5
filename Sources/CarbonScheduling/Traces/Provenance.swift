/// How a trace's values came about, and whose they are.
///
///     Provenance(.measured, by: "Electricity Maps").description  // "measured by Electricity Maps"
public struct Provenance: Hashable, Sendable {
  /// How values came about.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Observed, or computed from what was observed.
    case measured
    /// Made by a model of a grid; no grid ever had these values.
    case modelled
    /// Said before the time that the values speak of.
    case forecast
    /// The data does not say.
    case unknown
  }

  /// How the values came about.
  public let kind: Kind

  /// Who publishes them, as people write the name; `nil` if that is not known.
  public let publisher: String?

  /// Makes a provenance.
  ///
  /// - Parameters:
  ///   - kind: How the values came about.
  ///   - publisher: Who publishes them, such as `"WattTime"`.
  public init(_ kind: Kind, by publisher: String? = nil) {
    self.kind = kind
    self.publisher = publisher
  }

  /// Nothing is known.
  public static let unknown = Provenance(.unknown)
}

extension Provenance: CustomStringConvertible {
  /// In words: `measured by WattTime`, `modelled`, `of unknown provenance`, `from Electricity Maps`.
  public var description: String {
    switch (kind, publisher) {
    case (.unknown, nil): "of unknown provenance"
    case (.unknown, let publisher?): "from \(publisher)"
    case (_, nil): kind.rawValue
    case (_, let publisher?): "\(kind.rawValue) by \(publisher)"
    }
  }
}

extension Provenance.Kind: CustomStringConvertible {
  /// Its word: `measured`, `modelled`, `forecast`.
  public var description: String { rawValue }
}

#if !hasFeature(Embedded)
  extension Provenance.Kind: Codable {}

  extension Provenance: Codable {
    private enum CodingKeys: String, CodingKey { case kind, publisher }

    /// Decodes `kind`, and `publisher` where it is there.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        try container.decode(Kind.self, forKey: .kind),
        by: try container.decodeIfPresent(String.self, forKey: .publisher))
    }

    /// Encodes `kind`, and `publisher` where there is one.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(kind, forKey: .kind)
      try container.encodeIfPresent(publisher, forKey: .publisher)
    }
  }
#endif
