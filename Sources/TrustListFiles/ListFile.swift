package import ClusterModel

/// A text field: its NUL terminator, and whatever else stands behind the text, is counted.
package struct SizedText: Hashable, Sendable {
  package var text: String
  /// Bytes of the value in the file.
  package var byteCount: Int

  /// The field with one NUL behind the text.
  package init(_ text: String) {
    self.text = text
    byteCount = text.utf8.count + 1
  }

  /// A field whose length was read.
  package init(_ text: String, byteCount: Int) {
    self.text = text
    self.byteCount = byteCount
  }

  /// The DNS name of every ITL record: empty, two bytes long. Source: Cisco 117598, `show itl`.
  package static let emptyDNSName = SizedText("", byteCount: 2)

  /// Whether text and length belong together: one NUL, or nothing but two bytes.
  package var isConsistent: Bool {
    text.utf8.count + 1 == byteCount || (text.isEmpty && byteCount == 2)
  }
}

/// A field of bytes of which a listing may show only the length.
package struct SizedBytes: Hashable, Sendable {
  package var byteCount: Int
  /// nil: not known.
  package var bytes: [UInt8]?

  package init(_ bytes: [UInt8]) {
    byteCount = bytes.count
    self.bytes = bytes
  }

  /// A field of known length and unknown, or incompletely read, contents.
  package init(byteCount: Int, bytes: [UInt8]? = nil) {
    self.byteCount = byteCount
    self.bytes = bytes
  }

  var withoutBytes: SizedBytes { SizedBytes(byteCount: byteCount) }
}

/// A certificate's serial number in a file.
package struct SerialNumber: Hashable, Sendable {
  package enum Contents: Hashable, Sendable {
    case raw([UInt8])
    /// The name a simulated certificate goes by: `SIM:pub:CallManager:3`.
    case simulated(String)
  }
  package var byteCount: Int
  package var contents: Contents

  package init(_ bytes: [UInt8]) {
    byteCount = bytes.count
    contents = .raw(bytes)
  }

  /// It is the number of a simulated certificate.
  package var isSimulated: Bool {
    if case .simulated = contents { true } else { false }
  }

  package init(simulated name: String) {
    byteCount = Simulated.serialByteCount
    contents = .simulated(name)
  }

  init(byteCount: Int, contents: Contents) {
    self.byteCount = byteCount
    self.contents = contents
  }

  /// The bytes that stand in the file.
  package var bytes: [UInt8] {
    switch contents {
    case .raw(let bytes): bytes
    case .simulated(let name): Simulated.serialBytes(name)
    }
  }
}

