import ClusterModel
import TrustListFiles
import VirtualTime

// `phones` lines.

/// What the phones of one line have in common.
struct PhoneAttributes: Hashable {
  var traits: PhoneTraits
  var group: GroupID
  var site: SiteID
  var alsoIn: GroupID?
}

/// Every combination of attributes once, in the order of the file, and the lines that were found
/// to say it: the same keys stand on very many lines of a large file, and are read once.
struct PhoneKinds {
  private(set) var all: [PhoneAttributes] = []
  private var index: [PhoneAttributes: Int] = [:]
  private var known: [UInt64: KnownText] = [:]

  struct KnownText {
    var file: SourceFile
    var start: Int
    var count: Int
    var cluster: ClusterID
    var kind: Int
  }

  mutating func add(_ kind: PhoneAttributes) -> Int {
    if let found = index[kind] { return found }
    index[kind] = all.count
    all.append(kind)
    return all.count - 1
  }

  /// The kind that the same bytes under the same cluster gave before.
  func find(_ hash: UInt64, _ file: SourceFile, _ start: Int, _ end: Int, _ cluster: ClusterID)
    -> Int?
  {
    guard let text = known[hash], text.cluster == cluster, text.count == end - start,
      text.file === file, file.bytesEqual(start, text.start, count: text.count)
    else { return nil }
    return text.kind
  }

  mutating func remember(
    _ hash: UInt64, _ file: SourceFile, _ start: Int, _ end: Int, _ cluster: ClusterID, kind: Int
  ) {
    guard known.count < 65_536 else { return }
    known[hash] = KnownText(
      file: file, start: start, count: end - start, cluster: cluster, kind: kind)
  }
}

extension Reading {
  mutating func readPhoneLines() {
    guard let first = files.first else { return }
    scenario.estate.phones.reserveCapacity(phoneLines.count)
    var cursor = Cursor(first)
    for (line, cluster) in phoneLines {
      if readKnownPhoneLine(line, cluster) { continue }
      do {
        try cursor.load(line, of: files[Int(line.file)])
        try readPhoneLine(&cursor, cluster)
      } catch {
        hasDamagedPhones = true
        report(error, on: line)
      }
    }
    requireDistinctNames()
  }

  /// Reads `phones N KEYS` or `phones N named PREFIX KEYS` where the same keys were read before.
  private mutating func readKnownPhoneLine(_ line: Statement, _ cluster: ClusterID) -> Bool {
    let file = files[Int(line.file)]
    let plain = Self.plainPhones(line, file.bytes)
    guard let plain, plain.count > 0 else { return false }
    let end = Int(line.end)
    let hash = digest(file.bytes, plain.tail, end)
    guard let kind = phoneKinds.find(hash, file, plain.tail, end, cluster),
      scenario.estate.phoneCount + plain.count <= limits.phones
    else { return false }
    guard let from = nextNumbers(plain.count, plain.prefix) else { return false }
    append(plain.count, .counted(from: from), kind, location(line))
    return true
  }

  private struct PlainPhones {
    var count: Int
    var prefix = PhonePrefix.none
    /// Where the keys begin.
    var tail: Int
  }

