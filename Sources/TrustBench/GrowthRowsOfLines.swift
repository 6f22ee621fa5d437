/// Scenarios that grow in what they expect, and in what stands beside the nodes.
extension GrowthText {
  /// Every direction that has to do with the lines of a plan.
  static let rowsOfLines: [GrowthBench.Row] = [
    .init(name: "expectations", size: 4_000) {
      evening(lines($0) { "expect phones trusting >= \($0 % 300)" })
    },
    .init(name: "expectations, half of them always", size: 4_000) {
      evening(
        lines($0) { "expect \($0 % 2 == 0 ? "always " : "")phones trusting >= \($0 % 300)" })
    },
    .init(name: "expectations of anchors", size: 4_000) {
      evening(lines($0) { "expect anchors of group Default >= \($0 % 3)" })
    },
    .init(name: "expectations of one phone", size: 4_000) {
      evening(lines($0) { "expect phones of name SEP02000000000\(1 + $0 % 9) trusting = 1" })
    },
    .init(name: "expectations of a step", size: 4_000) {
      evening(lines($0) { _ in "expect step 1 = done" })
    },
    .init(name: "expectations at their own instants", size: 4_000) {
      evening(lines($0) { "expect at +\($0 + 1)m phones trusting >= \($0 % 300)" })
    },
    .init(name: "waits", size: 4_000) {
      evening(lines($0) { "wait until phones registered >= \($0 % 250) within 5m" })
    },
    .init(name: "steps", size: 2_000) {
      evening(lines($0) { _ in "+1m pub> show itl" })
    },
    .init(name: "headings", size: 4_000) {
      evening(lines($0) { "## Part \($0)\nexpect phones trusting = all" })
    },
    .init(name: "lines of phones", size: 10_000) {
      evening(
        [],
        under: lines($0) { "  phones 2 model 88\(10 + $0 % 60) group Default site campus" })
    },
    .init(name: "sites", size: 2_000) {
      evening(
        [],
        under: lines($0) {
          "  site s\($0) option150 pub\n  phones 1 model 8861 group Default site s\($0)"
        })
    },
    .init(name: "absences", size: 10_000) {
      evening(
        [], under: lines($0) { "  away 1 of group Default from +\(2 * $0)h to +\(2 * $0 + 1)h" })
    },
    .init(name: "stated certificates", size: 10_000) {
      evening([], under: lines($0) { "  certificate pub TVS expires 2027-05-\(10 + $0 % 20)" })
    },
    .init(name: "clusters", size: 1_000) {
      evening(
        [],
        under: lines($0) {
          "cluster c\($0) release 12.5(1)SU4 mode non-secure\n"
            + "  node p publisher tftp callmanager\n  group G = p\n  phones 2 model 8861 group G"
        }, prompt: "hq.pub")
    },
    .init(name: "groups and sites of one phone", command: .diff, size: 2_000) {
      evening(
        [],
        under: lines($0) {
          "  group g\($0) = pub\n  site s\($0) option150 pub\n"
            + "  phones 1 model 8861 group g\($0) site s\($0)"
        })
    },
    .init(name: "expectations", command: .diff, size: 8_000) {
      evening(lines($0) { "expect phones trusting >= \($0 % 300)" })
    },
    .init(name: "backups", size: 10_000) {
      evening([], under: lines($0) { "  backup b\($0) on 2026-02-\(10 + $0 % 19)" })
    },
  ]

  private static func lines(_ count: Int, _ line: (Int) -> String) -> [String] {
    (0..<count).map(line)
  }

  /// A certificate of a small cluster is renewed, and more is said of it or expected.
  private static func evening(
    _ lines: [String], under estate: [String] = [], prompt: String = "pub"
  ) -> String {
    let head = [
      "mop 1", "starts 2026-03-07 21:00", "cluster hq release 12.5(1)SU4 mode non-secure",
      "  node pub publisher tftp callmanager", "  node sub1..sub3 callmanager",
      "  group Default = sub1 sub2 pub", "  site campus option150 pub",
      "  phones 300 model 8861 group Default site campus",
    ]
    let plan = ["## Implementation", "22:00 \(prompt)> set cert regen CallManager"]
    return (head + estate + plan + lines).joined(separator: "\n") + "\n"
  }
}
