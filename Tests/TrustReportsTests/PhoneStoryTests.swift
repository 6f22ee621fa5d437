import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import Testing
import TrustReports
import TrustRules
import TrustVerdicts

/// A phone's story as it is told.
@Suite("A phone's story") struct PhoneStoryTests {
  private struct OneFile: FileReading {
    var text: String
    func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
      SourceText(name: path, bytes: Array(text.utf8))
    }
  }

  private static func story(_ text: String, phone: Int = 0) throws -> [Substring] {
    let outcome = readScenario("a.mop", with: OneFile(text: text))
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    let stories = try tellStories(of: [phone], in: scenario)
    let told = PhoneStoryText.text(
      ofPhone: phone, in: stories.trace, of: scenario, avoidance: stories.avoidances[phone],
      color: false)
    #expect(told.split(separator: "\n").allSatisfy { $0.count <= 100 })
    return told.split(separator: "\n")
  }

  private static let head = """
    mop 1
    starts 2026-01-10 21:45
    seed 7
    assume refused-configuration unregistered
    cluster hq  release 11.5(1)SU3  mode non-secure
      node pub   publisher tftp callmanager
      node sub1  tftp callmanager
      group Default = sub1 pub
      phones 20  model 8861  group Default
    ## Implementation

    """

  @Test("Tries in vain are told once, steps that change nothing are named together")
  func repeats() throws {
    let lines = try Self.story(
      Self.head + """
        21:50          pub>   show itl
        with previous  sub1>  show itl
        22:00          pub>   set network hostname pub-new
        with previous  sub1>  set network hostname sub1-new
        +5m            GUI:   reset phones
        +3h            pub>   show itl

        """)
    #expect(lines.contains { $0.hasPrefix("steps 1 to 3: nothing changes") })
    #expect(lines.contains { $0.contains("goes on trying in the same way") })
    #expect(lines.contains { $0.contains("TVS on pub presents a certificate it cannot take") })
    #expect(lines.count { $0.contains("DECISIVE") } == 1)
  }

  @Test("A date that changes within a step is told")
  func dates() throws {
    let lines = try Self.story(
      Self.head.replacing("assume refused-configuration unregistered\n", with: "") + """
        23:59  GUI:  reset phones
        wait until phones registered = all  within 1h

        """)
    let reset = try #require(lines.firstIndex { $0.contains("a reset is on its way") })
    let date = try #require(lines.firstIndex { $0 == "  2026-01-11" })
    let registers = try #require(lines.firstIndex { $0.contains("registers at sub1") })
    #expect(reset < date && date < registers)
  }
}
