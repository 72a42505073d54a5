import CarbonScheduling

extension JSONPoints {
  /// The traces of all points: of forecasts the chosen one of each region, then the points that belong to none.
  consuming func documents() throws(InputError) -> [TraceDocument] {
    if let place = format.unitPlace, !root.hasUnit {
      throw InputError(
        file: request.source.name, path: place.path, problem: "there are no units",
        cure: "keep the member \(place.path.dropFirst(2)) of the answer, which says \(place.contents)")
    }
    var documents: [TraceDocument] = []
    for (region, choice) in forecasts {
      guard let (points, issued) = try choice.choose(file: request.source.name) else { continue }
      documents.append(try document(points, of: region, issued: issued))
    }
    for (region, points) in series.all {
      documents.append(try document(points, of: region, issued: root.issued))
    }
    guard documents.isEmpty else { return documents }
    throw emptyDocument
  }

  /// The error about a document without a point.
  var emptyDocument: InputError {
    let (problem, cure) = pointsName.isEmpty ? format.whenEmpty : JSONPointFormat.noPoints
    return InputError(
      file: request.source.name, path: pointsName.isEmpty ? "$" : "$.\(pointsName)", problem: problem, cure: cure)
  }

  private func document(_ points: PointSeries, of region: String?, issued: Int64?) throws(InputError) -> TraceDocument {
    var points = points
    points.dropsGaps = format.dropsGaps
    points.lengthsAreHints = !format.rootSlotHolds
    if points.times.count == 1 {
      points.slot = root.slot ?? format.singleSlot
    } else if format.rootSlotHolds {
      points.slot = root.slot
    }
    // Unless one kind was asked for, there may be both.
    let kinds: TraceSelection.Values? =
      points.forecastCount == 0 ? .actual : points.actualCount == 0 ? .forecast : nil
    let values = request.selection.values ?? kinds
    let issued = issued.map { Instant(secondsSince1970: $0) }
    let detail = issued.map { "forecast of \($0)" } ?? format.detail(pointsName, values)
    let isForecast = issued != nil || pointsName == "forecast"
    return try points.document(
      request,
      origin: PointOrigin(
        name: format.name, detail: detail,
        provenance: isForecast ? Provenance(.forecast, by: format.provenance.publisher) : format.provenance,
        signal: format.signal,
        choices: issued == nil ? format.choices : format.choices.union([.issuedBy])),
      region: region ?? root.region)
  }
}
