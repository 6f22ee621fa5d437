import TestSupport
import Testing
import TrustRules

/// Expects a story to end as told, and to end as told otherwise once the rule is reversed; where
/// the rule is an undecided one, also that it took part wherever it decided.
func expect(
  _ story: Story, turnsOn rule: RuleID,
  at location: Testing.SourceLocation = #_sourceLocation
) {
  let standing = story.standing()
  #expect(Ending(standing) == story.ends, sourceLocation: location)
  let reversed = Ending(story.standing(under: .reversing(rule)))
  #expect(reversed == story.otherwise, "with the rule reversed", sourceLocation: location)
  guard story.turns else { return }
  guard let undecided = rule.undecided else {
    #expect(standing.rulings.contains(rule), "the rule spoke", sourceLocation: location)
    return
  }
  #expect(standing.tookPart.rules.contains(undecided), sourceLocation: location)
  let flipped = Ending(story.standing(under: .reading(undecided)))
  #expect(flipped == story.otherwise, "under the alternative", sourceLocation: location)
}
