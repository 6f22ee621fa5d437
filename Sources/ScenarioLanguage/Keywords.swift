/// The words of the language that no unquoted name can be.
enum Keywords {
  static let head = [
    "mop", "title", "question", "source", "starts", "seed", "assume", "defect", "accept", "tools",
    "include",
  ]
  static let clusterLines = [
    "node", "group", "site", "phones", "away", "secured-urls", "parameter", "certificate",
    "backup", "p12",
  ]
  static let stepLines = ["wait", "expect", "preflight", "for", "any", "fault", "with"]
  static let places = ["GUI", "DHCP", "Switch", "Manual"]
  static let measures = [
    "trusting", "behind", "locked", "stranded", "open", "unserved", "unaware", "lost-trust",
    "registered", "unregistered", "itl-current", "old-configuration", "services-failing",
  ]
  private static let others = [
    "cluster", "release", "mode", "ctl", "tokenless", "token", "security-password", "publisher",
    "callmanager", "tftp", "tvs", "capf", "no-capf", "host", "domain", "address", "named-by",
    "option150", "latency", "bandwidth", "named", "model", "firmware", "security",
    "encrypted-config", "settings", "lsc", "web-access", "also", "in", "of", "from", "to",
    "signed-by", "bits", "expires", "loaded", "listed", "hold", "holding", "itl", "no", "before",
    "on", "lacks", "saved",
    "none",
    "all", "nodes", "except", "each", "one", "at", "once", "every", "order:", "previous", "until",
    "within", "else", "warn", "always", "and", "not", "registered-at", "name", "first", "batch",
    "as", "anchors", "longest", "alert", "step", "remedy", "down", "stopped", "cut", "slow",
    "service", "replication", "http", "https", "key-presses",
  ]
  /// All of them, of every part of the language.
  static let all = Set(head + clusterLines + stepLines + places + measures + others)
}
