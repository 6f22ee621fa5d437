import ClusterModel

extension RuleRecord {
  static let centralizedTFTP = RuleRecord(
    .centralizedTFTP, .moving, .documented,
    source:
      "Cisco 116232, centralized TFTP; Security Guide, proxy TFTP; which TFTP node of the home"
      + " is asked is assumed",
    "The TFTP of one cluster serves the phones of others and passes on what it does not hold: the"
      + " files of a phone's home, from the first TFTP node there that answers. It gives its own"
      + " common lists to phones whose home has none.")
}

extension Deliberation {
  /// The files of a phone's home that a central TFTP passes on; nil: it is no centre for the phone,
  /// or nobody answers there.
  mutating func passedOn(by node: NodeID, to cohort: Cohort, servers: Servers) -> Offer? {
    guard !servers.centres.isEmpty, let own = servers[node].published else { return nil }
    let centre = servers[node].cluster
    for group in [cohort.group, cohort.alsoIn].compactMap(\.self) {
      let home = servers[group].cluster
      guard servers.centres.contains(CentralTFTP(centre: centre, home: home)) else { continue }
      let server = servers.nodes(of: home).first {
        servers[$0].serves(.tftp) && servers[$0].published != nil
      }
      guard let files = server.flatMap({ servers[$0].published }) else { continue }
      var offer = offer(of: files, for: group, to: cohort, servers: servers)
      offer.isPassedOn = true
      // A phone that finds no CTLSEP file asks for CTLFile.tlv, and that is the centre's.
      if files.ctl == nil { offer.files.ctl = own.ctl }
      offer.files = withCommonITL(of: own, offer.files)
      return apply(.centralizedTFTP, offer, without: nil)
    }
    return nil
  }

  /// Why a phone refuses a configuration without signature; nil: it takes it.
  mutating func refuseUnsigned(_ offer: Offer, _ context: BootContext) -> Judgement? {
    guard !takesAnyConfiguration(context.held) else { return nil }
    return .refused(offer.isPassedOn ? .centralizedTFTP : .noListNoSignature)
  }
}
