import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

/// What a release has and another has not, in the world as in the rules.
@Suite("What a release has")
struct ReleaseTests {
  private func upgraded(_ head: String = "", then: String = "") throws -> Ran {
    try Ran(
      """
      mop 1
      starts 2013-01-12 20:00
      \(head)
      cluster hq  release 7.1(5)  mode non-secure
        node pub  publisher tftp callmanager
        node sub1  callmanager
        node vouch  tftp tvs
        node files  tftp
        group Default = sub1 pub
        phones 5  model 7965  group Default
      ## Implementation
      20:00 GUI: upgrade to 8.6(2)
      +6h Note: the cluster runs the new release
      \(then)

      """)
  }

  private func withTVS(_ ran: Ran) -> [String] {
    ran.world.servers.nodes.indices.filter { ran.world.servers.nodes[$0].has(.tvs) }
      .map { ran.scenario.estate.nodes[$0].name }
  }

  @Test("An upgrade brings TVS where the rule says that it runs")
  func tvsByUpgrade() throws {
    #expect(withTVS(try upgraded()) == ["pub", "sub1", "vouch"])
    #expect(
      withTVS(try upgraded("assume tvs-runs every-node")) == ["pub", "sub1", "vouch", "files"])
  }

  @Test("A node that joins after an upgrade has the services of the new release")
  func tvsByJoining() throws {
    let ran = try upgraded(
      then: "GUI: add node late callmanager address 10.9.9.9\n+3h Note: it joined")
    #expect(withTVS(ran) == ["pub", "sub1", "vouch", "late"])
  }

  @Test(
    "An ITLRecovery certificate that a scenario states is valid as long as its release makes it")
  func recoveryYears() throws {
    for (release, years) in [("11.5(1)", 5), ("12.5(1)", 20)] {
      let ran = try Ran(
        """
        mop 1
        starts 2026-01-10 21:45
        cluster hq  release \(release)  mode non-secure
          node pub  publisher tftp callmanager
          group Default = pub
          phones 5  model 8861  group Default
          certificate pub ITLRecovery bits 4096
        ## Implementation
        22:00 Note: look on

        """)
      let servers = ran.world.servers
      let id = try #require(servers.nodes[0].disk[.itlRecovery])
      let issued = ran.scenario.starts - .days(365)
      #expect(servers.certificates[id].expires == issued.addingYears(years))
    }
  }

  @Test("Before 8.0 a phone under the spotlight judges no ITL, as none is offered")
  func noITLBefore8() throws {
    let scenario = try scenario(
      """
      mop 1
      starts 2013-01-12 20:00
      cluster hq  release 7.1(5)  mode non-secure
        node pub  publisher tftp callmanager
        group Default = pub
        phones 2  model 7965  group Default
      ## Implementation
      20:00 GUI: reset phones
      +1h Note: look on

      """)
    var world = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    world.spotlight = [0]
    let trace = try world.run()
    let signers = trace.spotlit.compactMap { entry -> CertificateID? in
      if case .judged(.itl, from: _, signer: let signer, _) = entry.event { signer } else { nil }
    }
    #expect(signers.isEmpty)
  }
}
