import TestSupport
import Testing

/// Expects that a property holds of a scenario; if it does not, the shortest scenario of which it
/// does not hold is made of it, and shown.
///
/// - Parameter property: what is wrong with the scenario, nil if nothing is.
func expectOf(
  _ text: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ property: (String) throws -> String?
) throws {
  guard let wrong = try property(text) else { return }
  let shortest = withoutActuallyEscaping(property) { property in
    var shrinking = Shrinking { (try? property($0)) != nil }
    return shrinking.shortest(text)
  }
  let left = try property(shortest) ?? ""
  Issue.record("\(left)\nof\n\(shortest)\nfirst \(wrong)", sourceLocation: sourceLocation)
}
