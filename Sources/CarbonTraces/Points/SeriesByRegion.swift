import CarbonScheduling

/// Series of several regions in one file, in the order in which they first appear.
struct SeriesByRegion {
  var all: [(region: String?, series: PointSeries)] = []
  private var places: [String?: Int] = [:]

  /// More regions than any grid has.
  static let mostRegions = 4_096

  /// The place in ``all`` of a region's series, which is made if it is new; `nil` if there are too many.
  ///
  /// - Parameter path: Where the array lies whose elements its points are.
  mutating func place(of region: String?, path: @autoclosure () -> String?) -> Int? {
    if let last = all.indices.last, all[last].region == region { return last }
    if let place = places[region] { return place }
    guard all.count < Self.mostRegions else { return nil }
    places[region] = all.count
    all.append((region, PointSeries(path: path())))
    return all.count - 1
  }

  /// Gives its name to a series that had none and was made at `first` or later: the name came behind the points.
  mutating func nameUnnamed(from first: Int, _ region: String) {
    guard let place = places[nil], place >= first, places[region] == nil else { return }
    places[nil] = nil
    places[region] = place
    all[place].region = region
  }
}
