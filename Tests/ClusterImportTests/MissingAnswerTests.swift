import ClusterImport
import ScenarioLanguage
import Testing

/// A log of which something was lost, and what an import of it says is missing.
struct LostAnswer: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Commands whose answers go, counted from 1 among those that begin so; 0: all.
  let command: String
  var which = 0
  var silent: Set<String> = []
  /// Pieces of what is said; each stands in the inventory, too, if one is made.
  let says: [String]
  /// No inventory is made without `--partial`.
  var isRefused = false
}

@Suite("What a log does not tell is said")
struct MissingAnswerTests {
  static let lost: [LostAnswer] = [
    LostAnswer(
      testDescription: "nobody asked a node that runs TVS and no TFTP", command: "",
      silent: ["sub2"],
      says: ["when CallManager and TVS of sub2 expire"]),
    LostAnswer(
      testDescription: "nobody logged in to the second TFTP node", command: "", silent: ["sub1"],
      says: ["when CallManager and TVS of sub1 expire", "which ITL sub1 serves"]),
    LostAnswer(
      testDescription: "the second list is missing", command: "show itl", which: 2,
      says: ["which ITL sub1 serves"]),
    LostAnswer(
      testDescription: "no list is there", command: "show itl",
      says: ["which ITL pub serves", "which ITL sub1 serves"]),
    LostAnswer(
      testDescription: "the CTL of a cluster in mixed mode is missing", command: "show ctl",
      says: ["the CTL"]),
    LostAnswer(
      testDescription: "no certificate was shown", command: "show cert",
      says: [
        "when CallManager of pub expires", "when CallManager and TVS of sub1 expire",
        "when CallManager and TVS of sub2 expire",
      ]),
    LostAnswer(
      testDescription: "one certificate was not shown", command: "show cert own TVS", which: 1,
      says: ["when TVS of sub2 expires"]),
    LostAnswer(
      testDescription: "the release is missing", command: "show version active",
      says: ["the release"], isRefused: true),
    LostAnswer(
      testDescription: "the groups are missing", command: "run sql select groups",
      says: ["the groups"], isRefused: true),
    LostAnswer(
      testDescription: "the phones are missing", command: "run sql select phones",
      says: ["the phones"], isRefused: true),
    LostAnswer(
      testDescription: "the services are missing", command: "run sql select services",
      says: ["the services"], isRefused: true),
  ]

  /// The log without the answers, and without the commands.
  private static func text(_ lost: LostAnswer) throws -> String {
    var log = try SessionLog()
    log.silent = lost.silent
    var (count, isGone) = (0, false)
    let kept = log.text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("admin:") {
        let isCommand = !lost.command.isEmpty && line.hasPrefix("admin:" + lost.command)
        if isCommand { count += 1 }
        isGone = isCommand && (lost.which == 0 || lost.which == count)
      }
      return !isGone
    }
    return kept.joined(separator: "\n")
  }

  @Test("with the command that tells it, and in the inventory", arguments: lost)
  func said(_ lost: LostAnswer) throws {
    let log = try Self.text(lost)
    let outcome = importLogs([log])
    let rendered = outcome.rendered(color: false)
    #expect(outcome.lacksAnswers)
    for piece in lost.says {
      #expect(rendered.contains("nothing tells") && rendered.contains(piece), "\(rendered)")
    }
    #expect((outcome.text == nil) == lost.isRefused, "\(rendered)")
    let partial = importLogs([log], partial: true)
    let inventory = try #require(partial.text)
    #expect(partial.lacksAnswers)
    if !lost.isRefused {
      for piece in lost.says { #expect(inventory.contains("not known: \(piece)"), "\(inventory)") }
    }
  }

  @Test("A whole log lacks nothing")
  func whole() throws {
    let outcome = importLogs([try SessionLog().text])
    #expect(!outcome.lacksAnswers, "\(outcome.rendered(color: false))")
    #expect(outcome.text?.contains("not known") == false)
  }

  @Test("A log that ends after half of its lines is refused, or says what is missing")
  func half() throws {
    let lines = try SessionLog().text.split(separator: "\n", omittingEmptySubsequences: false)
    for share in 2...9 {
      let cut = lines.prefix(lines.count * share / 10).joined(separator: "\n")
      let outcome = importLogs([cut])
      #expect(outcome.text == nil || outcome.lacksAnswers, "\(share) tenths")
    }
  }
}
