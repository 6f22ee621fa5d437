import ClusterModel
import TextFormats

// Services of the product by their full names.

enum ServiceNames {
  /// Services that have nothing to do with trust.
  static let withoutEffect = [
    "Cisco AXL Web Service", "Cisco Audit Event Service", "Cisco CDP", "Cisco CDP Agent",
    "Cisco CDR Agent", "Cisco CDR Repository Manager", "Cisco Certificate Change Notification",
    "Cisco Certificate Expiry Monitor", "Cisco DHCP Monitor Service", "Cisco DRF Local",
    "Cisco DRF Master", "Cisco Database Layer Monitor", "Cisco Dialed Number Analyzer",
    "Cisco Dialed Number Analyzer Server", "Cisco DirSync", "Cisco Extended Functions",
    "Cisco Extension Mobility", "Cisco Extension Mobility Application",
    "Cisco IP Manager Assistant", "Cisco IP Voice Media Streaming App",
    "Cisco Intercluster Lookup Service", "Cisco Location Bandwidth Manager",
    "Cisco Log Partition Monitoring Tool", "Cisco RIS Data Collector",
    "Cisco RTMT Reporter Servlet",
    "Cisco SOAP - CDRonDemand Service", "Cisco SOAP - CallRecord Service",
    "Cisco Serviceability Reporter", "Cisco Syslog Agent", "Cisco Trace Collection Service",
    "Cisco Trace Collection Servlet", "Cisco UXL Web Service",
    "Cisco Unified Mobile Voice Access Service",
    "Cisco User Data Services", "Cisco WebDialer Web Service", "Self Provisioning IVR",
  ]

  static let all = Service.allCases.map(\.rawValue) + withoutEffect
}

extension Cursor {
  /// The words of a service's name as one text: up to a keyword that may follow it, a sign, or the
  /// end.
  mutating func takeServiceName(until ends: [String]) throws(Problem) -> (
    text: String, token: Token
  ) {
    guard let first = nextWord, !ends.contains(first) else {
      throw unexpected("a service such as Cisco Tftp")
    }
    var token = tokens[next]
    var words: [String] = []
    while let word = nextWord, !ends.contains(word) {
      words.append(word)
      token.end = tokens[next].end
      next += 1
    }
    return (words.joined(separator: " "), token)
  }

  /// A service that has to do with trust.
  mutating func takeService(until ends: [String]) throws(Problem) -> Service {
    let (name, token) = try takeServiceName(until: ends)
    if let service = Service(rawValue: name) { return service }
    let isKnown = ServiceNames.withoutEffect.contains(name)
    throw problem(
      .unknownWord,
      isKnown ? "\(name) has no effect on trust" : "no service is called \(name)", at: token,
      expected: Suggestions.choice(Service.allCases.map(\.rawValue)),
      suggestion: isKnown ? nil : Self.nearService(name, Service.allCases.map(\.rawValue)))
  }

  /// A service by part of its name, or one that is nearly written so.
  static func nearService(_ name: String, _ all: [String]) -> String? {
    if let near = Suggestions.nearest(to: name, among: all) { return near }
    let small = name.lowercased()
    guard small.utf8.count >= 3 else { return nil }
    if small == "tvs" { return Service.tvs.rawValue }
    if small == "capf" { return Service.capf.rawValue }
    return all.first { $0.lowercased().hasSuffix(small) }
      ?? all.first { $0.lowercased().contains(small) }
  }
}
