package import VirtualTime

/// One property by which phones are selected.
package enum Term: Hashable, Sendable {
  case group(GroupID)
  case site(SiteID)
  case model(String)
  case firmware(String)
  case security(PhoneTraits.Security)
  /// Registered, or last registered, in this cluster.
  case cluster(ClusterID)
  case registeredAt(NodeID)
  case holdingITL(of: NodeID)
  /// Phones by their place in file order.
  case phones([Int])
  /// The first N, in file order, of what the terms before it select.
  case first(Int)
  /// Registered to the cluster that a `GUI@C` prompt reaches; never written.
  case everything
}

/// `phones of TERM and TERM and not TERM`.
package struct Selection: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package var term: Term
    package var isExcluded: Bool
    package init(term: Term, isExcluded: Bool = false) {
      self.term = term
      self.isExcluded = isExcluded
    }
  }
  /// Empty: all phones.
  package var parts: [Part]
  package init(parts: [Part] = []) { self.parts = parts }
  package static let all = Selection()
}

/// What is counted over the selected phones.
package enum Measure: String, CaseIterable, Hashable, Sendable {
  case trusting, behind, locked, stranded, open, unserved, unaware
  case lostTrust = "lost-trust"
  case registered, unregistered
  /// Could not register if it booted now, or is powered and not registered.
  case outOfService = "out-of-service"
  case itlCurrent = "itl-current"
  case oldConfiguration = "old-configuration"
  case servicesFailing = "services-failing"
}

package enum Comparison: String, CaseIterable, Hashable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// Applies the comparison to two whole numbers.
  package func holds(_ a: Int64, _ b: Int64) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

/// What a count is compared with.
package enum Threshold: Hashable, Sendable {
  case count(Int)
  /// Hundredths of a percent of the base: 99 % is 9900.
  case percent(hundredths: Int)
  /// Hundredths of a percent of the same measure at `before`.
  case percentOfBefore(hundredths: Int)
  case all
  case none
}

/// `phones of group Lobby locked = 0`.
package struct Condition: Hashable, Sendable {
  package var selection: Selection
  package var measure: Measure
  package var comparison: Comparison
  package var threshold: Threshold
  package init(
    selection: Selection, measure: Measure, comparison: Comparison, threshold: Threshold
  ) {
    self.selection = selection
    self.measure = measure
    self.comparison = comparison
    self.threshold = threshold
  }
}

/// A line that begins `expect`.
package struct Expectation: Hashable, Sendable {
  package enum When: Hashable, Sendable {
    /// When the step above gave the prompt back.
    case here
    case at(Instant)
    /// This long after the step above gave the prompt back.
    case after(Duration)
    case always
  }
  package enum Test: Hashable, Sendable {
    case condition(Condition)
    case anchors(of: Selection, Comparison, Int)
    case longestOutage(of: Selection, Comparison, Duration)
    case alert(String, raised: Bool)
    case step(Int, refused: Bool)
    case remedy(of: Selection, CheapestRecovery)
  }
  package var isWarning: Bool
  package var when: When
  package var test: Test
  package var elseBackOut: Bool
  package var name: String?
  /// The statement as written, without `expect`, the name and any comment.
  package var text: String
  package var location: SourceLocation
  package init(
    isWarning: Bool, when: When, test: Test, elseBackOut: Bool, name: String?, text: String,
    location: SourceLocation
  ) {
    self.isWarning = isWarning
    self.when = when
    self.test = test
    self.elseBackOut = elseBackOut
    self.name = name
    self.text = text
    self.location = location
  }
}
