/// Which phones are away, and which of their switch ports are off meanwhile.
///
/// A phone has power while it is not away and its port is not off. A phone that is here without
/// power is one whose port is off, so a port needs a note only while its phone is away. Room is
/// made only where the scenario states an absence.
struct AwayPhones: Sendable {
  /// One bit a phone, in file order; empty: no phone is ever away.
  private var absent = Rows<UInt64>()
  /// One bit a phone; it means something only while the phone is away.
  private var portsOff = Rows<UInt64>()

  /// Makes room for so many phones, none of which is away.
  mutating func makeRoom(forPhones count: Int) {
    guard absent.isEmpty else { return }
    absent.append(0, count: (count + 63) / 64)
    portsOff.append(0, count: (count + 63) / 64)
  }

  func contains(_ phone: UInt32) -> Bool {
    !absent.isEmpty && absent[Int(phone) / 64] & Self.bit(phone) != 0
  }

  /// Whether the port of a phone that is away is off.
  func isPortOff(_ phone: UInt32) -> Bool { portsOff[Int(phone) / 64] & Self.bit(phone) != 0 }

  mutating func insert(_ phone: UInt32, isPortOff: Bool) {
    Self.set(phone, true, in: &absent)
    setPort(of: phone, isOff: isPortOff)
  }

  mutating func remove(_ phone: UInt32) { Self.set(phone, false, in: &absent) }

  /// Switches the port of a phone that is away.
  mutating func setPort(of phone: UInt32, isOff: Bool) { Self.set(phone, isOff, in: &portsOff) }

  private static func set(_ phone: UInt32, _ isSet: Bool, in bits: inout Rows<UInt64>) {
    bits.own()
    let word = bits.row(phone / 64)
    word.pointee = isSet ? word.pointee | bit(phone) : word.pointee & ~bit(phone)
  }

  private static func bit(_ phone: UInt32) -> UInt64 { 1 << UInt64(phone % 64) }
}
