/// What is known of one rule, and from where.
package struct RuleRecord: Sendable {
  /// How a rule is known.
  package enum Basis: String, CaseIterable, Sendable {
    case documented, observed, assumed, conflict
  }
  /// The part of the law a rule belongs to.
  package enum Chapter: String, CaseIterable, Sendable {
    case publishing = "What servers publish"
    case deciding = "How a phone decides"
    case standing = "Where a phone stands"
    case changing = "What certificate changes do"
    case recovering = "Recovery"
    case moving = "Moving phones between clusters"
    case defects = "Known defects"
  }
  package var id: RuleID
  package var chapter: Chapter
  /// The rule in our own words.
  package var statement: String
  package var basis: Basis
  /// Publisher, document number and section.
  package var source: String
  /// First and last release it holds for; "all" without limit.
  package var releases: String

  package init(
    _ id: RuleID, _ chapter: Chapter, _ basis: Basis, source: String, releases: String = "all",
    _ statement: String
  ) {
    self.id = id
    self.chapter = chapter
    self.statement = statement
    self.basis = basis
    self.source = source
    self.releases = releases
  }
}
