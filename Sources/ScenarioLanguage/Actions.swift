import ClusterModel
import TextFormats
import TrustRules
import VirtualTime

// ACTION: what has no command in the product.

/// One action: the place it is taken at, the words it begins with, and how the rest is read.
struct ActionForm: Sendable {
  /// As the language page writes it.
  let text: String
  let place: WrittenPlace.Kind
  let words: [String]
  let read: @Sendable (inout Cursor, inout Reading, ClusterID) throws(Problem) -> Action

  init(
    _ place: WrittenPlace.Kind, _ text: String, words: Int,
    _ read:
      @escaping @Sendable (inout Cursor, inout Reading, ClusterID) throws(Problem) -> Action
  ) {
    self.text = text
    self.place = place
    self.words = text.split(separator: " ").prefix(words).map(String.init)
    self.read = read
  }

  /// Every action that is understood; suggestions come from this table too.
  static let all: [ActionForm] = phones + settings + certificates + servers + elsewhere

  private static let phones: [ActionForm] = [
    ActionForm(.gui, "reset PHONES [batch N every D]", words: 1) {
      (cursor, reading, _) throws(Problem) in
      let phones = try reading.takePhones(&cursor)
      return .resetPhones(phones, try cursor.takeBatch())
    },
    ActionForm(.gui, "restart PHONES [batch N every D]", words: 1) {
      (cursor, reading, _) throws(Problem) in
      let phones = try reading.takePhones(&cursor)
      return .resetPhones(phones, try cursor.takeBatch())
    },
    ActionForm(.gui, "move PHONES to [CLUSTER] group G", words: 1) {
      (cursor, reading, cluster) throws(Problem) in
      let phones = try reading.takePhones(&cursor)
      return .movePhones(phones, toGroup: try reading.takeTarget(&cursor, at: cluster))
    },
    ActionForm(.gui, "install LSC on PHONES", words: 3) { (cursor, reading, _) throws(Problem) in
      .installLSC(try reading.takePhones(&cursor))
    },
    ActionForm(.gui, "change setting on PHONES", words: 3) { (cursor, reading, _) throws(Problem) in
      .changeSetting(try reading.takePhones(&cursor))
    },
  ]

  private static let settings: [ActionForm] = [
    ActionForm(.gui, "parameter NAME VALUE", words: 1) { (cursor, reading, _) throws(Problem) in
      switch try reading.takeParameter(&cursor) {
      case .rollback(let value): return .rollbackParameter(value)
      case .interaction(let value): return .phoneInteraction(automatic: value)
      }
    },
    ActionForm(.gui, "group G = NODE…", words: 1) { (cursor, reading, cluster) throws(Problem) in
      let name = try cursor.takeName("a group's name")
      let group = try reading.group(name)
      guard reading.scenario.estate[group].cluster == cluster else {
        throw Problem(
          .otherCluster, "group \(name.text) belongs to another cluster than this GUI", name.start,
          name.end, expected: "a group of cluster \(reading.scenario.estate[cluster].name)")
      }
      try cursor.expect(.equal, "=")
      return .setGroup(group, nodes: try reading.takeGroupMembers(&cursor, home: cluster))
    },
  ]

  private static let certificates: [ActionForm] = [
    ActionForm(
      .gui, "bulk certificate export|consolidate|import sftp NAME", words: 2
    ) { (cursor, reading, _) throws(Problem) in
      let operation = try cursor.takeChoice(Action.BulkOperation.self, "bulk operation")
      try cursor.expect("sftp")
      let name = try reading.takeDirectory(&cursor, isFilled: operation == .export)
      return .bulkCertificate(operation, sftp: name)
    },
    ActionForm(
      .gui, "upload UNIT of NODE|token TOKEN as STORE, STORE", words: 1
    ) { (cursor, reading, _) throws(Problem) in
      let source: Action.UploadSource
      if cursor.accept("token") {
        source = .token(try cursor.takePlainName("an eToken's name").name)
      } else {
        source = try reading.takeCertificate(&cursor)
      }
      try cursor.expect("as")
      var stores: [TrustStore] = []
      repeat {
        stores.append(try cursor.takeChoice(TrustStore.self, "trust store"))
      } while cursor.accept(.comma)
      return .upload(source, as: stores)
    },
    ActionForm(.gui, "CTL client update with TOKEN, TOKEN", words: 4) {
      (cursor, _, _) throws(Problem) in
      var tokens: [String] = []
      repeat {
        tokens.append(try cursor.takePlainName("an eToken's name").name)
      } while cursor.accept(.comma)
      return .ctlClientUpdate(tokens: tokens)
    },
  ]

