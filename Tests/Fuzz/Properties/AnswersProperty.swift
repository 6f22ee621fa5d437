import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TrustListFiles
import TrustReports
import TrustRules
import TrustVerdicts
import VirtualTime

/// What holds of every answer about a scenario besides its report: what servers show, what became
/// of one phone, and what helps at the end.
enum AnswersProperty {
  /// - Parameter text: the scenario, which has one file.
  static func check(_ scenario: Scenario, _ text: String) throws(BrokenProperty) {
    do {
      let search = try RescueSearch(scenario)
      var world = search.world
      for node in scenario.estate.nodes.indices { try checkLists(NodeID(node), world) }
      let phones = scenario.estate.phoneCount > 0 ? [0, scenario.estate.phoneCount - 1] : []
      for phone in phones {
        let card = PhoneCard.text(
          world.state(ofPhone: phone), phone: phone, of: scenario, world.servers.certificates,
          at: world.time)
        try Printed.check(card, "the card of a phone")
      }
      if let phone = phones.first {
        let stories = try tellStories(of: [phone], in: scenario)
        let story = PhoneStoryText.text(
          ofPhone: phone, in: stories.trace, of: scenario, avoidance: stories.avoidances[phone],
          color: false)
        try Printed.check(story, "the story of a phone")
      }
      try checkRemedy(search, text)
    } catch let broken as BrokenProperty {
      throw broken
    } catch { throw BrokenProperty(description: "\(error)") }
  }

  /// What a node prints is read back as the file that it has.
  private static func checkLists(_ node: NodeID, _ world: World) throws {
    for (listing, kind) in [(Listing.itl, TrustList.Kind.itl), (.ctl, .ctl)] {
      guard let file = world.listFile(kind, on: node) else { continue }
      let bytes = try ListFileBytes.write(file)
      try require(try ListFileBytes.read(bytes) == file, "the \(kind) of \(node) is read otherwise")
      let shown = world.text(of: listing, on: node)
      let reading = try ListFileText.parse(shown)
      try require(
        reading.damages.isEmpty && reading.listing.file == file.asShown,
        "the \(kind) of \(node) is shown otherwise: \(reading.damages)\n\(shown)")
    }
    for listing in Listing.allCases {
      try Printed.check(world.text(of: listing, on: node), "what a node shows")
    }
  }

  /// The lines that are recommended can be put behind the scenario, and carried out.
  private static func checkRemedy(_ search: RescueSearch, _ text: String) throws {
    var plan: RescuePlan?
    if let remedy = search.rescue.inOrderOfUse.first {
      let lines = search.lines(of: remedy)
      let longer = text + "\n" + lines.map { $0 + "\n" }.joined()
      let files = InputFiles([(InputFiles.first, Array(longer.utf8))])
      let outcome = readScenario(InputFiles.first, with: files)
      guard let section = outcome.scenario?.sections.last else {
        throw BrokenProperty(
          description: "what is recommended is refused: \(outcome.rendered(color: false))\(longer)")
      }
      plan = try search.confirm(remedy, lines, section)
      try require(
        try search.confirm(remedy, lines, section) == plan
          && search.world.brokenInvariants().isEmpty,
        "a remedy that was confirmed is confirmed otherwise the second time")
    }
    let page = RemediesText.text(
      search.rescue, plan, after: search.trace, of: search.world.scenario, color: false)
    try Printed.check(page, "the remedies")
  }
}
