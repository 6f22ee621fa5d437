import ClusterModel
import ScenarioLanguage
import TrustListFiles
import TrustRules
import VirtualTime

// What the trust lists tell about the nodes.

extension InventoryMaker {
  /// Common names of ITLRecovery begin so. Source: Cisco 117598, `show itl`.
  private static let recovery = "ITLRECOVERY_"

  /// Of several lists of one node in the logs only the newest is what it serves.
  mutating func chooseLists() {
    struct Key: Hashable {
      var kind: TrustList.Kind
      var owner: String
      var host: String
    }
    var newest: [Key: Int] = [:]
    var isNewest = Array(repeating: false, count: facts.lists.count)
    for (place, found) in facts.lists.enumerated() {
      let list = found.value
      let key = Key(
        kind: list.kind, owner: list.owner?.commonName ?? "",
        host: facts.hosts[found.stretch] ?? "")
      if let before = newest[key], let modified = facts.lists[before].value.modified,
        list.modified ?? modified < modified
      {
        continue
      }
      if let before = newest[key] { isNewest[before] = false }
      newest[key] = place
      isNewest[place] = true
    }
    for place in facts.lists.indices {
      if isNewest[place] {
        lists.append(facts.lists[place])
      } else {
        olderLists.append(facts.lists[place])
      }
    }
  }

  mutating func takeLists() {
    let knowsNodes = !inventory.nodes.isEmpty
    for found in lists {
      sayWhatIsWrong(with: found)
      if found.value.kind == .ctl {
        takeCTL(found, knowsNodes)
      } else {
        takeITL(found, knowsNodes)
      }
    }
    if !olderLists.isEmpty {
      let older = counted(olderLists.count, "older trust list")
      remark("\(older) in the logs: of each node's the newest is the one that counts")
    }
    choosePublisher()
    judgeReset()
    inventory.hasRecoveryKey =
      inventory.release.map { Release($0).hasITLRecovery }
      ?? (lists.contains { $0.value.tokens.contains(where: Self.isRecovery) }
        || !lists.contains { $0.value.kind == .itl })
    if facts.releases.isEmpty { inventory.releaseRemark = releaseTold() }
    if inventory.isMixedMode == nil {
      missing("the security mode", "the query of enterprise parameters")
    }
  }

  /// A list that is not whole, or that the product itself could not verify, is no healthy one.
  private mutating func sayWhatIsWrong(with found: Found<ClusterFacts.List>) {
    let list = found.value
    let kind = list.kind.rawValue
    let name = owner(of: found).map { inventory.nodes[$0].name } ?? list.owner?.commonName
    let whose = name.map { " of \($0)" } ?? ""
    let command = "show \(kind.lowercased())"
    if list.isExcerpt {
      missing("the whole \(kind)\(whose)", command)
    }
    if list.isBroken {
      missing(
        "\(list.kind == .itl ? "an" : "a") \(kind)\(whose) that the product can verify", command)
      remark(
        "broken-list: the product could not verify the \(kind)\(whose): phones refuse it. After a "
          + "restore from a backup without CallManager.pem that is CSCtn50405: renew CallManager "
          + "there, restart TFTP, and look again")
    }
  }

  static func isRecovery(_ certificate: ListedCertificate) -> Bool {
    certificate.commonName.uppercased().hasPrefix(recovery)
  }

  /// The node that a list was shown on.
  func owner(of found: Found<ClusterFacts.List>) -> Int? {
    let own = found.value.owner
    return own.flatMap { node(called: $0.commonName) } ?? host(of: found.stretch)
      ?? own.flatMap { node(called: Self.withoutMultiServer($0.commonName)) }
  }

  /// A certificate for several servers is called after one of them, with `-ms` behind its host.
  static func withoutMultiServer(_ name: String) -> String {
    let host = label(name)
    return host.hasSuffix("-ms") ? String(host.dropLast(3)) : name
  }

  private mutating func takeITL(_ found: Found<ClusterFacts.List>, _ knowsNodes: Bool) {
    let list = found.value
    var place = owner(of: found)
    if place == nil, !knowsNodes, let name = list.owner?.commonName {
      place = add(host: name, "inferred from its ITL")
    }
    guard let place else {
      if knowsNodes, let name = list.owner?.commonName {
        reader.say(
          .severalClusters, "this is the ITL of \(name), which is no node of this cluster",
          found.file, found.line, expected: "logs of one cluster")
      } else {
        remark("a list that names no node of its own: it is blank, as the rollback parameter asks")
        if facts.parameter("RollBackToPreGrayback") == nil { inventory.isRollbackSet = true }
      }
      return
    }
    if facts.services.isEmpty {
      inventory.nodes[place].runsTFTP = true
      if list.ownsCallControl { inventory.nodes[place].runsCallManager = true }
    }
    for certificate in list.tvs {
      takeTVS(certificate.commonName, list, knowsNodes, owner: place)
    }
    takeCAPF(list, inventory.nodes[place].name)
  }

  private mutating func takeTVS(
    _ name: String, _ list: ClusterFacts.List, _ knowsNodes: Bool, owner: Int
  ) {
    var place = node(called: name) ?? node(called: Self.withoutMultiServer(name))
    if place == nil, !knowsNodes { place = add(host: name, "inferred from a TVS record") }
    guard let place else {
      remark(
        "the ITL of \(inventory.nodes[owner].name) has a TVS record of \(name), "
          + "which is no node of this cluster any more")
      return
    }
    guard !inventory.nodes[place].runsCallManager else { return }
    // TVS runs where CallManager does; elsewhere only a record proves it.
    let isOwner = place == owner && !list.ownsCallControl
    if facts.services.isEmpty, !isOwner {
      inventory.nodes[place].runsCallManager = true
    } else {
      inventory.nodes[place].runsTVSAlone = true
    }
  }

