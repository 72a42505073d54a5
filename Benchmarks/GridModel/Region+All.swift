extension Region {
  /// East US and North Central US are both PJM: one load, one weather, one marginal unit. Their savings move together in
  /// the paper, and their levels differ.
  private static let pjm = Weather(
    id: "east-us", clock: LocalClock(zone: "America/New_York", standardHours: -5, daylightSaving: .northAmerica),
    latitude: 37.37, longitude: -79.82)

  /// The sixteen regions of the paper, in the order of its table.
  ///
  /// Of each row, the place is public, the last line is the paper's, and `margin` and `netLoad` are the model's: guessed
  /// from what generates there, then fitted together, never cell by cell (see `Datasets/README.md`).
  package static let all: [Region] = [
    Region(
      "france", "France", "FR",
      clock: LocalClock(zone: "Europe/Paris", standardHours: 1, daylightSaving: .europe),
      latitude: 46.38, longitude: 2.37,
      slotsPerValue: 12, holidays: .europe,
      margin: Margin(clean: 160, usual: 260, dirty: 320),
      netLoad: NetLoad(demand: 1.05, lowHour: 4, sun: 0.9, wind: 0.25, swing: 0.6),
      monthlyMeans: [268, 237, 231, 221, 224, 246, 261, 265, 269, 287, 289, 280]),
    Region(
      "norway", "Norway", "NO",
      clock: LocalClock(zone: "Europe/Oslo", standardHours: 1, daylightSaving: .europe),
      latitude: 59.91, longitude: 10.75,
      slotsPerValue: 12, holidays: .europe,
      margin: Margin(clean: 165, usual: 265, dirty: 330),
      netLoad: NetLoad(demand: 1, lowHour: 4, sun: 0.2, wind: 0.3, swing: 0.6),
      monthlyMeans: [292, 308, 271, 231, 232, 212, 206, 228, 274, 281, 283, 316]),
    Region(
      "canada", "Canada", "IESO_NORTH",
      clock: LocalClock(zone: "America/Toronto", standardHours: -5, daylightSaving: .northAmerica),
      latitude: 43.65, longitude: -79.38,
      holidays: .ontario,
      margin: Margin(clean: 205, usual: 335, dirty: 430),
      netLoad: NetLoad(demand: 1.05, lowHour: 4, sun: 0.5, wind: 0.3, swing: 0.6),
      monthlyMeans: [342, 356, 335, 286, 290, 314, 397, 380, 338, 301, 285, 358]),
    Region(
      "west-us", "West US", "CAISO_NORTH",
      clock: LocalClock(zone: "America/Los_Angeles", standardHours: -8, daylightSaving: .northAmerica),
      latitude: 37.78, longitude: -122.42,
      holidays: .unitedStates, isFittedAlone: true,
      margin: Margin(clean: 21, usual: 430, dirty: 450, firstWidth: 1),
      netLoad: NetLoad(demand: 0.3, lowHour: 4, sun: 3.3, wind: 0.15, swing: 0.6, weekend: 0.33),
      monthlyMeans: [426, 386, 386, 311, 253, 266, 293, 362, 400, 424, 389, 445]),
    Region(
      "uk-south", "UK South", "UK",
      clock: LocalClock(zone: "Europe/London", standardHours: 0, daylightSaving: .europe),
      latitude: 50.94, longitude: -0.8,
      slotsPerValue: 12, holidays: .england,
      margin: Margin(clean: 280, usual: 370, dirty: 435),
      netLoad: NetLoad(demand: 1, lowHour: 4, sun: 1.1, wind: 0.45, swing: 0.6),
      monthlyMeans: [412, 391, 397, 329, 329, 337, 352, 324, 331, 380, 401, 418]),
    Region(
      "west-europe", "West Europe", "NL",
      clock: LocalClock(zone: "Europe/Amsterdam", standardHours: 1, daylightSaving: .europe),
      latitude: 52.37, longitude: 4.9,
      slotsPerValue: 12, holidays: .europe,
      margin: Margin(clean: 335, usual: 420, dirty: 485),
      netLoad: NetLoad(demand: 1, lowHour: 4, sun: 1.8, wind: 0.4, swing: 0.6),
      monthlyMeans: [459, 445, 420, 361, 365, 371, 376, 400, 435, 447, 455, 477]),
    Region(
      "north-europe", "North Europe", "IE",
      clock: LocalClock(zone: "Europe/Dublin", standardHours: 0, daylightSaving: .europe),
      latitude: 53.35, longitude: -6.26,
      slotsPerValue: 12, holidays: .europe,
      margin: Margin(clean: 360, usual: 420, dirty: 465),
      netLoad: NetLoad(demand: 1.1, lowHour: 4, sun: 0.2, wind: 0.45, swing: 0.6),
      monthlyMeans: [429, 427, 415, 408, 410, 409, 407, 419, 418, 428, 432, 421]),
    Region(
      "west-us-3", "West US 3", "AZPS",
      clock: LocalClock(zone: "America/Phoenix", standardHours: -7, daylightSaving: .none),
      latitude: 33.45, longitude: -112.07,
      holidays: .unitedStates,
      margin: Margin(clean: 380, usual: 480, dirty: 560),
      netLoad: NetLoad(demand: 1.05, lowHour: 4, sun: 2.9, wind: 0.2, swing: 0.6),
      monthlyMeans: [515, 520, 482, 466, 429, 445, 452, 463, 460, 513, 484, 480]),
    Region(
      "south-central-us", "South Central US", "ERCOT_SANANTONIO",
      clock: LocalClock(zone: "America/Chicago", standardHours: -6, daylightSaving: .northAmerica),
      latitude: 29.42, longitude: -98.5,
      holidays: .unitedStates,
      margin: Margin(clean: 450, usual: 535, dirty: 605),
      netLoad: NetLoad(demand: 1.15, lowHour: 4, sun: 0.7, wind: 0.3, swing: 0.6),
      monthlyMeans: [527, 534, 528, 521, 523, 529, 551, 547, 545, 534, 526, 539]),
    Region(
      "west-us-2", "West US 2", "GCPD",
      clock: LocalClock(zone: "America/Los_Angeles", standardHours: -8, daylightSaving: .northAmerica),
      latitude: 47.23, longitude: -119.85,
      holidays: .unitedStates,
      margin: Margin(clean: 320, usual: 540, dirty: 690),
      netLoad: NetLoad(demand: 1, lowHour: 4, sun: 0.5, wind: 0.4, swing: 0.6),
      monthlyMeans: [618, 594, 602, 598, 381, 475, 492, 536, 539, 568, 512, 534]),
    Region(
      "north-central-us", "North Central US", "PJM_CHICAGO",
      clock: LocalClock(zone: "America/Chicago", standardHours: -6, daylightSaving: .northAmerica),
      latitude: 41.88, longitude: -87.63,
      holidays: .unitedStates, weather: pjm,
      margin: Margin(clean: 473, usual: 579, dirty: 671),
      netLoad: NetLoad(demand: 1.15, lowHour: 4, sun: 0.5, wind: 0.3, swing: 0.6),
      monthlyMeans: [610, 609, 557, 563, 501, 571, 643, 626, 574, 544, 523, 602]),
    Region(
      "east-us", "East US", "PJM_ROANOKE",
      clock: LocalClock(zone: "America/New_York", standardHours: -5, daylightSaving: .northAmerica),
      latitude: 37.37, longitude: -79.82,
      holidays: .unitedStates, weather: pjm,
      margin: Margin(clean: 490, usual: 600, dirty: 695),
      netLoad: NetLoad(demand: 1.15, lowHour: 4, sun: 0.5, wind: 0.3, swing: 0.6),
      monthlyMeans: [616, 621, 592, 579, 576, 581, 649, 632, 588, 571, 562, 607]),
    Region(
      "australia", "Australia East", "NEM_NSW",
      clock: LocalClock(zone: "Australia/Sydney", standardHours: 10, daylightSaving: .newSouthWales),
      latitude: -33.86, longitude: 151.21,
      slotsPerValue: 6, holidays: .newSouthWales,
      margin: Margin(clean: 535, usual: 680, dirty: 795),
      netLoad: NetLoad(demand: 1.1, lowHour: 4, sun: 2.2, wind: 0.25, swing: 0.6),
      monthlyMeans: [691, 686, 715, 737, 709, 594, 582, 614, 684, 698, 674, 702]),
    Region(
      "west-central-us", "West Central US", "PACE",
      clock: LocalClock(zone: "America/Denver", standardHours: -7, daylightSaving: .northAmerica),
      latitude: 40.89, longitude: -110.23,
      holidays: .unitedStates,
      margin: Margin(clean: 550, usual: 680, dirty: 795),
      netLoad: NetLoad(demand: 1.2, lowHour: 4, sun: 1.5, wind: 0.35, swing: 0.6),
      monthlyMeans: [631, 699, 663, 674, 606, 667, 704, 714, 709, 692, 657, 717]),
    Region(
      "germany", "Germany", "DE",
      clock: LocalClock(zone: "Europe/Berlin", standardHours: 1, daylightSaving: .europe),
      latitude: 50.11, longitude: 8.68,
      slotsPerValue: 12, holidays: .europe,
      margin: Margin(clean: 580, usual: 690, dirty: 780),
      netLoad: NetLoad(demand: 1.2, lowHour: 4, sun: 2.2, wind: 0.4, swing: 0.6),
      monthlyMeans: [710, 662, 660, 639, 645, 666, 674, 699, 698, 719, 719, 732]),
    Region(
      "central-us", "Central US", "MISO_MASON_CITY",
      clock: LocalClock(zone: "America/Chicago", standardHours: -6, daylightSaving: .northAmerica),
      latitude: 41.59, longitude: -93.62,
      holidays: .unitedStates,
      margin: Margin(clean: 595, usual: 690, dirty: 755),
      netLoad: NetLoad(demand: 0.45, lowHour: 8, sun: 0.2, wind: 0.3, swing: 0.5),
      monthlyMeans: [702, 697, 647, 658, 662, 699, 751, 729, 686, 610, 701, 683]),
  ]
}
