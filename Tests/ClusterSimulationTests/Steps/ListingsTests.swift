import ClusterModel
import ClusterSimulation
import Foundation
import ScenarioSearch
import SimulationTrace
import Testing
import TrustListFiles
import TrustRules
import VirtualTime

/// What `show itl`, `show ctl` and `show cert list` print, against real output and the layout.
@Suite("Listings of a simulated server") struct ListingsTests {
  /// The cluster of the document: a publisher with TFTP and without the CallManager service.
  static let lab = """
    mop 1
    starts 2014-02-26 10:20
    cluster lab  release 10.0(1)  mode non-secure
      node test10pub  publisher tftp tvs
      node test10sub  callmanager
      group Default = test10sub
      phones 3  model 8861  group Default

    """

  /// What step `number` of a run printed, read as an administrator's paste would be.
  static func listing(_ ran: Ran, step number: Int) throws -> ListFileListing {
    let shown = ran.trace.entries.compactMap { entry in
      if case .stepShowed(number, let text) = entry.event { text } else { nil }
    }
    let reading = try ListFileText.parse(try #require(shown.first))
    #expect(reading.damages.isEmpty)
    return reading.listing
  }

  static func functions(_ listing: ListFileListing) -> [String] {
    listing.file.records.map { "\($0.function.text) \($0.identity?.subjectName.text ?? "")" }
  }

  @Test("Before and after utils itl reset localkey: signer, records, and which one signed")
  func aroundAReset() throws {
    let ran = try Ran(
      Self.lab + """
        ## Implementation
        10:24  test10pub>  show itl
        10:30  test10pub>  utils itl reset localkey
        +1m    test10pub>  show itl

        """)
    let before = try Self.listing(ran, step: 1)
    let after = try Self.listing(ran, step: 3)
    // Source: Cisco 117598: six records in this order, the same before and after.
    let records = [
      "System Administrator Security Token CN=test10pub", "TFTP CN=test10pub",
      "CAPF CN=CAPF-test10pub", "TVS CN=test10pub",
      "System Administrator Security Token CN=ITLRECOVERY_test10pub", "TVS CN=test10sub",
    ]
    #expect(Self.functions(before) == records)
    #expect(Self.functions(after) == records)
    #expect(before.file.header.signerName.text == "CN=test10pub")
    #expect(before.usedToSign == [true, nil, nil, nil, false, nil])
    #expect(after.file.header.signerName.text == "CN=ITLRECOVERY_test10pub")
    #expect(after.usedToSign == [false, nil, nil, nil, true, nil])
    #expect(before.isSimulated && after.isSimulated)
    #expect(before.checksums == .notSimulated)
    #expect(before.verification == .verified && after.verification == .verified)
    // The list was there long before; the reset wrote it anew.
    #expect(before.lastModified == "Tue Feb 26 10:20:00 2013")
    #expect(after.lastModified?.hasPrefix("Wed Feb 26 10:3") == true)
  }

  @Test(
    "The recovery record names the publisher with its domain, and neither changes with a rename")
  func recoveryName() throws {
    let ran = try Ran(
      Self.lab.replacing("publisher tftp tvs", with: "publisher tftp tvs  domain joemar2.lab") + """
        ## Implementation
        10:24  test10pub>  show itl
        10:30  test10pub>  set network hostname newname
        +1m    test10pub>  set network domain other.lab
        +1m    test10pub>  show itl

        """)
    // Source: Cisco 117598, show itl, and the ITLRecovery of a renamed publisher.
    let recovery = "System Administrator Security Token CN=ITLRECOVERY_test10pub.joemar2.lab"
    let before = Self.functions(try Self.listing(ran, step: 1))
    let after = Self.functions(try Self.listing(ran, step: 4))
    #expect(before.first == "System Administrator Security Token CN=test10pub.joemar2.lab")
    #expect(after.first == "System Administrator Security Token CN=newname.other.lab")
    #expect(before.count { $0 == recovery } == 1)
    #expect(after.count { $0 == recovery } == 1)
  }

  @Test("The length is the sum of the header and the records, in text and in bytes")
  func lengths() throws {
    var world = try Self.world(Self.lab)
    try world.run(until: world.scenario.starts)
    let file = try #require(world.listFile(.itl, on: NodeID(0)))
    let bytes = try ListFileBytes.write(file)
    let text = world.text(of: .itl, on: NodeID(0))
    let stated = try #require(text.firstMatch(of: /Length of ITL file: (\d+)/)?.1)
    let lengths = text.matches(of: /RECORDLENGTH\s+2\s+(\d+)/).compactMap { Int($0.1) }
    let header = try #require(text.firstMatch(of: /HeaderLength:\s*(\d+)/)?.1)
    #expect(Int(stated) == bytes.count)
    #expect(Int(header).map { $0 + lengths.reduce(0, +) } == bytes.count)
    #expect(try ListFileBytes.read(bytes) == file)
  }

  @Test("In 8.x the publisher's list has TVS before CAPF, and no ITLRecovery")
  func oldRelease() throws {
    var world = try Self.world(oneNode("8.5(1)", phones: 1))
    try world.run(until: world.scenario.starts)
    let reading = try ListFileText.parse(world.text(of: .itl, on: NodeID(0)))
    #expect(
      reading.listing.file.records.map(\.function.text) == [
        "System Administrator Security Token", "CCM+TFTP", "TVS", "CAPF",
      ])
  }

