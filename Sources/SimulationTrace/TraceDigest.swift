import TrustRules
import VirtualTime

/// A 64-bit digest of bytes (FNV-1a): the same in every process; not for security.
package struct Digest: Hashable, Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  package mutating func add(_ text: String) {
    add(text.utf8)
    add(CollectionOfOne(0))
  }

  /// Sixteen hexadecimal digits.
  package var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Trace {
  /// One digest of all that happened: equal runs have equal digests.
  package var digest: String {
    var digest = Digest()
    for entry in entries { digest.add(entry.line) }
    for always in always { digest.add(always.line) }
    for outage in outages { digest.add("\(outage.longest.microseconds) \(outage.phone ?? -1)") }
    digest.add("\(ends.microseconds) \(tookPart.rawValue)")
    return digest.text
  }
}
