/// How large a trace may become that is made from a file or from another trace.
enum TraceLimits {
  /// A year of seconds, or 320 years of five minutes. A trace takes 24 bytes a slot, so none comes to a gigabyte.
  static let slotCount = 1 << 25

  /// How many slots a row may stand for on average, beyond ``sparseSlotCount``: a few rows whose dates lie centuries
  /// apart are a slip, and must not cost more memory than their file lets expect.
  static let slotsPerRow = 100

  /// So many slots, ten years of five minutes, are granted to any file.
  static let sparseSlotCount = 1 << 20

  /// As for every trace: 366 days.
  static let longestSlotSeconds: Int64 = 366 * 86_400
}
