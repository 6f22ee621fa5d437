package import ClusterModel

/// What is worth knowing of a step that was carried out; names and paths are those of the scenario.
package enum StepRemark: Hashable, Sendable {
  /// A command that the product has and that changes nothing here, as it is typed.
  case withoutEffect(String)
  case authoritySignedOverwritten(CertificateUnit, authority: String)
  /// The restore of this backup wants the password it was made under.
  case passwordOfBackup(String)
  case exported(certificates: Int, ofClusters: [String])
  case consolidated(ofClusters: [String])
  case nothingOfOtherClusters
  /// - Parameter lacksOwn: the importing cluster, where the file has none of its own.
  case imported(ofClusters: [String], Uploads, lacksOwn: String?)
  case uploaded(Uploads)
  case moved(PhoneMoves)
  /// Phones that are away, and act on a switched port when they are back.
  case away(Int, boot: Bool)
  case keepITL(Int)
  case installedLSC(took: Int, lackCAPF: Int, unregistered: Int)
  case tookSetting(took: Int, refused: Int, unregistered: Int)
  case openedDirectory(opened: Int, failed: Int)

  /// What became of certificates that were put into trust units.
  package struct Uploads: Hashable, Sendable {
    package var added = 0
    /// In place of one of the same name.
    package var replaced = 0
    package var refused = 0
    package init() {}
  }

  /// What became of phones that got another group in a database.
  package struct PhoneMoves: Hashable, Sendable {
    package var moved = 0
    package var inserted = 0
    /// Whom a third database forgets: two a phone are simulated.
    package var forgotten = 0
    package var group: String
    package var cluster: String
    package init(to group: String, of cluster: String) {
      self.group = group
      self.cluster = cluster
    }
  }

  /// The remark as a sentence.
  package var words: String {
    switch self {
    case .withoutEffect(let text): "\(text) has no effect on trust."
    case .authoritySignedOverwritten(let unit, let authority):
      "The \(unit.rawValue) certificate signed by \(authority) is overwritten."
    case .passwordOfBackup(let name):
      "The restore asks for the security password that \(name) was made under."
    case .exported(let count, let clusters):
      "\(count) certificates of \(clusters.joined(separator: ", ")) exported."
    case .consolidated(let clusters):
      "The exports of \(clusters.joined(separator: ", ")) are one file now."
    case .nothingOfOtherClusters: "The consolidated file has no certificate of another cluster."
    case .imported(let clusters, let uploads, let own):
      "From \(clusters.joined(separator: ", ")): \(uploads.words)"
        + (own.map { " \($0) itself is not in the consolidated file." } ?? "")
    case .uploaded(let uploads): uploads.words
    case .moved(let moves): moves.words
    case .away(let count, let boot):
      count == 1
        ? "1 phone is away: it \(boot ? "boots" : "stays off") when it is back"
        : "\(count) phones are away: they \(boot ? "boot" : "stay off") when they are back"
    case .keepITL(let count):
      "\(count) phones keep their ITL: their settings cannot be opened, which takes a reset to"
        + " factory settings"
    case .installedLSC(let took, let lack, let unregistered):
      Self.shares([
        (took, "take a certificate of this CAPF"),
        (lack, "have no list that names this CAPF, and take none"),
        (unregistered, "are not registered here, and take none"),
      ])
    case .tookSetting(let took, let refused, let unregistered):
      Self.shares([
        (took, "restart and take the setting"),
        (refused, "restart and refuse the configuration that has it"),
        (unregistered, "are not registered here: it waits for their next boot"),
      ])
    case .openedDirectory(let opened, let failed):
      Self.shares([(opened, "open their directory"), (failed, "show \"Host not found\"")])
    }
  }

  /// How many of how many phones did what.
  private static func shares(_ parts: [(count: Int, what: String)]) -> String {
    let total = parts.reduce(0) { $0 + $1.count }
    var told = parts.filter { $0.count > 0 }.map { "\($0.count) \($0.what)" }
    if told.isEmpty { told = ["none could be told to"] }
    return "of \(total) phones " + told.joined(separator: ", ")
  }
}

extension StepRemark.Uploads {
  fileprivate var words: String {
    var parts = ["\(added) added to trust units"]
    if replaced > 0 { parts.append("\(replaced) in place of one of the same name") }
    if refused > 0 { parts.append("\(refused) refused as expired or older") }
    return parts.joined(separator: ", ") + "; a TVS knows them from its next start on."
  }
}

extension StepRemark.PhoneMoves {
  fileprivate var words: String {
    var text = "\(moved) phones have group \(group) now"
    if inserted > 0 {
      text = "\(inserted) phones inserted in \(cluster)" + (moved > 0 ? ", " + text : "")
    }
    if forgotten > 0 {
      text += "; two databases a phone are simulated, a third forgets \(forgotten) of them"
    }
    return text + "; they fetch it when they boot next."
  }
}
