/// A device name that counts upwards in place: `SEP020000000001`.
struct CountingName {
  /// How many bytes a device name has.
  static let length = 15

  /// Puts the twelve digits of a hardware address over those of the name with which a row begins.
  static func write(_ address: UInt64, to name: inout [UInt8]) {
    var digits = name.mutableSpan
    var rest = address
    var place = length - 1
    while place >= 3 {
      digits[place] = digit(rest)
      rest >>= 4
      place -= 1
    }
  }

  /// The same for an address after whose predecessor the name was written: most often only the last
  /// digit is another.
  static func next(_ address: UInt64, in name: inout [UInt8]) {
    if address & 15 == 0 { return write(address, to: &name) }
    name[length - 1] = digit(address)
  }

  /// The last hexadecimal digit of a number.
  private static func digit(_ number: UInt64) -> UInt8 {
    let digit = UInt8(truncatingIfNeeded: number & 15)
    return digit &+ (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "A") &- 10)
  }
}
