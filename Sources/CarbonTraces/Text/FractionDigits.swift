/// How many digits after the point a trace's values are written with, so that a file comes back as it was: `439.30`,
/// not `439.3`.
///
/// One number for the whole trace in most files, a byte a slot otherwise.
public struct FractionDigits: Hashable, Sendable {
  private enum Storage: Hashable {
    case uniform(UInt8)
    case perSlot([UInt8])
  }

  private let storage: Storage

  /// Each value in the shortest form that reads back equal: `439.3`, `5`, `1e-07`.
  public static let shortest = FractionDigits(storage: .uniform(shortestCode))

  /// Every value with `count` digits after the point, or the shortest form where those would change it.
  ///
  /// - Parameter count: 0 to 22.
  public static func uniform(_ count: Int) -> FractionDigits {
    precondition((0..<powersOfTen.count).contains(count), "A value has 0 to 22 fraction digits.")
    return FractionDigits(storage: .uniform(UInt8(count)))
  }

  /// One code a slot: a count, or ``shortestCode``.
  init(codes: [UInt8]) {
    storage = .perSlot(codes)
  }

  init(code: UInt8) {
    storage = .uniform(code)
  }

  private init(storage: Storage) {
    self.storage = storage
  }

  /// The digits of a slot's value, or `nil` for the shortest form.
  public subscript(slot: Int) -> Int? {
    let code = code(ofSlot: slot)
    return code == Self.shortestCode ? nil : Int(code)
  }

  func code(ofSlot slot: Int) -> UInt8 {
    switch storage {
    case .uniform(let code): code
    case .perSlot(let codes): codes[slot]
    }
  }

  /// How many slots are told apart, or `nil` if all are alike.
  var slotCount: Int? {
    if case .perSlot(let codes) = storage { codes.count } else { nil }
  }

  static let shortestCode = UInt8.max

  /// Up to this many units of the last digit, a value times its power of ten is less than half a unit away from the
  /// whole number that was written: two roundings, each of at most 2^-53 of it.
  static let largestExactDigits: UInt64 = 1 << 51
}

extension FractionDigits: CustomStringConvertible {
  /// `2`, `shortest`, or `per slot, 8784`.
  public var description: String {
    switch storage {
    case .uniform(Self.shortestCode): "shortest"
    case .uniform(let count): "\(count)"
    case .perSlot(let codes): "per slot, \(codes.count)"
    }
  }
}
