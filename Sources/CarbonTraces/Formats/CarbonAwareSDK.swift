import CarbonScheduling

extension JSONPointFormat {
  /// Files and answers of the Green Software Foundation's Carbon Aware SDK, whatever the case of their names:
  ///
  ///     {"Emissions": [{"Location": "eastus", "Time": "2021-11-16T00:55:00+00:00", "Rating": 70, ...}, ...]}
  ///     [{"location": "eastus", "time": "2021-11-16T00:55:00+00:00", "rating": "70", "duration": "01:00:00"}, ...]
  ///     [{"generatedAt": "...", "location": "eastus",
  ///       "forecastData": [{"timestamp": "2021-11-16T01:00:00+00:00", "duration": 5, "value": 359.23}, ...]}, ...]
  ///     [{"location": "eastus", "timestamp": "2021-11-16T01:00:00+00:00", "duration": 5, "value": 359.23}, ...]
  static let carbonAwareSDK = JSONPointFormat(
    name: "Carbon Aware SDK", provenance: .unknown,
    meanings: [
      "emissions": .points(), "emissionsdata": .points(), "forecastdata": .forecast, "generatedat": .issued,
      "location": .region(what: "location", isOptional: true), "time": .time(), "timestamp": .time(),
      "rating": .value(what: "rating"), "value": .value(what: "rating"),
      "duration": .slot(.minutesOrClock, what: "duration"),
    ],
    foldsCase: true, timeName: "time", valueName: "rating", issuedName: "generatedAt")
}
