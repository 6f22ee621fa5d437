import ClusterModel
import SimulationTrace
import Testing
import TrustReports
import TrustRules
import VirtualTime

@Suite("Numbers, times and names as people write them")
struct WordsTests {
  @Test(
    "Thousands are set apart",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (20_000_000, "20,000,000"), (-1_234, "-1,234"),
      (Int64.min, "-9,223,372,036,854,775,808"),
    ])
  func numbers(value: Int64, text: String) { #expect(Words.number(value) == text) }

  @Test(
    "A percentage is never rounded up to all",
    arguments: [
      (3_999, 4_000, "99.9 %"), (4_000, 4_000, "100 %"), (1, 3, "33.3 %"), (0, 5, "0 %"),
      (1, 0, nil), (Int64.max, 1, nil),
    ] as [(Int64, Int64, String?)])
  func percentages(value: Int64, base: Int64, text: String?) {
    #expect(Words.percentage(value, of: base) == text)
  }

  @Test(
    "Lists",
    arguments: [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
  func lists(all: [String], text: String) { #expect(Words.list(all) == text) }

  @Test("A long list ends with its count")
  func longList() {
    #expect(Words.list(["a", "b", "c", "d"], atMost: 2) == "a, b and 2 more")
  }

  @Test("A duration is told to the second, never shorter than it was")
  func durations() {
    #expect(Words.duration(.microseconds(61_000_001)) == "1m2s")
    #expect(Words.duration(.minutes(2)) == "2m")
    #expect(Words.duration(.milliseconds(40)) == "40ms")
  }

  @Test("An instant is told to the second", arguments: [0, 999_999])
  func instants(rest: Int64) {
    #expect(Words.time(Instant(microseconds: 60_000_000 + rest)) == "1970-01-01 00:01")
    #expect(Words.time(Instant(microseconds: -1_000_000 + rest)) == "1969-12-31 23:59:59")
  }

  @Test("Control characters and marks that turn text around are not passed on")
  func safe() {
    #expect(Words.safe("a\u{1B}[31mb\u{202E}c\nd") == "a·[31mb·c·d")
    #expect(Words.safe("Zürich 東京") == "Zürich 東京")
  }
}

@Suite("The catalogue as text")
struct CatalogueTextTests {
  @Test("Every rule is listed with how it is known and its source", arguments: RuleID.allCases)
  func listed(rule: RuleID) {
    let line = CatalogueText.list.split(separator: "\n").first {
      $0.hasPrefix("  \(rule.rawValue) ")
    }
    #expect(line?.contains(rule.record.basis.rawValue) == true)
    #expect(line?.contains(rule.record.source) == true)
  }

  @Test("Every name can be explained", arguments: CatalogueText.names)
  func explained(name: String) {
    #expect(CatalogueText.explanation(of: name)?.hasPrefix(name + "\n\n") == true)
  }

  @Test("An undocumented behaviour is explained with both interpretations")
  func undecided() {
    let text = CatalogueText.explanation(of: "tvs-roles") ?? ""
    #expect(text.contains("assume tvs-roles by-unit"))
    #expect(text.contains("assume tvs-roles all-certificates"))
    #expect(CatalogueText.explanation(of: "tvs-rules") == nil)
  }

  @Test("The digest of the rules is sixteen digits, and the same each time")
  func digest() {
    #expect(rulesDigest().count == 16)
    #expect(rulesDigest() == rulesDigest())
  }
}

@Suite("Findings of a preflight in words")
struct PreflightWordsTests {
  private static let harm = PreflightFinding.RestartHarm(lost: 1_234, outOfService: 2)
  private static let expires = Instant(microseconds: 0)
  private static let all: [PreflightFinding] = [
    .rollbackParameterSet(phones: 1), .groupOfOneServer([GroupID(1)], phones: 1_234),
    .authoritySignedOverwritten(on: [NodeID(0)]),
    .anchorsInOneWindow(phones: 1_234, of: [GroupID(1)]), .lscUsers(phones: 1),
    .recoveryKeyNotSaved(of: [NodeID(0)]),
    .forgottenRestart(of: [.tftp], on: [NodeID(0)], step: 2),
    .forgottenRestart(of: [.tftp, .tvs], on: [NodeID(0)], step: nil),
    .ctlNotUpdated(after: NodeID(0), step: 2), .ctlNotUpdated(after: NodeID(0), step: nil),
    .alreadyLost(phones: 1_234), .alreadyOutOfService(phones: 1),
    .wouldBeUnserved(phones: 1, of: [GroupID(0), GroupID(1)]),
    .wouldBeOutOfService(phones: 1, of: [GroupID(1)]), .oneAnchorLeft(phones: 1),
    .certificateExpired(.tvs, of: NodeID(0), expires: expires),
    .certificateExpiresSoon(.tvs, of: NodeID(0), expires: expires),
    .oldCertificateLoaded(by: [.tftp], on: NodeID(0), restart: harm),
    .oldCertificateLoaded(by: [.tftp, .tvs], on: NodeID(0), restart: .init()),
    .oldCertificateListed(.tvs, of: NodeID(0), by: [NodeID(0), NodeID(1)], restart: harm),
    .oldCertificateListed(.itlRecovery, of: NodeID(0), by: [NodeID(1)], restart: .init()),
  ]

  @Test(
    "Every kind is a sentence that begins with a capital", arguments: PreflightFinding.Kind.allCases
  )
  func sentence(kind: PreflightFinding.Kind) {
    let findings = Self.all.filter { $0.kind == kind }
    #expect(!findings.isEmpty)
    for one in findings {
      let text = reportedFindings([one], of: HandMadeRun().scenario)[0].text
      #expect(text.first?.isUppercase == true || text.first?.isNumber == true)
      #expect(!text.contains("  "))
      #expect(!text.hasSuffix(":"))
    }
  }

  @Test("A finding that fails a pre-check is headed by what it does to phones")
  func harm() {
    let out = PreflightFinding.wouldBeOutOfService(phones: 3, of: [])
    let unserved = PreflightFinding.wouldBeUnserved(phones: 1, of: [])
    let lost = PreflightFinding.anchorsInOneWindow(phones: 1, of: [])
    let warning = PreflightFinding.alreadyOutOfService(phones: 2)
    let reported = reportedFindings([warning, out, unserved, lost], of: HandMadeRun().scenario)
    #expect(reported.map { $0.harm?.label } == ["no service", "unserved", "would lose", nil])
    let lines = FindingsText.text(reported, color: false).split(separator: "\n")
    #expect(lines.first?.hasPrefix("no service    The plan would put 3 phones out of") == true)
    #expect(lines.last?.hasPrefix("warning       No server would register 2 phones") == true)
  }

  @Test("Those that lose phones come first")
  func order() {
    let findings: [PreflightFinding] = [
      .groupOfOneServer([GroupID(1)], phones: 50), .alreadyLost(phones: 1),
    ]
    let reported = reportedFindings(findings, of: HandMadeRun().scenario)
    #expect(reported.map(\.losesPhones) == [true, false])
    #expect(reported[0].text == "1 phone has lost trust before the first step")
    #expect(
      FindingsText.text(reported, color: false)
        == """
        would lose    1 phone has lost trust before the first step
        warning       Group Lobby has one server only: 50 phones can ask no other TVS when that \
        one is
                      down or renewed

        """)
  }
}