  private mutating func takeCAPF(_ list: ClusterFacts.List, _ owner: String) {
    guard list.capf.isEmpty, !list.isExcerpt,
      let publisher = inventory.nodes.firstIndex(where: \.isPublisher),
      !inventory.nodes[publisher].lacksCAPF
    else { return }
    inventory.nodes[publisher].lacksCAPF = true
    remark("no-capf: the ITL of \(owner) has no CAPF record")
  }

  private mutating func takeCTL(_ found: Found<ClusterFacts.List>, _ knowsNodes: Bool) {
    let servers = found.value.servers
    if servers.isEmpty, found.value.isExcerpt {
      // Its servers may have been left out.
    } else if servers.isEmpty {
      let bare = found.value.bareServers
      let how =
        bare.isEmpty ? "is blank" : "names \(bare.joined(separator: ", ")) without a certificate"
      remark("the CTL \(how): the cluster has left mixed mode")
      if inventory.isMixedMode == nil, !bare.isEmpty { inventory.isMixedMode = false }
    } else if inventory.isMixedMode == nil {
      inventory.isMixedMode = true
    }
    for server in servers where !knowsNodes && node(called: server.commonName) == nil {
      let place = add(host: server.commonName, "inferred from the CTL: call control, TFTP or both")
      inventory.nodes[place].runsCallManager = true
      inventory.nodes[place].runsTFTP = true
    }
    for server in servers
    where node(called: server.commonName) == nil
      && node(called: Self.withoutMultiServer(server.commonName)) == nil
    {
      reader.say(
        .severalClusters,
        "this CTL names \(server.commonName), which is no node of this cluster", found.file,
        found.line, expected: "logs of one cluster", isWarning: true)
    }
    for token in found.value.tokens {
      let name = token.commonName
      let isServer = node(called: name) != nil || Self.isRecovery(token)
      if !isServer, !inventory.tokens.contains(name) { inventory.tokens.append(name) }
    }
  }

  /// Adds a node that only a certificate names.
  private mutating func add(host name: String, _ remark: String) -> Int {
    let isAddress = NetworkAddress.isAddress(name)
    let parts = name.split(separator: ".").map(String.init)
    var node = Inventory.Node(
      name: "", host: isAddress ? name : parts.first ?? name, address: isAddress ? name : nil)
    if !isAddress, parts.count > 1 { node.domain = parts.dropFirst().joined(separator: ".") }
    node.remark = remark
    add(node)
    return inventory.nodes.count - 1
  }

  private mutating func choosePublisher() {
    guard !inventory.nodes.isEmpty, !inventory.nodes.contains(where: \.isPublisher) else { return }
    let recovery = lists.flatMap(\.value.tokens)
      .compactMap { certificate -> Int? in
        guard Self.isRecovery(certificate) else { return nil }
        return node(called: String(certificate.commonName.dropFirst(Self.recovery.count)))
      }.first
    let author = lists.map(\.value).first { $0.kind == .ctl }?.signer
      .flatMap { node(called: $0.commonName) }
    let place = recovery ?? author ?? 0
    inventory.nodes[place].isPublisher = true
    var why = "assumed to be the publisher"
    if author != nil { why = "the publisher, as it signed the CTL" }
    if recovery != nil { why = "the publisher, as ITLRecovery is its own" }
    inventory.nodes[place].remark = [inventory.nodes[place].remark, why].compactMap { $0 }
      .joined(separator: "; ")
  }

  /// What the lists tell about a release that nothing else tells.
  private func releaseTold() -> String? {
    // What is not in an excerpt proves nothing.
    let whole = lists.map(\.value).first {
      $0.kind == .itl && (!$0.isExcerpt || $0.tokens.contains(where: Self.isRecovery))
    }
    guard let list = whole else { return nil }
    guard list.tokens.contains(where: Self.isRecovery) else {
      return "by its list before 10.0: it has no ITLRecovery record"
    }
    return isSignedByRecovery(list)
      ? "by its list 12.0 or later; or 10.0 and later, after utils itl reset localkey"
      : "by its list from 10.0 to 11.5: CallManager signed it"
  }

  private func isSignedByRecovery(_ list: ClusterFacts.List) -> Bool {
    list.signerName.uppercased().hasPrefix(Self.recovery)
  }

  /// A list that another key signed than the release's was made by a reset.
  private mutating func judgeReset() {
    guard let release = inventory.release else { return }
    let signsByRecovery = Release(release).itlRecoverySignsITL
    for list in lists.map(\.value) where list.kind == .itl {
      guard Release(release).hasITLRecovery, isSignedByRecovery(list) != signsByRecovery,
        let publisher = inventory.nodes.first(where: \.isPublisher)
      else { continue }
      if let when = list.modified, let starts = inventory.starts, when < starts,
        inventory.wasReset == nil
      {
        inventory.wasReset = (publisher.name, when)
      }
      let signer = signsByRecovery ? "CallManager" : "ITLRecovery"
      remark(
        "an ITL is signed by \(signer): utils itl reset was done, and TFTP not restarted since")
    }
  }
}
