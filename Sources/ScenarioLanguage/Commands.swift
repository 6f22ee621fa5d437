import ClusterModel
import TextFormats

// COMMAND: what an administrator types at a node's prompt, word for word.

/// One command of the product: the words that are always the same, and how the rest is read.
struct CommandForm: Sendable {
  /// As the language page writes it.
  let text: String
  let words: [String]
  let read: @Sendable (inout Cursor, inout Reading) throws(Problem) -> Command

  init(
    _ text: String, words: Int,
    _ read: @escaping @Sendable (inout Cursor, inout Reading) throws(Problem) -> Command
  ) {
    self.text = text
    self.words = text.split(separator: " ").prefix(words).map(String.init)
    self.read = read
  }

  /// A command that takes nothing further.
  init(_ text: String, _ command: Command) {
    self.init(text, words: text.split(separator: " ").count) {
      (_, _) throws(Problem) in command
    }
  }

  /// A command that changes nothing about trust, whatever follows its words.
  init(withoutEffect text: String) {
    self.init(text, words: text.split(separator: " ").count) {
      (cursor, _) throws(Problem) in
      let start = cursor.tokens[cursor.next - text.split(separator: " ").count].outerStart
      while !cursor.isAtEnd, cursor.nextKind != .bar { cursor.next += 1 }
      return .withoutEffect(cursor.raw(from: start, to: cursor.lastEnd))
    }
  }

  /// Every command that is understood; suggestions come from this table too.
  static let all: [CommandForm] = certificates + network + services + recovery + idle

  private static let certificates: [CommandForm] = [
    CommandForm("set cert regen UNIT", words: 3) { (cursor, _) throws(Problem) in
      .setCertRegen(try cursor.takeChoice(CertificateUnit.self, "certificate unit"))
    },
    CommandForm("set csr gen UNIT", words: 3) { (cursor, _) throws(Problem) in
      .setCsrGen(try cursor.takeChoice(CertificateUnit.self, "certificate unit"))
    },
    CommandForm("set cert import own UNIT [signed-by NAME]", words: 4) {
      (cursor, _) throws(Problem) in
      let unit = try cursor.takeChoice(CertificateUnit.self, "certificate unit")
      let authority =
        cursor.accept("signed-by") ? try cursor.takeText("the name of an authority") : nil
      return .setCertImportOwn(unit, signedBy: authority)
    },
    CommandForm("set cert delete STORE NAME", words: 3) { (cursor, _) throws(Problem) in
      let store = try cursor.takeChoice(TrustStore.self, "trust store")
      return .setCertDelete(store, name: try cursor.takeText("the name of a certificate"))
    },
    CommandForm("show itl", .showITL),
    CommandForm("show ctl", .showCTL),
    CommandForm("show cert list own|trust", words: 3) { (cursor, _) throws(Problem) in
      .showCertificates(
        trust: try cursor.takeChoice([("own", false), ("trust", true)], "list of certificates"))
    },
  ]

  private static let network: [CommandForm] = [
    CommandForm("set network hostname NAME", words: 3) { (cursor, _) throws(Problem) in
      .setNetworkHostname(try cursor.takeHost("a hostname"))
    },
    CommandForm("set network domain NAME", words: 3) { (cursor, _) throws(Problem) in
      .setNetworkDomain(try cursor.takeHost("a domain"))
    },
    CommandForm("set network ip eth0 ADDRESS", words: 4) { (cursor, _) throws(Problem) in
      .setNetworkAddress(try cursor.takeAddress())
    },
  ]

  private static let services: [CommandForm] =
    ServiceVerb.allCases.map { verb in
      CommandForm("utils service \(verb.rawValue) SERVICE", words: 3) {
        (cursor, _) throws(Problem) in
        let start = cursor.tokens[cursor.next - 3].outerStart
        let (name, token) = try cursor.takeServiceName(until: [])
        if let service = Service(rawValue: name) { return .utilsService(verb, service) }
        if ServiceNames.withoutEffect.contains(name) {
          return .withoutEffect(cursor.raw(from: start, to: cursor.lastEnd))
        }
        throw cursor.problem(
          .unknownWord, "no service is called \(name)", at: token,
          expected: "a service by its full name",
          suggestion: Cursor.nearService(name, ServiceNames.all))
      }
    } + [
      CommandForm("utils system restart", .utilsSystemRestart),
      CommandForm("utils system shutdown", .utilsSystemShutdown),
      CommandForm("utils dbreplication stop", words: 3) { (cursor, _) throws(Problem) in
        _ = cursor.accept("all")
        return .replicationStop
      },
      CommandForm("utils dbreplication reset", words: 3) { (cursor, _) throws(Problem) in
        _ = cursor.accept("all")
        return .replicationReset
      },
      CommandForm("utils fips enable", .fipsEnable),
    ]

