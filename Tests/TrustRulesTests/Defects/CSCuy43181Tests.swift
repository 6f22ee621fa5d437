import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CSCuy43181Tests {
  @Test(
    "Which exports a release imports",
    arguments: [
      ("10.5.2.13900-12", "9.1(2)", false), ("10.5(2)SU3", "8.6(2)", false),
      ("10.5.2.13900-11", "9.1(2)", true), ("10.5.2.12901-1", "9.1(2)", true),
      ("10.5(2)", "9.1(2)", true), ("10.5(2)SU4", "9.1(2)", false),
      ("10.5.2.14900-16", "9.1(2)", false), ("11.5(1)", "9.1(2)", false),
      ("12.5(1)SU2", "10.0(1)", true), ("9.1(2)", "10.5(2)SU3", true),
    ])
  func imports(_ writer: String, _ reader: String, _ works: Bool) throws {
    let pair = Neighbours(far: writer)
    var law = Deliberation(Law())
    let export = try #require(law.bulkExport(of: Neighbours.other, servers: pair.home.servers))
    let imports = law.imports(export, on: releaseName(reader))
    #expect(imports == works)
    #expect(law.rulings.contains(.cscuy43181) == !works)
    var reversed = Deliberation(.reversing(.cscuy43181))
    let always = reversed.imports(export, on: releaseName(reader))
    #expect(always)
  }
}
