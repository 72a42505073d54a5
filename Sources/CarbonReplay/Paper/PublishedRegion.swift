/// One of the paper's sixteen cloud regions, under the names that files use for it.
///
///     PublishedRegion.named("uksouth")?.name   // "uk-south"
///
/// - Note: Dodge et al., FAccT 2022, section 4.
public struct PublishedRegion: Hashable, Sendable {
  /// The name in `Datasets`, such as `west-us`.
  public let name: String

  /// Microsoft Azure's name of the region, such as `westus`. Where the paper names a country, the region that Azure
  /// had there in 2020.
  public let azureName: String

  /// All of them, in the order of the paper's table.
  public static let all: [PublishedRegion] = [
    .init(name: "france", azureName: "francecentral"),
    .init(name: "norway", azureName: "norwayeast"),
    .init(name: "canada", azureName: "canadacentral"),
    .init(name: "west-us", azureName: "westus"),
    .init(name: "uk-south", azureName: "uksouth"),
    .init(name: "west-europe", azureName: "westeurope"),
    .init(name: "north-europe", azureName: "northeurope"),
    .init(name: "west-us-3", azureName: "westus3"),
    .init(name: "south-central-us", azureName: "southcentralus"),
    .init(name: "west-us-2", azureName: "westus2"),
    .init(name: "north-central-us", azureName: "northcentralus"),
    .init(name: "east-us", azureName: "eastus"),
    .init(name: "australia", azureName: "australiaeast"),
    .init(name: "west-central-us", azureName: "westcentralus"),
    .init(name: "germany", azureName: "germanywestcentral"),
    .init(name: "central-us", azureName: "centralus"),
  ]

  /// The region of a name, ours or Azure's; `nil` if neither knows it.
  public static func named(_ name: String) -> PublishedRegion? { byName[name] }

  private static let byName: [String: PublishedRegion] = {
    var regions: [String: PublishedRegion] = [:]
    for region in all {
      regions[region.name] = region
      regions[region.azureName] = region
    }
    return regions
  }()
}