  @Test("The serial of a renewed certificate goes up, at the instant that is asked for")
  func serials() throws {
    let text =
      oneNode(phones: 1) + """
        ## Implementation
        22:00  pub>  set cert regen CallManager

        """
    for (clock, serial) in [("21:59", 1), ("22:00", 2)] {
      var world = try Self.world(text)
      let minutes: Int64 = clock == "21:59" ? 14 : 15
      try world.run(until: world.scenario.starts + .minutes(minutes))
      #expect(world.text(of: .itl, on: NodeID(0)).contains("SIM:pub:CallManager:\(serial)\n"))
      #expect(!world.text(of: .itl, on: NodeID(0)).contains("SIM:pub:CallManager:\(3 - serial)\n"))
    }
  }

  @Test("With CSCto60209 no checksum is printed")
  func withoutChecksum() throws {
    let defect = Self.lab.replacingOccurrences(
      of: "starts 2014", with: "defect CSCto60209\nstarts 2014")
    for (text, has) in [(Self.lab, true), (defect, false)] {
      var world = try Self.world(text)
      try world.run(until: world.scenario.starts)
      #expect(world.text(of: .itl, on: NodeID(0)).contains("checksum") == has)
    }
  }

  @Test("Without a CTL show ctl says that there is none; in mixed mode it lists no TVS")
  func ctl() throws {
    var without = try Self.world(Self.lab)
    try without.run(until: without.scenario.starts)
    #expect(without.listFile(.ctl, on: NodeID(0)) == nil)
    #expect(without.text(of: .ctl, on: NodeID(0)).contains("CTL File not found."))
    var mixed = try Self.world(twoNodes(mode: "mixed"))
    try mixed.run(until: mixed.scenario.starts)
    let reading = try ListFileText.parse(mixed.text(of: .ctl, on: NodeID(1)))
    #expect(reading.damages.isEmpty)
    #expect(reading.listing.file.kind == .ctl)
    #expect(!reading.listing.file.records.contains { $0.function.role == .tvs })
    #expect(reading.listing.usedToSign.filter { $0 == true }.count == 1)
  }

  @Test("A run stopped at an instant is that run so far")
  func stopped() throws {
    let whole = try Ran(
      twoNodes() + """
        ## Implementation
        22:00  pub>  set network hostname new-pub
        +5m    GUI:  reset phones

        """)
    let instant = whole.scenario.starts + .minutes(33)
    var part = try Self.world(whole.scenario)
    try part.run(until: instant)
    #expect(part.time == instant)
    #expect(
      part.trace.entries.map(\.line)
        == whole.trace.entries.filter { $0.time <= instant }.map(\.line))
  }

  static func world(_ text: String) throws -> World { try world(scenario(text)) }

  static func world(_ scenario: Scenario) throws -> World {
    World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
  }
}
