import ClusterModel
import SimulationTrace
import TrustRules

/// How the things of one scenario are called in its reports.
struct Names {
  let estate: Estate
  let certificates: CertificateBook
  private let isOneCluster: Bool

  init(_ scenario: Scenario, _ certificates: CertificateBook) {
    estate = scenario.estate
    self.certificates = certificates
    isOneCluster = scenario.estate.clusters.count < 2
  }

  private func inCluster(_ cluster: ClusterID, _ name: String) -> String {
    isOneCluster || !estate.clusters.indices.contains(cluster.index)
      ? name : estate[cluster].name + "." + name
  }

  func cluster(_ id: ClusterID) -> String {
    estate.clusters.indices.contains(id.index) ? estate[id].name : "cluster \(id.index + 1)"
  }

  func node(_ id: NodeID) -> String {
    guard estate.nodes.indices.contains(id.index) else { return "node \(id.index + 1)" }
    return inCluster(estate[id].cluster, estate[id].name)
  }

  func group(_ id: GroupID) -> String {
    guard estate.groups.indices.contains(id.index) else { return "group \(id.index + 1)" }
    return inCluster(estate[id].cluster, estate[id].name)
  }

  func site(_ id: SiteID) -> String {
    guard estate.sites.indices.contains(id.index) else { return "site \(id.index + 1)" }
    return inCluster(estate[id].cluster, estate[id].name)
  }

  func nodes(_ ids: [NodeID]) -> String { Words.list(ids.map(node)) }

  func phone(_ phone: Int) -> String {
    phone >= 0 && phone < estate.phoneCount ? estate.phoneName(phone) : "phone \(phone + 1)"
  }

  /// `CallManager of pub`, `eToken blue`.
  func certificate(_ id: CertificateID) -> String {
    switch certificates[id].owner {
    case .unit(let unit, let node): "\(unit.rawValue) of \(self.node(node))"
    case .token(let name): "eToken \(name)"
    }
  }

  /// `SIM:pub:CallManager:3`, as the simulated `show itl` prints it.
  func serial(_ id: CertificateID) -> String {
    let certificate = certificates[id]
    return switch certificate.owner {
    case .unit(let unit, let node): "SIM:\(self.node(node)):\(unit.rawValue):\(certificate.number)"
    case .token(let name): "SIM:\(name):eToken:\(certificate.number)"
    }
  }

  /// `8861, group Default, site campus`, with whatever else sets the phones apart.
  func cohort(_ cohort: Cohort) -> String {
    let traits = cohort.traits
    var parts = [traits.model]
    if let firmware = traits.firmware { parts.append("firmware \(firmware)") }
    parts += ["group \(group(cohort.group))", "site \(site(cohort.site))"]
    if let other = cohort.alsoIn { parts.append("also in group \(group(other))") }
    if traits.security != .nonSecure { parts.append(traits.security.rawValue) }
    if traits.encryptedConfiguration { parts.append("encrypted configuration") }
    if traits.settings != .enabled { parts.append("settings \(traits.settings.rawValue)") }
    if traits.hasLSC { parts.append("LSC") }
    if traits.hasWebAccess { parts.append("web access") }
    return parts.joined(separator: ", ")
  }

  /// What lets a phone accept the files.
  func carrier(_ carrier: Carrier) -> String {
    switch carrier {
    case .sameList: "holds the list already"
    case .open: "holds no list to judge by"
    case .heldList(let kind): "the \(kind.rawValue) it holds names the signer"
    case .newCTL: "the CTL of the same boot names the signer"
    case .tvs(let node): "TVS on \(self.node(node)) vouches for the signer"
    }
  }

  /// Why a phone cannot register, as a sentence about the phone without its full stop.
  func obstacle(_ obstacle: RegistrationObstacle) -> String {
    let node = obstacle.node.map(node) ?? "no server"
    return switch obstacle.reason {
    case .noAnswer:
      obstacle.node == nil
        ? "its configuration names no call control server"
        : "CallManager on \(node) does not answer"
    case .noConfiguration: "it holds no configuration that names a call control server"
    case .notInDatabase: "it was served the default configuration: the database does not know it"
    case .mixedModeOff: "CallManager on \(node) did not start in mixed mode"
    case .notInCTL: "its CTL does not list the certificate that CallManager on \(node) presents"
    case .notInITL: "its ITL does not list the certificate that CallManager on \(node) presents"
    case .certificateExpired: "the certificate that CallManager on \(node) presents has expired"
    case .issuerNotTrusted: "\(node) does not trust the issuer of the phone's certificate"
    case .otherCAPF: "its CTL names another CAPF certificate than the one in use"
    case .listTooLarge: "it was offered an ITL that is too large"
    case .configurationRefused: "it refused its configuration"
    }
  }

  func file(_ file: PhoneFile) -> String {
    switch file {
    case .ctl: "CTL"
    case .itl: "ITL"
    case .configuration: "configuration"
    }
  }
}

/// The words for where a phone stands, the worst first, with what they mean to an engineer.
enum StandingWords {
  static let all: [TrustWord] = [
    .stranded, .locked, .unserved, .open, .behind, .trusting, .unaware,
  ]

  static func meaning(_ word: TrustWord) -> String {
    switch word {
    case .trusting: "accept every file and hold the current lists"
    case .behind: "accept every file, have not fetched the current lists yet"
    case .locked: "would refuse a file at their next boot; can be saved remotely"
    case .stranded: "would refuse a file at their next boot; must be unlocked by hand"
    case .open: "hold no list or blank ones; accept anything, no security"
    case .unserved: "no TFTP server of theirs would answer; keep what they have"
    case .unaware: "models without Security By Default; in no count of trust"
    }
  }

  /// Column *ITL File Status* of CUCM.
  static func fileStatus(_ word: TrustWord) -> String {
    switch word {
    case .trusting: "Match"
    case .behind, .locked, .stranded: "MisMatch"
    case .open, .unaware: "Not Installed"
    case .unserved: "as it was"
    }
  }

  /// What a row of phones that have refused a file means.
  static let haveRefused = "refused a file when they last booted: their screens say so"

  /// Texts of the phone's own screen, of what it refused at its last boot or would at its next.
  /// Source: Cisco 116232, updating the trust list; 8800
  /// administration guide, status messages.
  static func statusMessages(
    _ refusals: [Refusal], _ word: TrustWord, _ traits: PhoneTraits, phone: String
  ) -> [String] {
    var messages: [String] = []
    if refusals.contains(where: { $0.file != .configuration }) {
      messages.append("Trust List Update Failed")
    }
    if refusals.contains(where: { $0.file == .configuration }) {
      let ending = traits.encryptedConfiguration ? "enc.sgn" : "sgn"
      messages.append("File auth error: \(phone).cnf.xml.\(ending)")
    }
    if word == .open { messages.append("No Trust List installed") }
    return messages
  }
}

extension ReportedWord {
  /// Phones of this word have lost trust.
  var isLost: Bool { TrustWord(rawValue: word)?.isLost == true }
}