/// A trust list file, field by field, whether simulated or read from a real cluster.
package struct ListFile: Hashable, Sendable {
  package var kind: TrustList.Kind
  package var header: Header
  package var records: [Record]

  package init(kind: TrustList.Kind, header: Header, records: [Record]) {
    self.kind = kind
    self.header = header
    self.records = records
  }

  /// A version of the format: `1.2`.
  package struct Version: Hashable, Sendable {
    package var major: UInt8
    package var minor: UInt8
    package init(major: UInt8, minor: UInt8) {
      self.major = major
      self.minor = minor
    }
    package var text: String { "\(major).\(minor)" }
  }

  /// How the file is signed; a listing does not show these numbers.
  package struct Algorithms: Hashable, Sendable {
    /// 1 is SHA-1, 2 SHA-256, 3 SHA-512.
    package var digest: UInt8
    package var signature: UInt8
    package var modulus: UInt8
    package init(digest: UInt8, signature: UInt8, modulus: UInt8) {
      self.digest = digest
      self.signature = signature
      self.modulus = modulus
    }
  }

  /// Who signed the file, and the signature.
  package struct Header: Hashable, Sendable {
    package var version = Version(major: 1, minor: 2)
    package var signerVersion: Version?
    package var signerName: SizedText
    package var serial: SerialNumber
    package var authorityName: SizedText
    package var algorithms: Algorithms?
    package var signature: SizedBytes
    package var filename: SizedBytes
    package var timestamp: SizedBytes

    package init(
      signerName: SizedText, serial: SerialNumber, authorityName: SizedText,
      algorithms: Algorithms?, signature: SizedBytes, filename: SizedBytes, timestamp: SizedBytes
    ) {
      self.signerName = signerName
      self.serial = serial
      self.authorityName = authorityName
      self.algorithms = algorithms
      self.signature = signature
      self.filename = filename
      self.timestamp = timestamp
    }

    /// What the signer's identity (tag 3) says of its own length.
    package var signerIDLength: Int {
      TrustListLayout.field(signerName.byteCount) + TrustListLayout.field(serial.byteCount)
        + TrustListLayout.field(authorityName.byteCount)
    }

    /// Bytes before the padding.
    var unpaddedByteCount: Int {
      let version = TrustListLayout.field(2)
      let fields = [
        signerIDLength, TrustListLayout.signatureInfoLength, signature.byteCount,
        filename.byteCount, timestamp.byteCount,
      ]
      return fields.reduce(version * (signerVersion == nil ? 2 : 3)) {
        $0 + TrustListLayout.field($1)
      }
    }

    /// Bytes of the header: a multiple of four.
    package var byteCount: Int { (unpaddedByteCount + 3) / 4 * 4 }
  }

  /// What a record gives a phone to know the certificate by.
  package enum Proof: Hashable, Sendable {
    /// The certificate itself, and its SHA-1 hash, which a listing shows instead.
    case certificate(SizedBytes, sha1: [UInt8])
    /// Only a hash; algorithm 1 is SHA-1.
    case hash(SizedBytes, algorithm: UInt8)
  }

  /// What a record says of a certificate.
  package struct Identity: Hashable, Sendable {
    package var subjectName: SizedText
    package var issuerName: SizedText
    package var serial: SerialNumber
    package var publicKey: SizedBytes
    /// nil in the record of a security token, which has none.
    package var signature: SizedBytes?
    package var proof: Proof

    package init(
      subjectName: SizedText, issuerName: SizedText, serial: SerialNumber, publicKey: SizedBytes,
      signature: SizedBytes?, proof: Proof
    ) {
      self.subjectName = subjectName
      self.issuerName = issuerName
      self.serial = serial
      self.publicKey = publicKey
      self.signature = signature
      self.proof = proof
    }

    /// Lengths of its values.
    fileprivate var valueByteCounts: [Int] {
      var values = [
        subjectName.byteCount, issuerName.byteCount, serial.byteCount, publicKey.byteCount,
      ]
      if let signature { values.append(signature.byteCount) }
      switch proof {
      case .certificate(let bytes, _): values.append(bytes.byteCount)
      case .hash(let bytes, _): values += [bytes.byteCount, 1]
      }
      return values
    }

    fileprivate var asShown: Identity {
      var shown = self
      shown.publicKey = publicKey.withoutBytes
      shown.signature = signature?.withoutBytes
      if case .certificate(let bytes, let sha1) = proof {
        shown.proof = .certificate(bytes.withoutBytes, sha1: sha1)
      }
      return shown
    }
  }

  /// One function, and the certificate that has it.
  package struct Record: Hashable, Sendable {
    package var dnsName: SizedText?
    package var function: ListFunction
    /// nil: the record says where the server is and no more. So a CTL lists call control and TFTP
    /// once the cluster has left mixed mode: name, function and address.
    package var identity: Identity?
    /// Only in a CTL: an IPv4 address.
    package var ipAddress: SizedBytes?

    package init(
      dnsName: SizedText?, function: ListFunction, identity: Identity?, ipAddress: SizedBytes?
    ) {
      self.dnsName = dnsName
      self.function = function
      self.identity = identity
      self.ipAddress = ipAddress
    }

    /// A record of a certificate.
    package init(
      dnsName: SizedText?, subjectName: SizedText, function: ListFunction, issuerName: SizedText,
      serial: SerialNumber, publicKey: SizedBytes, signature: SizedBytes?, proof: Proof,
      ipAddress: SizedBytes?
    ) {
      self.init(
        dnsName: dnsName, function: function,
        identity: Identity(
          subjectName: subjectName, issuerName: issuerName, serial: serial, publicKey: publicKey,
          signature: signature, proof: proof), ipAddress: ipAddress)
    }

    /// Bytes of the record, its own length field included.
    package var byteCount: Int {
      var values = [2, 2] + (identity?.valueByteCounts ?? [])
      if let dnsName { values.append(dnsName.byteCount) }
      if let ipAddress { values.append(ipAddress.byteCount) }
      return values.reduce(0) { $0 + TrustListLayout.field($1) }
    }
  }

  /// Bytes of the whole file.
  package var byteCount: Int { records.reduce(header.byteCount) { $0 + $1.byteCount } }

  /// It has the number of a simulated certificate, be it the signer's or a record's: a real cluster
  /// has not made it.
  package var isSimulated: Bool {
    header.serial.isSimulated
      || records.contains { $0.identity?.serial.isSimulated ?? false }
  }

  /// Whether the record is the certificate that signed the file.
  package func isSigner(_ record: Record) -> Bool {
    record.identity?.issuerName.text == header.authorityName.text
      && record.identity?.serial == header.serial
  }

  /// The file as far as a listing shows it: without keys, certificates, addresses, algorithms, file
  /// name and time.
  package var asShown: ListFile {
    var shown = self
    shown.header.algorithms = nil
    shown.header.filename = header.filename.withoutBytes
    shown.header.timestamp = header.timestamp.withoutBytes
    for index in records.indices {
      shown.records[index].identity = records[index].identity?.asShown
      shown.records[index].ipAddress = records[index].ipAddress?.withoutBytes
    }
    return shown
  }
}