  private static let servers: [ActionForm] = [
    ActionForm(.gui, "restart service S on NODES", words: 2) {
      (cursor, reading, _) throws(Problem) in
      let service = try cursor.takeService(until: ["on"])
      try cursor.expect("on")
      return .restartService(service, on: try reading.takeNodesOfLine(&cursor))
    },
    ActionForm(.gui, "rename server NODE to NAME", words: 2) {
      (cursor, reading, cluster) throws(Problem) in
      let node = try reading.takeNode(&cursor, of: cluster)
      try cursor.expect("to")
      return .renameServer(node, to: try cursor.takeHost("a name or an address"))
    },
    ActionForm(.gui, "rebuild NODE [security-password same|new]", words: 1) {
      (cursor, reading, cluster) throws(Problem) in
      let node = try reading.takeNode(&cursor, of: cluster)
      var isNew = true
      if cursor.accept("security-password") {
        isNew = try cursor.takeChoice([("same", false), ("new", true)], "security password")
      }
      return .rebuild(node, newSecurityPassword: isNew)
    },
    ActionForm(.gui, "upgrade to RELEASE", words: 2) {
      (cursor, reading, cluster) throws(Problem) in
      let start = cursor.position
      let release = try cursor.takeRelease()
      let stated = reading.scenario.estate[cluster].release
      // No step takes a cluster back, so one that is not later than the first never can be.
      guard Release(stated).isUpgraded(by: Release(release)) else {
        throw Problem(
          .badRelease, "\(release.text) is not later than \(stated.text)", start, cursor.lastEnd,
          expected: "a release after \(stated.text)")
      }
      reading.upgradedClusters.insert(cluster)
      return .upgrade(to: release)
    },
    ActionForm(.gui, "add node NAME [KEY…]", words: 2) { (cursor, reading, _) throws(Problem) in
      // The node was made in the first pass, so that lines above may name it.
      let made = reading.addedNodes[Reading.LineKey(cursor.statement)] ?? nil
      while !cursor.isAtEnd { cursor.next += 1 }
      return made.map { .addNode($0) } ?? .notSimulated("")
    },
    ActionForm(.gui, "remove node NODE", words: 2) { (cursor, reading, cluster) throws(Problem) in
      .removeNode(try reading.takeNode(&cursor, of: cluster))
    },
  ]

  private static let elsewhere: [ActionForm] = [
    ActionForm(.dhcp, "option 150 of site S = NODE…", words: 4) {
      (cursor, reading, _) throws(Problem) in
      let site = try reading.site(cursor.takeName("a site's name"))
      try cursor.expect(.equal, "=")
      return .option150(site, nodes: try reading.takeTFTPNodes(&cursor, home: nil))
    },
    ActionForm(.switch, "power-cycle PHONES [batch N every D]", words: 1) {
      (cursor, reading, _) throws(Problem) in
      let phones = try reading.takePhones(&cursor)
      return .powerCycle(phones, try cursor.takeBatch())
    },
    ActionForm(.switch, "power off PHONES", words: 2) { (cursor, reading, _) throws(Problem) in
      .powerOff(try reading.takePhones(&cursor))
    },
    ActionForm(.switch, "power on PHONES", words: 2) { (cursor, reading, _) throws(Problem) in
      .powerOn(try reading.takePhones(&cursor))
    },
    ActionForm(.manual, "delete ITL on PHONES", words: 3) { (cursor, reading, _) throws(Problem) in
      .deleteITL(try reading.takePhones(&cursor))
    },
    ActionForm(.manual, "factory reset PHONES", words: 2) { (cursor, reading, _) throws(Problem) in
      .factoryReset(try reading.takePhones(&cursor))
    },
    ActionForm(.manual, "press Directories on PHONES", words: 3) {
      (cursor, reading, _) throws(Problem) in
      .pressDirectories(try reading.takePhones(&cursor))
    },
  ]
}

extension Cursor {
  /// `batch N every D`, or nothing.
  fileprivate mutating func takeBatch() throws(Problem) -> Batch? {
    guard accept("batch") else { return nil }
    let size = try takeCount("a number of phones", atLeast: 1)
    try expect("every")
    return Batch(size: size, every: try takeDuration("a time between batches"))
  }
}

