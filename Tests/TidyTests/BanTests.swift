import TestSupport
import Testing

@Suite("What may not stand in the code") struct BanTests {
  @Test("Nothing banned is used, or its line says why", arguments: Ban.all)
  func bans(_ ban: Ban) {
    expectNone(SwiftSource.all.flatMap { $0.withoutExceptions(ban.findings(in: $0)) })
  }

  @Test("Only TrustRules compares a signer with a list, or a release with a number")
  func law() {
    expectNone(SwiftSource.all.flatMap { $0.withoutExceptions(LawBans.findings(in: $0)) })
  }

  @Test("Nothing below the executable depends on the order of a hash")
  func hashOrder() {
    expectNone(SwiftSource.all.flatMap { $0.withoutExceptions(HashOrder.findings(in: $0)) })
  }

  @Test("At most three lines are excepted, each with its reason")
  func exceptions() {
    let all = SwiftSource.all.flatMap { source in source.exceptions.map { (source.path, $0) } }
    #expect(all.count <= 3, "\(all.map { "\($0.0):\($0.1.line)" })")
    for (path, comment) in all {
      #expect(comment.text.count > "tidy: ".count + 10, "\(path):\(comment.line): no reason")
    }
  }

  // What follows shows that each check can fail.

  @Test("Each ban finds its own words, and not the same words in quotes or comments")
  func findsItself() {
    for ban in Ban.all {
      let words = ban.pattern.joined(separator: " ").replacing("try !", with: "try!")
        .replacing("as !", with: "as!")
      let floor = ban.reach == .commandLine ? "trustsim" : "ClusterSimulation"
      let path = "Sources/\(floor)/x.swift"
      let code = SwiftSource(path: path, text: "let a = 1\nx \(words)\n")
      #expect(ban.findings(in: code).map(\.line) == [2], "\(ban.testDescription)")
      let mention = SwiftSource(path: path, text: "// x \(words)\nlet a = #\"\(words)\"#\n")
      #expect(ban.findings(in: mention).isEmpty, "\(ban.testDescription)")
    }
  }

  @Test(
    "A ban holds where it should",
    arguments: [
      ("Sources/TrustRules/x.swift", "let a = Date()", true),
      ("Sources/trustsim/x.swift", "let a = Date()", false),
      ("Tests/TrustRulesTests/x.swift", "let a = Date()", false),
      ("Sources/trustsim/x.swift", "print(a)", true),
      ("Sources/TrustReports/x.swift", "page.print(a)", false),
      ("Sources/TrustReports/x.swift", "let a: Double = 1", false),
      ("Sources/VirtualTime/x.swift", "let a: Double = 1", true),
      ("Sources/ScenarioSearch/x.swift", "import Dispatch", false),
      ("Sources/ClusterSimulation/x.swift", "import Dispatch", true),
      ("Sources/TrustReports/x.swift", "let a = \"\\(list.records.contains(b))\"", true),
      ("Sources/TrustRules/x.swift", "list.records.contains { $0.role == a }", false),
      ("Tests/TrustRulesTests/x.swift", "@testable import TrustRules", true),
      ("Sources/VirtualTime/x.swift", "a = try !isDone()", false),
      ("Sources/ClusterSimulation/x.swift", "site.option150.first { $0.isUp }", true),
      ("Sources/ClusterSimulation/x.swift", "site.option150.map(\\.node)", false),
      ("Sources/trustsim/x.swift", "return isGood ? .passes : .fails", true),
      ("Sources/TrustVerdicts/x.swift", "return isGood ? .passes : .fails", false),
    ])
  func reach(_ path: String, _ text: String, _ isFound: Bool) {
    let source = SwiftSource(path: path, text: text)
    #expect(Ban.all.contains { !$0.findings(in: source).isEmpty } == isFound)
  }

  @Test(
    "A comparison that is the law's is found",
    arguments: [
      ("list.names(certificate, as: [.sast])", true), ("table.names(inCluster: 3)", false),
      ("if list.signer == certificate {", true), ("if a != b.held.signer {", true),
      ("let text = names.certificate(list.signer)", false),
      ("if name.major >= 12 {", true), ("switch cluster.release.minor {", true),
      ("name.minor = minor", false), ("put(header.version.major)", false),
      ("Release(a.release) == Release(b.release)", true),
      ("if \"14\" == cluster.release.text {", true), ("old.release != new.release", true),
      ("guard Release(cluster.release).hasITLRecovery else { return }", false),
      ("let release = Release(cluster.release)", false),
    ])
  func findsLaw(_ text: String, _ isFound: Bool) {
    let outside = SwiftSource(path: "Sources/ScenarioLanguage/x.swift", text: text)
    #expect(LawBans.findings(in: outside).isEmpty == !isFound)
    let inside = SwiftSource(path: "Sources/TrustRules/x.swift", text: text)
    #expect(LawBans.findings(in: inside).isEmpty)
  }

