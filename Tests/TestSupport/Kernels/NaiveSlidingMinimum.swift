extension Naive {
  /// The smallest of each `candidateCount` consecutive entries.
  package static func slidingMinima(_ entries: [Double], candidateCount: Int) -> [Double] {
    (0...(entries.count - candidateCount)).map { entries[$0..<($0 + candidateCount)].min()! }
  }

  /// The index of the smallest of each `candidateCount` consecutive entries, the first of equal ones.
  package static func slidingMinimumPositions(_ entries: [Double], candidateCount: Int) -> [Int32] {
    (0...(entries.count - candidateCount)).map { start in
      Int32((start..<(start + candidateCount)).min { entries[$0] < entries[$1] }!)
    }
  }
}
