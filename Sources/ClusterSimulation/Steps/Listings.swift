package import ClusterModel
import SimulationTrace
package import TrustListFiles
import TrustRules
import VirtualTime

/// Something of a node that the product shows as text.
package enum Listing: String, CaseIterable, Hashable, Sendable {
  case itl, ctl
  case ownCertificates, trustCertificates
}

/// What an administrator asks the servers to show.
extension World {
  mutating func showITL(of node: NodeID, number: Int) -> Prompt { show(.itl, of: node, number) }

  mutating func showCTL(of node: NodeID, number: Int) -> Prompt { show(.ctl, of: node, number) }

  mutating func showCertificates(_ trust: Bool, of node: NodeID, number: Int) -> Prompt {
    show(trust ? .trustCertificates : .ownCertificates, of: node, number)
  }

  private mutating func show(_ listing: Listing, of node: NodeID, _ number: Int) -> Prompt {
    if listing == .itl || listing == .ctl { _ = consult { $0.printsChecksum() } }
    record(.stepShowed(number, text(of: listing, on: node)))
    return .now
  }

  /// What a node prints now, in the product's layout and headed SIMULATED.
  ///
  /// Of a file that is not there it is what the product says instead; these words are assumed.
  package func text(of listing: Listing, on node: NodeID) -> String {
    let book = serverSide.servers.certificates
    let nodes = ListedNode.all(premises.scenario.estate, serverSide.servers)
    switch listing {
    case .itl, .ctl:
      let kind: TrustList.Kind = listing == .itl ? .itl : .ctl
      guard let list = list(kind, on: node) else {
        return [
          ListFileText.simulatedHeading, "Length of \(kind.rawValue) file: 0",
          "\(kind.rawValue) File not found.",
        ].map { $0 + "\n" }.joined()
      }
      var shown = ListFileListing(
        list.asListed(book), book, nodes: nodes, modified: modified(list, on: node))
      var law = Deliberation(self.premises.law)
      if !law.printsChecksum() { shown.checksums = .none }
      return ListFileText.render(shown)
    case .ownCertificates: return CertificateListText.own(serverSide.servers[node].disk, book)
    case .trustCertificates:
      return CertificateListText.trust(serverSide.servers[node].database.trust, book, nodes: nodes)
    }
  }

  /// The file itself; nil if the node has none.
  package func listFile(_ kind: TrustList.Kind, on node: NodeID) -> ListFile? {
    guard let list = list(kind, on: node) else { return nil }
    let book = serverSide.servers.certificates
    return ListFile(
      list.asListed(book), book,
      nodes: ListedNode.all(premises.scenario.estate, serverSide.servers),
      modified: modified(list, on: node))
  }

  /// The list on the node's disk: of the CTL the one that was written last, served or not.
  private func list(_ kind: TrustList.Kind, on node: NodeID) -> TrustList? {
    switch kind {
    case .itl: serverSide.servers[node].resetITL ?? serverSide.servers[node].published?.itl
    case .ctl: serverSide.servers[serverSide.servers[node].cluster].ctlFile
    }
  }

  /// When the file was written: in this run, or before it, when the last certificate it names was
  /// made.
  private func modified(_ list: TrustList, on node: NodeID) -> Instant {
    let times = [
      serverSide.writtenLists[.published(node, list)],
      serverSide.writtenLists[.written(serverSide.servers[node].cluster, list)],
    ]
    if let written = times.compactMap(\.self).max() { return written }
    let issued = list.records.map { serverSide.servers.certificates[$0.certificate].issued }
    return issued.max() ?? agenda.now
  }
}
