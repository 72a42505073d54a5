extension StringProtocol {
  /// The text without the characters at both ends that are unwanted.
  func trimming(_ isUnwanted: (Character) -> Bool) -> SubSequence {
    guard let last = lastIndex(where: { !isUnwanted($0) }) else { return self[startIndex..<startIndex] }
    return self[...last].drop(while: isUnwanted)
  }
}
