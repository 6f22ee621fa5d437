package import VirtualTime

/// What is assumed once and for all of matters that no source settles; decision 0006 names them.
///
/// A scenario that states when a certificate ends is not concerned by how old it would be.
package enum FixedAssumption {
  /// Certificates that are there at the start were issued so long before it.
  package static let certificateAge = Duration.days(365)
  /// Those before them, where phones hold a list of that time.
  package static let predecessorAge = Duration.days(730)
  /// Years that the certificate of an eToken is valid.
  package static let tokenYears = 20
  /// How long phones have to come to rest after the last line of a runbook.
  package static let settling = Duration.hours(2)
}
