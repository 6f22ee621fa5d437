import ClusterModel
import ClusterSimulation
import Testing

@Suite("Clusters that have nothing to do with each other are not tried on each other's phones")
struct RelatedTests {
  @Test("hazards are tried on the phones of related clusters")
  func hazards() throws {
    func tried(_ clusters: Int) throws -> Int {
      let more = (0..<clusters).map { number in
        """
        cluster c\(number) release 12.5(1)SU4 mode non-secure
          node n\(number) publisher tftp callmanager
          group G\(number) = n\(number)
          site s\(number) option150 n\(number)
          phones 2 model 8861 group G\(number) site s\(number)

        """
      }
      var world = try Ran(
        twoNodes() + more.joined() + "## Implementation\n22:00 pub> set cert regen TVS\n"
      ).world
      let before = world.standingsTried
      _ = world.rescue()
      return world.standingsTried - before
    }
    let few = try tried(5)
    let many = try tried(20)
    #expect(few > 0 && many <= few * 4, "\(few) for 5 clusters, \(many) for 20")
  }
}
