/// The multipliers of the relaxation: what a slot of progress is credited with, and what a pause is charged.
struct Multipliers: Equatable {
  var progress: Double
  var pauses: Double
}

/// A model of the relaxation's bound, made of the plans found so far: each is a cutting plane.
///
/// With n slots of progress wanted and K pauses allowed, the bound is
///
///     min over all plans of  cost + progressMultiplier * (n - progress) + pauseMultiplier * (pauses - K)
///
/// which is concave. The minimum over some plans lies above it. Where that is highest is the next place to look: what is found there
/// is a plane that cuts the peak off, or it proves that the peak is the bound's own.
///
/// Source: J. E. Kelley, "The cutting-plane method for solving convex programs", SIAM Journal 8 (1960).
struct CuttingPlanes {
  /// A plan as the bound sees it.
  struct Plane {
    let cost: Double
    /// What it lacks of the progress wanted: the plane's slope along the multiplier on progress.
    let missing: Double
    /// How many pauses it has above the limit: the slope along the other multiplier.
    let excess: Double

    @inline(__always)
    func value(at place: Multipliers) -> Double { cost + place.progress * missing + place.pauses * excess }
  }

  private var planes: [Plane] = []

  mutating func add(_ plane: Plane) { planes.append(plane) }

  /// The model's value: infinite without a plan.
  func value(at place: Multipliers) -> Double {
    planes.isEmpty ? .infinity : planes[lowest(at: place)].value(at: place)
  }

  private func lowest(at place: Multipliers) -> Int {
    var (lowest, least) = (0, Double.infinity)
    for index in planes.indices {
      let value = planes[index].value(at: place)
      if value < least { (lowest, least) = (index, value) }
    }
    return lowest
  }

  /// The highest place of the model between two corners.
  ///
  /// The ridge, which is the highest place for each multiplier on pauses, is concave: two of its tangents meet at the next
  /// multiplier to look at.
  func peak(from low: Multipliers, to high: Multipliers, near start: Multipliers) -> Multipliers {
    var crest = ridge(atPauses: start.pauses, from: low, to: high, near: start.progress)
    var (rising, falling): (Ridge?, Ridge?)
    for _ in 0..<Self.mostTangents {
      if crest.slope > 0 { rising = crest } else { falling = crest }
      var next = crest.slope > 0 ? high.pauses : low.pauses
      if let rising, let falling {
        next = rising.meeting(falling)
        guard rising.place.pauses < next, next < falling.place.pauses else { break }
      }
      if crest.slope == 0 || next == crest.place.pauses { break }
      crest = ridge(atPauses: next, from: low, to: high, near: crest.place.progress)
    }
    guard let rising, rising.value > crest.value else { return crest.place }
    return rising.place
  }

  /// The model along the multiplier on progress at its highest, and its slope along the one on pauses.
  private struct Ridge {
    let place: Multipliers
    let value: Double
    let slope: Double

    /// The multiplier on pauses at which two tangents are worth the same.
    func meeting(_ other: Ridge) -> Double {
      let level = value - slope * place.pauses
      let otherLevel = other.value - other.slope * other.place.pauses
      return (otherLevel - level) / (slope - other.slope)
    }
  }

  private func ridge(
    atPauses pauses: Double, from low: Multipliers, to high: Multipliers, near start: Double
  ) -> Ridge {
    var place = Multipliers(progress: start, pauses: pauses)
    var (rising, falling): (Plane?, Plane?)
    var meeting = Double.infinity
    for _ in 0..<Self.mostTangents {
      let plane = planes[lowest(at: place)]
      let value = plane.value(at: place)
      if plane.missing == 0 { return Ridge(place: place, value: value, slope: plane.excess) }
      if let rising, let falling, value >= meeting {
        // Along the ridge progress stays at what is wanted: so much of one plane's, and the rest of the other's.
        let share = falling.missing / (falling.missing - rising.missing)
        return Ridge(place: place, value: value, slope: share * rising.excess + (1 - share) * falling.excess)
      }
      if plane.missing > 0 { rising = plane } else { falling = plane }
      guard let rising, let falling else {
        let end = plane.missing > 0 ? high.progress : low.progress
        if place.progress == end { return Ridge(place: place, value: value, slope: plane.excess) }
        place.progress = end
        continue
      }
      place.progress =
        (falling.cost + pauses * falling.excess - rising.cost - pauses * rising.excess)
        / (rising.missing - falling.missing)
      let level = min(rising.value(at: place), falling.value(at: place))
      // What rounding alone makes lower is not.
      meeting = level - abs(level) * 0x1p-44
    }
    let plane = planes[lowest(at: place)]
    return Ridge(place: place, value: plane.value(at: place), slope: plane.excess)
  }

  /// Five are usual; each more would still leave a place to look at.
  private static let mostTangents = 40
}
