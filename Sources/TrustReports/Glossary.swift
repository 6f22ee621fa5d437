import SimulationTrace

/// The words of the reports, for `explain`.
package enum Glossary {
  private static let terms: [(name: String, meaning: String, see: [String])] = [
    (
      "lost trust",
      "Locked or stranded: the phone would refuse a file of its servers at its next boot.",
      ["locked", "stranded"]
    ),
    (
      "refusing",
      "Locked or stranded: the phone would refuse a file of its servers at its next boot.",
      ["locked", "stranded"]
    ),
    (
      "have refused",
      "Phones that have booted and refused a file: their status messages say so, and somebody on "
        + "site can read it. That a phone would refuse a file is a prediction until it boots.",
      ["lost trust"]
    ),
    (
      "trust paths",
      "Routes by which a phone can still accept a list it does not have yet: 1 if the lists it "
        + "holds carry every offered file, and 1 for each TVS server of its configuration that is "
        + "up, that it can verify and that would vouch. The language calls them anchors.",
      ["ask-tvs", "tvs-must-be-held"]
    ),
    (
      "anchors", "The trust paths of a phone, as the language calls them.",
      ["trust paths"]
    ),
    (
      "registered",
      "In service at a CallManager node. A phone that lost trust can be registered all the same, "
        + "with the configuration it accepted last.",
      ["old-configuration", "refused-configuration"]
    ),
    (
      "standing",
      "Where a phone would be after a boot against the servers as they are now: trusting, behind, "
        + "locked, stranded, open, unserved or unaware.", ["standing-agrees-with-boot"]
    ),
    (
      "ITL",
      "Identity Trust List: a signed file that each TFTP node makes for the phones. It names the "
        + "certificates by which a phone judges configurations, later lists and TVS.",
      ["itl-records", "itl-signer", "itl-rebuilt-when"]
    ),
    (
      "CTL",
      "Certificate Trust List: one signed file a cluster, made by command only, in mixed mode. A "
        + "CTL with content judges the ITL as well.",
      ["ctl-records", "ctl-rebuilt-when", "ctl-judges-itl"]
    ),
    (
      "TVS",
      "Trust Verification Service: a phone asks it about a signer that its lists do not name. It "
        + "helps only where the phone's ITL holds the certificate that TVS presents.",
      ["ask-tvs", "tvs-must-be-held", "tvs-knows"]
    ),
    (
      "TFTP", "The service that makes and signs the ITL and serves lists and configurations.",
      ["tftp-order", "phone-files"]
    ),
    (
      "CAPF",
      "Certificate Authority Proxy Function: issues the phones' own certificates (LSC).",
      ["secure-registration", "capf-mismatch"]
    ),
    (
      "LSC", "Locally significant certificate: a phone's own, issued by CAPF.",
      ["secure-registration"]
    ),
    (
      "SAST",
      "System Administrator Security Token: the role of a record whose certificate may sign trust "
        + "lists.", ["signer-in-held-list", "ctl-sast"]
    ),
    (
      "ITLRecovery",
      "The certificate whose key signs the reset list (10.0 to 11.5) and from 12.0 every ITL.",
      ["itl-signer", "itl-reset", "itlrecovery-owner"]
    ),
    (
      "out of service",
      "The phone accepts every file and could not register if it booted now, or it is powered and "
        + "not registered. A connection that still stands proves nothing.",
      ["secure-registration", "phone-files", "unregistered-phone-retries"]
    ),
    (
      "remedy",
      "An act that makes phones accept every file again without hands on them; each that is named "
        + "was acted on a copy of the servers. trustsim remedies FILE lists them.", []
    ),
    (
      "verdict",
      "Passes: every expectation is met under every interpretation of the undocumented behaviours. "
        + "Inconclusive: all are met by default, but something that is not known could change "
        + "that. Fails: some expectation is not met by default.", []
    ),
  ]

  /// Names that ``explanation(of:)`` knows.
  package static var names: [String] { TrustWord.allCases.map(\.rawValue) + terms.map(\.name) }

  /// A word of the reports in full; nil for any other.
  package static func explanation(of name: String) -> String? {
    let wanted = name.lowercased().split { $0 == " " || $0 == "-" }.joined(separator: " ")
    if let word = TrustWord.allCases.first(where: { $0.rawValue == wanted }) {
      return text(
        word.rawValue, "Phones that \(StandingWords.meaning(word)).",
        ["ITL File Status  \(StandingWords.fileStatus(word))"] + more(word), [])
    }
    guard let term = terms.first(where: { $0.name.lowercased() == wanted }) else { return nil }
    return text(term.name, term.meaning, [], term.see)
  }

  private static func more(_ word: TrustWord) -> [String] {
    switch word {
    case .locked: ["What to do       trustsim remedies FILE"]
    case .stranded: ["What to do       delete the ITL on each phone, or a factory reset"]
    case .behind: ["What to do       reset them once the servers are as they should be"]
    case .open: ["What to do       nothing: the next boot takes the lists of whoever answers"]
    case .trusting, .unserved, .unaware: []
    }
  }

  private static func text(
    _ name: String, _ meaning: String, _ rows: [String], _ see: [String]
  ) -> String {
    var text = name + "\n\n"
    for line in TextLayout.wrap(meaning, to: 78, atMost: 12) { text += "  \(line)\n" }
    if !rows.isEmpty { text += "\n" + rows.map { "  \($0)\n" }.joined() }
    if !see.isEmpty { text += "\n  See  trustsim explain \(Words.list(see))\n" }
    return text
  }
}
