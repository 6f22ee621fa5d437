package import ClusterModel

extension RuleRecord {
  static let tftpOrder = RuleRecord(
    .tftpOrder, .deciding, .assumed,
    source: "undocumented, our assumption",
    "The first server of option 150 that answers serves the whole boot; a refused file "
      + "does not move the phone on; if none answers the phone keeps everything and refuses "
      + "nothing.")
}

extension Deliberation {
  /// Whether a TFTP server answers a phone at this site.
  package func tftpAnswers(_ address: ServerAddress, from site: SiteID, servers: Servers)
    -> Bool
  {
    let node = servers[address.node]
    return node.serves(.tftp) && node.published != nil && servers[site].link.isRunning
      && node.answers(to: address.text)
  }

  /// The server that serves a whole boot: the first of option 150 that answers.
  package mutating func servingTFTP(of site: SiteID, servers: Servers) -> NodeID? {
    let answering = servers[site].option150.filter {
      tftpAnswers($0, from: site, servers: servers)
    }
    return apply(.tftpOrder, answering.first?.node, without: answering.last?.node)
  }
}