extension Reading {
  /// A node of the cluster whose GUI this is.
  fileprivate func takeNode(_ cursor: inout Cursor, of cluster: ClusterID) throws(Problem) -> NodeID
  {
    let name = try cursor.takeName("a node's name")
    let node = try self.node(name)
    guard scenario.estate[node].cluster == cluster else {
      throw Problem(
        .otherCluster, "node \(name.text) belongs to another cluster than this GUI", name.start,
        name.end, expected: "a node of cluster \(scenario.estate[cluster].name)")
    }
    return node
  }

  /// The action behind a place.
  mutating func takeAction(
    _ cursor: inout Cursor, at written: WrittenPlace
  ) throws(Problem) -> (Place, Action) {
    let place = try resolve(written)
    guard !cursor.isAtEnd else { throw cursor.unexpected("an action") }
    let start = cursor.next
    let forms = ActionForm.all.filter { stands($0, cursor, start) }
    let here = forms.filter { $0.place == written.kind }
    guard let form = here.max(by: { $0.words.count < $1.words.count }) else {
      if written.kind == .note { return (place, note(&cursor)) }
      if written.kind == .manual { return (place, try notSimulated(&cursor)) }
      throw unknownAction(cursor, written, forms.first)
    }
    cursor.next += form.words.count
    var cluster = ClusterID(0)
    if case .gui(let found) = place { cluster = found }
    let action = try form.read(&cursor, &self, cluster)
    guard cursor.isAtEnd else {
      let end = cursor.contentEnd
      throw Problem(
        .leftOver, "nothing more can stand here: \(cursor.raw(from: cursor.position, to: end))",
        cursor.position, end, expected: form.text)
    }
    return (place, action)
  }

  private func stands(_ form: ActionForm, _ cursor: Cursor, _ start: Int) -> Bool {
    guard cursor.tokens.count >= start + form.words.count else { return false }
    return form.words.indices.allSatisfy { index in
      let token = cursor.tokens[start + index]
      return token.kind == .word && cursor.text(token) == form.words[index]
    }
  }

  /// Text that is only read aloud.
  private func note(_ cursor: inout Cursor) -> Action {
    let text = cursor.raw(from: cursor.position, to: cursor.contentEnd)
    while !cursor.isAtEnd { cursor.next += 1 }
    return .note(text)
  }

  /// Text of `Manual:` that cannot be acted out, unless it is nearly an action that can.
  private func notSimulated(_ cursor: inout Cursor) throws(Problem) -> Action {
    let text = cursor.raw(from: cursor.position, to: cursor.contentEnd)
    let small = text.lowercased()
    for form in ActionForm.all where form.place == .manual {
      let words = form.words.joined(separator: " ")
      guard small.hasPrefix(words.lowercased() + " phones") else { continue }
      throw Problem(
        .unknownAction, "this is nearly an action, and would not be acted out", cursor.position,
        cursor.contentEnd, expected: form.text, suggestion: words + text.dropFirst(words.count))
    }
    while !cursor.isAtEnd { cursor.next += 1 }
    return .notSimulated(text)
  }

  private func unknownAction(
    _ cursor: Cursor, _ written: WrittenPlace, _ other: ActionForm?
  ) -> Problem {
    let start = cursor.position
    let text = cursor.raw(from: start, to: cursor.contentEnd)
    if let other {
      return Problem(
        .wrongPlace, "this is done at another place than \(written.kind.rawValue)", written.start,
        cursor.contentEnd, expected: "\(other.place.rawValue): \(other.text)",
        suggestion: "\(other.place.rawValue): \(text)")
    }
    var typed: [String] = []
    for token in cursor.tokens[cursor.next...].prefix(4) { typed.append(cursor.text(token)) }
    let forms = ActionForm.all.filter { $0.place == written.kind }
    var best: (form: ActionForm, distance: Int)?
    for form in forms where !log.isFull {
      let words = typed.prefix(form.words.count).joined(separator: " ")
      let full = form.words.joined(separator: " ")
      guard words.utf8.count < 80 else { continue }
      let distance = Suggestions.editDistance(
        words.utf8.map(Suggestions.lower), full.utf8.map(Suggestions.lower))
      if distance <= max(1, full.utf8.count / 3), distance < best?.distance ?? .max {
        best = (form, distance)
      }
    }
    guard let best else {
      return Problem(
        .unknownAction, "no action at \(written.kind.rawValue) begins so", start,
        cursor.contentEnd, expected: Suggestions.choice(forms.map(\.text)))
    }
    let last = cursor.next + min(best.form.words.count, typed.count) - 1
    return Problem(
      .unknownAction, "no action at \(written.kind.rawValue) begins so", start,
      cursor.tokens[last].outerEnd, expected: best.form.text,
      suggestion: best.form.words.joined(separator: " "))
  }
}
