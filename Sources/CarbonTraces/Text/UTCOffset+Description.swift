import CarbonScheduling

// As it is read.

extension UTCOffset: CustomStringConvertible {
  /// `Z`, or hours and minutes: `+09:00`.
  public var description: String {
    guard seconds != 0 else { return "Z" }
    let minutes = Int(abs(seconds) / 60)
    return "\(seconds < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }
}