  /// The count of a line `phones N …`, its prefix, and where the rest begins.
  private static func plainPhones(
    _ line: Statement, _ bytes: [UInt8]
  ) -> PlainPhones? {
    var at = Int(line.start) + 7
    let end = Int(line.end)
    func skipBlanks() -> Bool {
      let from = at
      while at < end, bytes[at] == 0x20 { at += 1 }
      return at > from && at < end
    }
    _ = skipBlanks()
    var count = 0
    let digits = at
    while at < end, bytes[at] >= 0x30, bytes[at] <= 0x39, at - digits < 9 {
      count = count * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    guard at > digits, skipBlanks() else { return nil }
    let word: StaticString = "named "
    guard at + 6 < end, word.stands(in: bytes.span, at: at) else {
      return PlainPhones(count: count, tail: at)
    }
    at += 6
    while at < end, bytes[at] == 0x20 { at += 1 }
    let from = at
    while at < end, bytes[at] != 0x20 { at += 1 }
    guard let prefix = PhonePrefix(bytes[from..<at]), skipBlanks() else { return nil }
    return PlainPhones(count: count, prefix: prefix, tail: at)
  }

  private mutating func readPhoneLine(
    _ cursor: inout Cursor, _ cluster: ClusterID
  ) throws(Problem) {
    cursor.next = 1
    if cursor.accept("from") { return try readPhoneTable(&cursor, cluster) }
    let count = try cursor.takeCount("a number of phones", atLeast: 1)
    let countEnd = cursor.lastEnd
    guard scenario.estate.phoneCount + min(count, limits.phones + 1) <= limits.phones else {
      throw Problem(
        .tooManyPhones, "more than the \(limits.phones) phones that are read in all",
        Int(cursor.statement.start), countEnd)
    }
    let prefix = try takePrefix(&cursor)
    let tail = cursor.position
    let errorsBefore = log.errorCount
    let kind = try readPhoneKeys(&cursor, cluster)
    // Phones with a question are left out of a health check: nobody knows where they belong.
    if toleratesUnfilled, log.errorCount == errorsBefore, hasUnfilled(cursor.statement) { return }
    guard let from = nextNumbers(count, prefix) else {
      throw Problem(
        .phoneNamesExhausted,
        "\(count) more phones do not fit into the digits behind "
          + (prefix == .none ? "02" : prefix.text),
        Int(cursor.statement.start), cursor.contentEnd,
        expected: "a shorter prefix, or fewer phones")
    }
    if log.errorCount == errorsBefore {
      let end = Int(cursor.statement.end)
      phoneKinds.remember(
        digest(cursor.file.bytes, tail, end), cursor.file, tail, end, cluster, kind: kind)
    }
    append(count, .counted(from: from), kind, location(cursor.statement))
  }

  private func hasUnfilled(_ line: Statement) -> Bool {
    var cursor = Cursor(files[Int(line.file)])
    guard (try? cursor.load(line, of: files[Int(line.file)])) != nil else { return false }
    return cursor.tokens.contains { $0.kind == .word && cursor.text($0) == "?" }
  }

  mutating func append(
    _ count: Int, _ names: PhoneBlock.Names, _ kind: Int, _ location: SourceLocation
  ) {
    let attributes = phoneKinds.all[kind]
    if unfilledGroups.contains(attributes.group) { return }
    let first = scenario.estate.phoneCount
    var block = PhoneBlock(
      count: count, first: first, names: names, traits: attributes.traits,
      group: attributes.group, site: attributes.site, alsoIn: attributes.alsoIn)
    block.location = location
    scenario.estate.phones.append(block)
    switch names {
    case .counted(let from):
      phoneNumbers.add(from: from, count: count, first: first)
    case .listed(let all):
      for (place, number) in all.enumerated() {
        phoneNumbers.add(from: number, count: 1, first: first + place)
      }
    }
  }

  private mutating func readPhoneKeys(
    _ cursor: inout Cursor, _ cluster: ClusterID
  ) throws(Problem) -> Int {
    var keys = Keys(PhoneKeys.all)
    var given = PhoneKeys(cluster: cluster)
    while !cursor.isAtEnd {
      let key = try keys.take(&cursor)
      do {
        if key == "also" {
          try takeAlsoIn(&cursor, &given)
        } else {
          try given.take(key, &cursor, self)
        }
      } catch {
        hasDamagedPhones = true
        report(error, on: cursor.statement)
        guard error.code == .unfilledValue || error.code == .unknownName else {
          // The line is understood no further; its phones are made up to keep the count.
          return phoneKinds.add(given.damaged)
        }
        given.isDamaged = true
      }
    }
    if given.isDamaged { return phoneKinds.add(given.damaged) }
    let attributes = try given.complete(cursor, self)
    return phoneKinds.add(attributes)
  }

  private func takeAlsoIn(_ cursor: inout Cursor, _ given: inout PhoneKeys) throws(Problem) {
    try cursor.expect("in")
    let other = try cluster(cursor.takePlainName("a cluster's name"))
    try cursor.expect("group")
    let name = try cursor.takeName("a group's name")
    given.alsoIn = try group(name, home: other)
    guard other != given.cluster else {
      throw Problem(
        .conflictingKeys, "the phones are in this cluster already", name.start, name.end,
        expected: "a group of another cluster")
    }
  }
}

/// The keys of a `phones` line or the columns of a table of phones.
struct PhoneKeys {
  static let all = [
    "model", "firmware", "group", "site", "security", "encrypted-config", "settings", "lsc",
    "web-access", "also",
  ]
  let cluster: ClusterID
  var model: String?
  var group: GroupID?
  var site: SiteID?
  var alsoIn: GroupID?
  var traits = PhoneTraits(model: "")
  /// A value was reported already.
  var isDamaged = false