  private static let recovery: [CommandForm] = [
    CommandForm("utils itl reset localkey", .utilsITLResetLocalKey),
    CommandForm("utils itl reset remotekey HOST USER PATH", words: 4) {
      (cursor, _) throws(Problem) in
      _ = try cursor.takeText("a host")
      _ = try cursor.takeText("a user")
      return .utilsITLResetRemoteKey(path: try cursor.takeText("a path"))
    },
    CommandForm("utils ctl set-cluster mixed-mode|non-secure-mode", words: 3) {
      (cursor, _) throws(Problem) in
      .utilsCTLSetCluster(
        mixed: try cursor.takeChoice([("mixed-mode", true), ("non-secure-mode", false)], "mode"))
    },
    CommandForm("utils ctl update CTLFile", .utilsCTLUpdate),
    CommandForm("utils ctl reset localkey", .utilsCTLResetLocalKey),
    CommandForm("file get tftp ITLRecovery.p12 [to PATH]", words: 4) {
      (cursor, _) throws(Problem) in
      let path = cursor.accept("to") ? try cursor.takeText("a path") : "ITLRecovery.p12"
      return .fileGetRecoveryKey(path: path)
    },
    CommandForm("set password user security", .setSecurityPassword),
    CommandForm("utils disaster_recovery backup NAME", words: 3) {
      (cursor, reading) throws(Problem) in
      let name = try cursor.takePlainName("a backup's name")
      reading.knownBackups.insert(name.name)
      return .backup(name: name.name)
    },
    CommandForm("utils disaster_recovery restore NODE… from NAME", words: 3) {
      (cursor, reading) throws(Problem) in
      let nodes = try reading.takeNodes(&cursor, home: nil)
      try cursor.expect("from")
      let name = try cursor.takePlainName("a backup's name")
      reading.backupsToJudge.append((name.name, name.start, name.end, cursor.statement))
      return .restore(nodes, from: name.name)
    },
  ]

  private static let idle: [CommandForm] = [
    "show version active", "show version inactive", "show status", "show myself", "show date",
    "show network cluster", "show network eth0", "show hardware", "show process load",
    "show tech network", "show tech runtime", "show cert own", "show cert trust",
    "show ctl detail", "show csr list", "show timezone config", "utils ntp status",
    "utils service list", "utils dbreplication runtimestate", "utils dbreplication status",
    "utils diagnose test", "utils core active list", "utils network ping",
    "utils network traceroute", "utils disaster_recovery status",
    "utils disaster_recovery history", "utils disaster_recovery show_backupfiles",
    "utils fips status", "utils os secure status", "utils create report", "file list",
    "file view", "file tail", "file search", "run sql", "exit",
  ].map { CommandForm(withoutEffect: $0) }
}

extension Reading {
  /// The command behind a prompt, and its answers behind `|`.
  mutating func takeCommand(
    _ cursor: inout Cursor
  ) throws(Problem) -> (command: Command, answers: [String]) {
    guard cursor.nextKind == .word else { throw cursor.unexpected("a command of the product") }
    let start = cursor.next
    var best: CommandForm?
    for form in CommandForm.all
    where form.words.count > best?.words.count ?? 0 && stands(form.words, cursor, start) {
      best = form
    }
    guard let best else { throw unknownCommand(cursor) }
    cursor.next += best.words.count
    let command = try best.read(&cursor, &self)
    guard cursor.isAtEnd || cursor.nextKind == .bar else {
      let end = cursor.contentEnd
      throw Problem(
        .leftOver, "nothing more can stand here: \(cursor.raw(from: cursor.position, to: end))",
        cursor.position, end, expected: best.text)
    }
    return (command, try takeAnswers(&cursor))
  }