  @Test(
    "A length of time that is written out where rules are stated or servers act is found",
    arguments: [
      ("let end = now + .seconds(86_400)", true), ("now.addingYears(5)", true),
      ("let day = now + .days(1)", false), ("now.addingYears(release.yearsValid(unit))", false),
      ("now + times.duration(.reboot)", false), ("Duration.minutes(1).microseconds", false),
      ("Duration.minutes(2 * 60)", true), ("now + .days(Self.nearDays)", true),
      ("Duration(microseconds: 60_000_000)", true), ("Instant(microseconds: 0)", false),
      ("Duration(microseconds: 1_000_000 / times.number(.tftpRate))", false),
      (".milliseconds(Int64(row.outage))", false),
    ])
  func findsTime(_ text: String, _ isFound: Bool) {
    for folder in ["TrustRules", "ServerActs", "ClusterSimulation"] {
      let source = SwiftSource(path: "Sources/\(folder)/x.swift", text: text)
      #expect(LawBans.findings(in: source).isEmpty == !isFound)
    }
    let search = SwiftSource(path: "Sources/ScenarioSearch/x.swift", text: text)
    #expect(LawBans.findings(in: search).isEmpty)
    let table = SwiftSource(path: "Sources/TrustRules/FixedConstant.swift", text: text)
    #expect(LawBans.findings(in: table).isEmpty)
  }

  @Test(
    "What follows from a release, and what a service runs on, are found where servers act",
    arguments: [
      ("if release.hasHAProxy { start() }", true), ("Release(a.release).hasITLRecovery", true),
      ("$0.resetsPhones(unit)", false), ("refuse(.regenerationHold)", false),
      ("release.has(.utilsITL)", false), ("release.hasUnit(unit, onPublisher: true)", false),
      ("base[node].loadedCallManager != base[node].disk[.callManager]", true),
      ("if certificate == servers[node].disk[unit] {", true),
      ("tvs.presented == other", true), ("state.disk[unit] != nil", false),
      ("new != disk[unit]", false),
      ("a.loadedMixedMode != b.isMixedMode", true), ("unit == .callManager", false),
      ("$0.disk[unit] = a == b ? c : d", false), ("a == b[c].d", false),
      ("list.lists(certificate)", true), ("extension CertificateUnit {", true),
      ("extension [TrustEntry] {", true), ("extension Servers {", false),
    ])
  func findsDecisions(_ text: String, _ isFound: Bool) {
    func findings(_ path: String) -> [Finding] {
      let source = SwiftSource(path: path, text: text)
      return LawBans.findings(in: source) + Ban.all.flatMap { $0.findings(in: source) }
    }
    for folder in ["ServerActs", "ClusterSimulation"] {
      #expect(findings("Sources/\(folder)/x.swift").isEmpty == !isFound)
    }
    #expect(findings("Sources/TrustRules/x.swift").isEmpty)
  }

  @Test(
    "An order of a hash is found",
    arguments: [
      ("for key in counts.keys {", true), ("for key in counts.keys.sorted() {", false),
      ("let all = counts.values.map(\\.name)", true), ("counts.values.reduce(0, +)", false),
      ("rule.values.standard", false), ("let a: Set<Int> = []\nfor b in a { use(b) }", true),
      ("let a: [Int] = []\nfor b in a { use(b) }", false),
      ("var a: [Int: [String]] = [:]\nlet b = a.map { $0 }", true),
      ("var a: [Int: [String]] = [:]\nlet b = a.map { $0 }.sorted()", false),
      ("let a = Set(b)\nreturn a.first", true), ("for a in Set(b).sorted() { use(a) }", false),
      ("let a: [Int: B] = c\nuse(d.a.map { $0 })", false),
      ("func f(a: [Int: B]) {}\nfunc g(a: [B]) { use(a.map { $0 }) }", false),
      ("func f(a: [Int: B]) { use(a.map { $0 }) }\nf(a: c)", true),
      ("let a = Set(b).sorted()\nuse(a.map { $0 })", false),
      ("let a = Set<Int>(b)\nuse(a.map { $0 })", true),
      ("let a = Set(b)\nlet c = Set(a.map { $0.d })", false),
      ("let a = [b ? c : d]\nuse(a.map { $0 })", false),
      ("for a in Set(b) { use(a) }", true), ("let a = Set(b)\nif a.contains(c) {", false),
      ("var a: [(Int, b: Int)] = []\nfor b in a { use(b) }", false),
    ])
  func findsHashOrder(_ text: String, _ isFound: Bool) {
    let source = SwiftSource(path: "Sources/TrustReports/x.swift", text: text)
    #expect(HashOrder.findings(in: source).isEmpty == !isFound)
  }

  @Test("An excepted line is left out, and no other")
  func leavesOut() {
    let text =
      "// tidy: the clock of the bench\nlet a = Date()\nlet b = Date()  // tidy: too\nDate()"
    let source = SwiftSource(path: "Sources/TrustRules/x.swift", text: text + "\n\nDate()")
    let findings = Ban.all.flatMap { $0.findings(in: source) }
    #expect(Set(findings.map(\.line)) == [2, 3, 4, 6])
    #expect(Set(source.withoutExceptions(findings).map(\.line)) == [6])
    #expect(source.exceptions.count == 2)
  }
}
