/// One of several parts of a replay, for machines that share the work: the regions and workloads in turn, dealt out like
/// cards.
///
///     regions x workloads   0 1 2 3 4 5 6 7 8 ...
///     shard of three        1 2 3 1 2 3 1 2 3 ...
///
/// A cell belongs to one shard as a whole, with all its releases, so joining shards rounds nothing.
public struct Shard: Hashable, Sendable {
  /// From 1 to `count`.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// A part of a replay.
  ///
  /// - Returns: `nil` unless `index` is from 1 to `count`.
  public init?(index: Int, count: Int) {
    guard (1...max(count, 1)).contains(index), count >= 1 else { return nil }
    self.index = index
    self.count = count
  }

  /// The whole replay.
  public static let all = Shard()

  private init() { (index, count) = (1, 1) }

  /// Whether the `unit`-th pair of region and workload is this shard's.
  func contains(_ unit: Int) -> Bool { unit % count == index - 1 }
}

extension Shard: Codable {
  /// Decodes and validates `index` and `count`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let index = try container.decode(Int.self, forKey: .index)
    let count = try container.decode(Int.self, forKey: .count)
    guard let shard = Shard(index: index, count: count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .index, in: container, debugDescription: "There is no part \(index) of \(count); count from 1.")
    }
    self = shard
  }
}
