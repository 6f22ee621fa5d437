/// The word for where a phone stands, as reports and conditions use it.
package enum TrustWord: String, CaseIterable, Hashable, Sendable {
  case unaware, unserved, locked, stranded, open, trusting, behind

  /// It refuses a file: it has lost trust.
  package var isLost: Bool { self == .locked || self == .stranded }
}
