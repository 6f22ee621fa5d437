import ClusterModel
import Testing
import TrustListFiles
import TrustRules

@Suite("The layout of trust list files")
struct TrustListLayoutTests {
  @Test("An ITL of 8.x with a CA-signed CallManager: 5438 = 296 + 1972 + 1972 + 743 + 455")
  func sizesOfTheDocumentedFile() {
    let callManager = { (function: ListFunction) in
      ListFile.Record(
        subject: 76, issuer: 15, serial: 10, key: 140, signature: 256, certificate: 1_442,
        function: function)
    }
    let file = ListFile(
      kind: .itl, header: .init(name: 76, serial: 10, authority: 15, signature: 128),
      records: [
        callManager(.sast), callManager(ListFunction(.ccmTFTP)),
        .init(
          subject: 76, issuer: 76, serial: 8, key: 270, signature: 256, certificate: nil,
          function: ListFunction(.tvs)),
        .init(
          subject: 61, issuer: 61, serial: 8, key: 140, signature: 128, certificate: nil,
          function: ListFunction(.capf)),
      ])
    #expect(file.header.signerIDLength == 110)
    #expect(file.header.byteCount == 296)
    #expect(file.records.map(\.byteCount) == [1_972, 1_972, 743, 455])
    #expect(file.byteCount == 5_438)
  }

  @Test("A CTL record has seven bytes more for its address and a DNS name")
  func sizeOfACTLRecord() {
    let record = ListFile.Record(
      subject: 62, issuer: 62, serial: 16, key: 140, signature: 128, certificate: 694,
      function: .sast, dnsName: SizedText("cucm-1051-a-pub"),
      ipAddress: SizedBytes(byteCount: 4))
    #expect(record.byteCount == 1_156)
  }

  @Test(
    "Roles have the numbers of the product",
    arguments: [
      (Role.sast, 0), (.ccm, 1), (.ccmTFTP, 2), (.tftp, 3), (.capf, 4), (.applicationServer, 7),
      (.tvs, 21), (.vpn, 26),
    ])
  func functionNumbers(role: Role, number: Int) {
    let function = ListFunction(role)
    #expect(Int(function.rawValue) == number)
    #expect(function.role == role)
    #expect(ListFunction(text: function.text) == function)
  }

  @Test(
    "Keys and signatures have the lengths of RSA",
    arguments: [(1_024, 128, 140), (2_048, 256, 270), (4_096, 512, 526)])
  func keyLengths(bits: Int, signature: Int, key: Int) {
    #expect(TrustListLayout.signatureByteCount(bits: bits) == signature)
    #expect(TrustListLayout.publicKeyByteCount(bits: bits) == key)
  }

  @Test("The rule about too large ITLs counts the bytes that the file has", arguments: 0..<200)
  func byteCountOfTheRule(seed: UInt64) {
    let made = GeneratedList(seed: seed, kind: .itl)
    #expect(made.file.byteCount == made.list.byteCount(made.book))
  }
}
