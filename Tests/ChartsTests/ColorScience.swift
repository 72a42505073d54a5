import Foundation

/// Contrast and colour difference, for checking the palettes.
enum ColorScience {
  /// Ways to see colours; the dichromacies after Machado, Oliveira and Fernandes (2009), severity 1.
  enum Vision: CaseIterable {
    case normal, protanopia, deuteranopia, tritanopia

    var matrix: [[Double]] {
      switch self {
      case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protanopia:
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
      case .deuteranopia:
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
      case .tritanopia:
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
      }
    }
  }

  /// WCAG 2: 1 to 21.
  static func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let luminances = [one, other].map { color in
      zip(linear(color), [0.2126, 0.7152, 0.0722]).map { $0 * $1 }.reduce(0, +) + 0.05
    }
    return luminances.max()! / luminances.min()!
  }

  /// The distance in OKLab; black and white are 1 apart.
  static func distance(_ one: UInt32, _ other: UInt32, _ vision: Vision) -> Double {
    let difference = zip(okLab(one, vision), okLab(other, vision)).map { ($0 - $1) * ($0 - $1) }
    return difference.reduce(0, +).squareRoot()
  }

  private static func okLab(_ color: UInt32, _ vision: Vision) -> [Double] {
    let seen = times(vision.matrix, linear(color)).map { min(max($0, 0), 1) }
    let cones = times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ], seen)
    return times(
      [
        [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
      ], cones.map(cbrt))
  }

  private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).map { $0 * $1 }.reduce(0, +) }
  }

  private static func linear(_ color: UInt32) -> [Double] {
    [16, 8, 0].map { shift in
      let value = Double(color >> shift & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }
}
