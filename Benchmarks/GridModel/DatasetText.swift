/// The text of the files in `Datasets` that are generated, byte for byte.
package enum DatasetText {
  /// Where the wide file of traces lies inside `Datasets`.
  package static let tracesPath = "traces/modelled-2020.csv"
  /// Where the table of regions lies inside `Datasets`.
  package static let regionsPath = "regions.csv"

  /// The traces side by side: a header `timestamp_utc,region,...,signal,provenance`, then one line per slot of whole
  /// gCO2eq/kWh. What the values are stands in the first line, and holds for all.
  ///
  /// - Parameters:
  ///   - regions: the regions, one column each.
  ///   - traces: their traces, in the same order.
  /// - Returns: UTF-8 with LF line ends, about 9 MB for sixteen regions.
  package static func traces(_ regions: [Region], _ traces: [ModelledTrace]) -> [UInt8] {
    precondition(regions.count == traces.count, "Every region needs its trace.")
    var text = Array((["timestamp_utc"] + regions.map(\.id) + ["signal", "provenance"]).joined(separator: ",").utf8)
    text.reserveCapacity(Year2020.slots * (23 + 5 * regions.count))
    text.append(newline)
    for slot in 0..<Year2020.slots {
      text.append(contentsOf: Year2020.timestamp(slot).utf8)
      for trace in traces {
        text.append(comma)
        text.append(contentsOf: String(trace.grams[slot]).utf8)
      }
      text.append(contentsOf: (slot == 0 ? ",marginal,modelled by carbon-scheduling" : ",,").utf8)
      text.append(newline)
    }
    return text
  }

  /// The table of regions: where each is, and its published monthly means in gCO2eq/kWh.
  package static func regions(_ regions: [Region]) -> [UInt8] {
    var text = "region,name,balancing_area,time_zone,latitude,longitude"
    text += ",jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec\n"
    for region in regions {
      let place = [region.id, region.name, region.balancingArea, region.clock.zone]
      let coordinates = ["\(region.latitude)", "\(region.longitude)"]
      let means = region.monthlyMeans.map { "\(Int($0))" }
      text += (place + coordinates + means).joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")
}
