/// A cluster of the scenario, by its place in ``Estate/clusters``.
@usableFromInline
package struct ClusterID: Hashable, Comparable, Sendable {
  @usableFromInline package var index: Int
  package init(_ index: Int) { self.index = index }
  @inlinable package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A server node of the scenario, by its place in ``Estate/nodes``.
@usableFromInline
package struct NodeID: Hashable, Comparable, Sendable {
  @usableFromInline package var index: Int
  package init(_ index: Int) { self.index = index }
  @inlinable package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A CallManager group of the scenario, by its place in ``Estate/groups``.
@usableFromInline
package struct GroupID: Hashable, Comparable, Sendable {
  @usableFromInline package var index: Int
  package init(_ index: Int) { self.index = index }
  @inlinable package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A site, where phones stand, by its place in ``Estate/sites``.
@usableFromInline
package struct SiteID: Hashable, Comparable, Sendable {
  @usableFromInline package var index: Int
  package init(_ index: Int) { self.index = index }
  @inlinable package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A certificate, by its place in a ``CertificateBook``.
///
/// Two certificates are the same exactly if issuer, serial number and key are the same; the book
/// hands out one identifier for each such triple, so comparing identifiers compares all three.
package struct CertificateID: Hashable, Comparable, Sendable {
  package var index: Int32
  package init(_ index: Int32) { self.index = index }
  @inlinable package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A place in the text of a scenario.
package struct SourceLocation: Hashable, Sendable {
  /// Place in ``Scenario/files``.
  package var file: Int
  /// Line, counted from 1.
  package var line: Int
  /// Column in bytes, counted from 1.
  package var column: Int
  package init(file: Int, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
  /// A place for values that no text states.
  package static let nowhere = SourceLocation(file: 0, line: 0, column: 0)
}