  private func stands(_ words: [String], _ cursor: Cursor, _ start: Int) -> Bool {
    guard cursor.tokens.count >= start + words.count else { return false }
    return words.indices.allSatisfy { index in
      let token = cursor.tokens[start + index]
      return token.kind == .word && cursor.text(token) == words[index]
    }
  }

  /// `| yes, new password`: what is typed where the command asks.
  private func takeAnswers(_ cursor: inout Cursor) throws(Problem) -> [String] {
    guard cursor.accept(.bar) else { return [] }
    var answers: [String] = []
    repeat {
      guard let kind = cursor.nextKind, kind != .comma else { throw cursor.unexpected("an answer") }
      if kind == .quoted,
        cursor.next + 1 == cursor.tokens.count
          || cursor.tokens[cursor.next + 1].kind == .comma
      {
        answers.append(cursor.text(cursor.tokens[cursor.next]))
        cursor.next += 1
        continue
      }
      let start = cursor.position
      while !cursor.isAtEnd, cursor.nextKind != .comma { cursor.next += 1 }
      let answer = cursor.raw(from: start, to: cursor.lastEnd)
      if ["n", "no"].contains(answer.lowercased()) {
        throw Problem(
          .declinedAnswer,
          "a command that is answered \(answer) is not carried out as written here", start,
          cursor.lastEnd,
          expected: "an answer that lets it go on, or # before the step to leave it out",
          suggestion: "yes")
      }
      answers.append(answer)
    } while cursor.accept(.comma)
    return answers
  }

  /// A command that is abbreviated, misspelt, or not known at all.
  private func unknownCommand(_ cursor: Cursor) -> Problem {
    var typed: [String] = []
    for token in cursor.tokens[cursor.next...].prefix(6) {
      guard token.kind == .word else { break }
      typed.append(cursor.text(token))
    }
    let start = cursor.position
    if let form = abbreviated(typed) {
      let last = cursor.tokens[cursor.next + form.words.count - 1].outerEnd
      return Problem(
        .abbreviatedCommand, "commands are written in full", start, last, expected: form.text,
        suggestion: form.words.joined(separator: " ")
          + cursor.raw(from: last, to: cursor.contentEnd))
    }
    if let form = lengthened(typed) {
      let last = cursor.tokens[cursor.next + form.words.count - 1].outerEnd
      return Problem(
        .unknownCommand, "no command of the product that is known here begins so", start, last,
        expected: form.text,
        suggestion: form.words.joined(separator: " ")
          + cursor.raw(from: last, to: cursor.contentEnd))
    }
    var best: (form: CommandForm, distance: Int)?
    for form in CommandForm.all where !log.isFull {
      let words = typed.prefix(form.words.count).joined(separator: " ")
      let full = form.words.joined(separator: " ")
      guard abs(words.utf8.count - full.utf8.count) <= 4, words.utf8.count < 80 else { continue }
      let distance = Suggestions.editDistance(Array(words.utf8), Array(full.utf8))
      if distance <= max(2, full.utf8.count / 5), distance < best?.distance ?? .max {
        best = (form, distance)
      }
    }
    let end =
      best.map { cursor.tokens[cursor.next + min($0.form.words.count, typed.count) - 1].outerEnd }
      ?? cursor.contentEnd
    return Problem(
      .unknownCommand, "no command of the product that is known here begins so", start, end,
      expected: best?.form.text
        ?? "a command such as set cert regen TVS or utils service restart Cisco Tftp",
      suggestion: best?.form.words.joined(separator: " "))
  }

  /// The command whose words the typed ones begin with: `set cert regenerate` for `set cert regen`.
  private func lengthened(_ typed: [String]) -> CommandForm? {
    CommandForm.all.filter { form in
      form.words.count > 1 && typed.count >= form.words.count
        && zip(typed, form.words).allSatisfy { $0.hasPrefix($1) }
    }.max { $0.words.count < $1.words.count }
  }

  /// The command of which each typed word is a beginning.
  private func abbreviated(_ typed: [String]) -> CommandForm? {
    var best: CommandForm?
    for form in CommandForm.all
    where form.words.count > best?.words.count ?? 0 && typed.count >= form.words.count {
      let isBeginning = zip(typed, form.words).allSatisfy { short, full in
        full.hasPrefix(short)
      }
      if isBeginning { best = form }
    }
    return best
  }
}