  init(cluster: ClusterID) { self.cluster = cluster }

  static let yesOrNo = [("yes", true), ("no", false)]

  mutating func take(_ key: String, _ cursor: inout Cursor, _ reading: Reading) throws(Problem) {
    switch key {
    case "model": model = try cursor.takeText("a model")
    case "firmware": traits.firmware = try cursor.takeText("a firmware")
    case "group":
      group = try reading.group(cursor.takeName("a group's name"), home: cluster)
    case "site":
      let name = try cursor.takeName("a site's name")
      site = try reading.site(name, home: cluster)
    case "security":
      traits.security = try cursor.takeChoice(PhoneTraits.Security.self, "security mode")
    case "encrypted-config":
      traits.encryptedConfiguration = try cursor.takeChoice(Self.yesOrNo, "answer")
    case "settings":
      traits.settings = try cursor.takeChoice(PhoneTraits.SettingsAccess.self, "settings access")
    case "web-access": traits.hasWebAccess = try cursor.takeChoice(Self.yesOrNo, "answer")
    default: traits.hasLSC = try cursor.takeChoice(Self.yesOrNo, "answer")
    }
  }

  /// Attributes that only keep the count of phones of a damaged line.
  var damaged: PhoneAttributes {
    PhoneAttributes(
      traits: traits, group: group ?? GroupID(0), site: site ?? SiteID(0), alsoIn: alsoIn)
  }

  /// All attributes, or what is missing.
  func complete(_ cursor: Cursor, _ reading: Reading) throws(Problem) -> PhoneAttributes {
    let end = cursor.contentEnd
    guard let model else {
      throw Problem(.missingKey, "the phones have no model", end, end + 1, expected: "model M")
    }
    guard let group else {
      let cluster = reading.scenario.estate[cluster]
      guard !cluster.groups.isEmpty else {
        throw Problem(
          .phonesWithoutGroups, "cluster \(cluster.name) has phones, but no group",
          Int(cursor.statement.start), end, expected: "group NAME = NODE… under the cluster")
      }
      throw Problem(.missingKey, "the phones have no group", end, end + 1, expected: "group G")
    }
    guard let site = site ?? reading.onlySite(of: cluster) else {
      throw Problem(.missingKey, "the phones have no site", end, end + 1, expected: "site S")
    }
    var traits = traits
    traits.model = model
    return PhoneAttributes(traits: traits, group: group, site: site, alsoIn: alsoIn)
  }
}

extension Reading {
  /// The site that a cluster without `site` lines has.
  func onlySite(of cluster: ClusterID) -> SiteID? {
    let sites = scenario.estate[cluster].sites
    guard sites.count == 1, scenario.estate[sites[0]].location == .nowhere else { return nil }
    return sites[0]
  }
}

/// The digest of a part of bytes.
func digest(_ bytes: [UInt8], _ start: Int, _ end: Int, seed: UInt64 = 0) -> UInt64 {
  digest(bytes.span.extracting(start..<end), seed: seed)
}
