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

  /// How many hours the region's clocks are ahead of UTC in winter.
  public let standardHours: Int

  /// The mean intensity from January to December 2020 that the monthly emissions of the paper's 6B job imply, in
  /// gCO2eq/kWh: emissions divided by 13,812.4 kWh.
  public let monthlyMeans: [Double]

  /// All of them, in the order of the paper's table.
  public static let all: [PublishedRegion] = [
    .init(
      name: "france", azureName: "francecentral", standardHours: 1,
      monthlyMeans: [268, 237, 231, 221, 224, 246, 261, 265, 269, 287, 289, 280]),
    .init(
      name: "norway", azureName: "norwayeast", standardHours: 1,
      monthlyMeans: [292, 308, 271, 231, 232, 212, 206, 228, 274, 281, 283, 316]),
    .init(
      name: "canada", azureName: "canadacentral", standardHours: -5,
      monthlyMeans: [342, 356, 335, 286, 290, 314, 397, 380, 338, 301, 285, 358]),
    .init(
      name: "west-us", azureName: "westus", standardHours: -8,
      monthlyMeans: [426, 386, 386, 311, 253, 266, 293, 362, 400, 424, 389, 445]),
    .init(
      name: "uk-south", azureName: "uksouth", standardHours: 0,
      monthlyMeans: [412, 391, 397, 329, 329, 337, 352, 324, 331, 380, 401, 418]),
    .init(
      name: "west-europe", azureName: "westeurope", standardHours: 1,
      monthlyMeans: [459, 445, 420, 361, 365, 371, 376, 400, 435, 447, 455, 477]),
    .init(
      name: "north-europe", azureName: "northeurope", standardHours: 0,
      monthlyMeans: [429, 427, 415, 408, 410, 409, 407, 419, 418, 428, 432, 421]),
    .init(
      name: "west-us-3", azureName: "westus3", standardHours: -7,
      monthlyMeans: [515, 520, 482, 466, 429, 445, 452, 463, 460, 513, 484, 480]),
    .init(
      name: "south-central-us", azureName: "southcentralus", standardHours: -6,
      monthlyMeans: [527, 534, 528, 521, 523, 529, 551, 547, 545, 534, 526, 539]),
    .init(
      name: "west-us-2", azureName: "westus2", standardHours: -8,
      monthlyMeans: [618, 594, 602, 598, 381, 475, 492, 536, 539, 568, 512, 534]),
    .init(
      name: "north-central-us", azureName: "northcentralus", standardHours: -6,
      monthlyMeans: [610, 609, 557, 563, 501, 571, 643, 626, 574, 544, 523, 602]),
    .init(
      name: "east-us", azureName: "eastus", standardHours: -5,
      monthlyMeans: [616, 621, 592, 579, 576, 581, 649, 632, 588, 571, 562, 607]),
    .init(
      name: "australia", azureName: "australiaeast", standardHours: 10,
      monthlyMeans: [691, 686, 715, 737, 709, 594, 582, 614, 684, 698, 674, 702]),
    .init(
      name: "west-central-us", azureName: "westcentralus", standardHours: -7,
      monthlyMeans: [631, 699, 663, 674, 606, 667, 704, 714, 709, 692, 657, 717]),
    .init(
      name: "germany", azureName: "germanywestcentral", standardHours: 1,
      monthlyMeans: [710, 662, 660, 639, 645, 666, 674, 699, 698, 719, 719, 732]),
    .init(
      name: "central-us", azureName: "centralus", standardHours: -6,
      monthlyMeans: [702, 697, 647, 658, 662, 699, 751, 729, 686, 610, 701, 683]),
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
