package import ClusterModel

/// The layout of a trust list file: tags, function numbers and sizes.
///
/// A header and records follow each other; both are fields of a tag (1 byte), a length (2 bytes,
/// big-endian) and a value. Source: Cisco 116232 and 117598, `show itl`; Cisco 118893, `show ctl`.
package enum TrustListLayout {
  /// Tags of the header.
  package enum HeaderTag: UInt8, CaseIterable, Hashable, Sendable {
    case version = 1
    case headerLength = 2
    case signerID = 3
    case signerName = 4
    case serialNumber = 5
    case authorityName = 6
    case signatureInfo = 7
    case digestAlgorithm = 8
    case signatureAlgorithmInfo = 9
    case signatureAlgorithm = 10
    case signatureModulus = 11
    case signature = 12
    /// Fills the header up to a multiple of four; it has neither length nor value.
    case padding = 13
    case filename = 14
    case timestamp = 15
    /// Not in the product's listings at hand; phones of other call managers are given it.
    case signerVersion = 28
  }

  /// Tags of a record.
  package enum RecordTag: UInt8, CaseIterable, Hashable, Sendable {
    case recordLength = 1
    case dnsName = 2
    case subjectName = 3
    case function = 4
    case issuerName = 5
    case serialNumber = 6
    case publicKey = 7
    case signature = 8
    case certificate = 9
    case ipAddress = 10
    case certificateHash = 11
    case hashAlgorithm = 12

    /// Fields of a certificate: a record that has none of them names a server by its address.
    static let ofIdentity: [RecordTag] = [
      .subjectName, .issuerName, .serialNumber, .publicKey, .signature, .certificate,
      .certificateHash, .hashAlgorithm,
    ]
  }

  /// Bytes of a field of so many bytes, with its tag and length.
  package static func field(_ byteCount: Int) -> Int { 3 + byteCount }

  /// The longest value a field can have.
  package static let longestField = 65_535

  /// What the signature information (tag 7) says of its own length.
  static let signatureInfoLength = field(1) + field(signatureAlgorithmInfoLength)
  /// What tag 9 says of its own length.
  static let signatureAlgorithmInfoLength = field(1) + field(1)

  /// Bytes of an RSA public key of so many bits, as a DER sequence of modulus and exponent 65,537.
  package static func publicKeyByteCount(bits: Int) -> Int {
    bits / 8 + (bits >= 2_048 ? 14 : 12)
  }

  /// Bytes of a signature by an RSA key of so many bits.
  package static func signatureByteCount(bits: Int) -> Int { bits / 8 }

  /// How the header writes the length of a signature (tag 11): 64 bytes are 0, each doubling one
  /// more; other lengths take the next smaller number.
  static func modulusCode(signatureByteCount: Int) -> UInt8 {
    switch signatureByteCount {
    case ..<128: 0
    case ..<256: 1
    case ..<512: 2
    default: 3
    }
  }
}

/// The purpose of a record, as the file numbers it.
package struct ListFunction: RawRepresentable, Hashable, Sendable {
  package var rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let sast = ListFunction(rawValue: 0)
  package static let srst = ListFunction(rawValue: 5)
  package static let certificateAuthority = ListFunction(rawValue: 20)

  /// The number of a role.
  package init(_ role: Role) {
    switch role {
    case .sast: rawValue = 0
    case .ccm: rawValue = 1
    case .ccmTFTP: rawValue = 2
    case .tftp: rawValue = 3
    case .capf: rawValue = 4
    case .applicationServer: rawValue = 7
    case .tvs: rawValue = 21
    case .vpn: rawValue = 26
    }
  }

  /// The role of this number; nil for one that takes no part in the trust of phones.
  package var role: Role? { Role.allCases.first { ListFunction($0) == self } }

  /// As `show itl` prints it; the number itself where the product's word is not known.
  ///
  /// SAST, CCM+TFTP, TFTP, CAPF and TVS are seen in listings; the other words are assumed.
  package var text: String {
    Self.texts.first { $0.function == self }?.text ?? String(rawValue)
  }

  /// The function that is printed so.
  package init?(text: String) {
    if let known = Self.texts.first(where: { $0.text == text }) {
      self = known.function
    } else if let number = UInt16(text) {
      rawValue = number
    } else {
      return nil
    }
  }

  /// The function that is printed so, without a copy of the text where it is a known one.
  init?(span: TextSpan) {
    for (function, text) in Self.texts
    where text.utf8.count == span.count && text.utf8.elementsEqual(span.bytes) {
      self = function
      return
    }
    self.init(text: String(decoding: span.bytes.filter { $0 != 0x0A }, as: UTF8.self))
  }

  private static let texts: [(function: ListFunction, text: String)] = [
    (.sast, "System Administrator Security Token"), (ListFunction(.ccm), "CCM"),
    (ListFunction(.ccmTFTP), "CCM+TFTP"), (ListFunction(.tftp), "TFTP"),
    (ListFunction(.capf), "CAPF"), (.srst, "SRST"),
    (ListFunction(.applicationServer), "Application Server"), (.certificateAuthority, "CA"),
    (ListFunction(.tvs), "TVS"), (ListFunction(.vpn), "VPN"),
  ]
}
