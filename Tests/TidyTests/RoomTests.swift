import TestSupport
import Testing

@Suite("Where memory may be unsafe") struct RoomTests {
  @Test("Memory is unsafe in its rooms only, and no large value is yielded")
  func rooms() {
    expectNone(SwiftSource.all.flatMap { Rooms.findings(in: $0) })
  }

  @Test(
    "Each room is one: it says so above its code, and has something unsafe", arguments: Room.all)
  func isRoom(_ room: Room) throws {
    let source = try #require(
      SwiftSource.all.first { $0.path == room.path }, "there is no such file")
    #expect(source.comments.first?.text == Room.heading)
    #expect(source.tokens.indices.contains { Rooms.isUnsafe(source, $0) })
    #expect(room.reason.count > 5)
  }

  @Test("No path is in the list twice, and the list stays short")
  func list() {
    #expect(Set(Room.all.map(\.path)).count == Room.all.count)
    #expect(Room.all.count <= 22)
  }

  @Test("Every target is built with strict memory safety, and without the faulty phase")
  func settings() throws {
    let manifest = try Repository.text("Package.swift")
    #expect(manifest.contains("    .strictMemorySafety(),\n"))
    #expect(manifest.contains("\"-disable-large-loadable-types-reg2mem\""))
    // All targets but the one that is C.
    let count = { (word: String) in manifest.split(separator: word).count - 1 }
    #expect(count("arget(") == count("swiftSettings: settings") + 1)
  }

  // What follows shows that each check can fail.

  @Test(
    "What is unsafe is found outside its rooms, and not inside",
    arguments: [
      ("let a = unsafe b", true), ("func f(_ a: UnsafePointer<Int>) {}", true),
      ("nonisolated(unsafe) var a = 1", true), ("unowned(unsafe) let a: B", true),
      ("a.withUnsafeBytes { $0.count }", true), ("@unsafe func f() {}", true),
      ("@safe struct A {}", true), ("final class A: @unchecked Sendable {}", true),
      ("let a = span[unchecked: 1]", true), ("let a = Unmanaged.passRetained(b)", true),
      ("withExtendedLifetime(a) { a.b }", true),
      ("[UInt8](unsafeUninitializedCapacity: 8) {", true),
      ("let a = safe(b)", false), ("let a = \"unsafe\"  // unsafe", false),
      ("let isUnsafe = true", false),
    ])
  func finds(_ text: String, _ isFound: Bool) {
    let source = SwiftSource(path: "Sources/ScenarioLanguage/x.swift", text: "let a = 1\n" + text)
    let findings = Rooms.findings(in: source)
    #expect(findings.isEmpty == !isFound)
    #expect(findings.allSatisfy { $0.line == 2 })
    #expect(Rooms.findings(in: source, rooms: [source.path]).isEmpty)
  }

  @Test(
    "What a coroutine yields is found, whatever the file, but for what is named",
    arguments: [
      ("x", "var a: B { _read { yield b } }", true), ("x", "var a: B { read { yield b } }", true),
      ("x", "var a: B { _modify { yield &b } }", true),
      ("x", "var a: B { yielding borrow { yield b } }", true),
      ("x", "try read(b)", false), ("x", "let modify = 1", false),
      ("ClusterModel/Servers", "var a: B { _read { yield b } }", true),
      ("ClusterModel/Servers", "var a: B { _modify { yield &b } }", true),
      ("ClusterModel/Servers", "var a: B { @inline(__always) _modify { yield &b } }", false),
      ("VirtualTime/Chunks", "var a: B { unsafeAddress { b } }", true),
      ("VirtualTime/PlainMemory", "var a: B { unsafeAddress { b } }", false),
      ("ClusterSimulation/Phone/Rows", "var a: B { _modify { yield &b } }", true),
      ("x", "  servers[node].published?.itl = list", true),
      ("x", "  world.servers[a].disk?.b.c += 1", true),
      ("x", "  servers.nodes[node.index].published?.itl = list", false),
      ("x", "  let list = servers[node].published?.itl", false),
    ])
  func findsCoroutines(_ file: String, _ text: String, _ isFound: Bool) {
    let source = SwiftSource(path: "Sources/\(file).swift", text: text)
    let findings = Rooms.findings(in: source, rooms: [source.path])
    #expect(findings.isEmpty == !isFound)
  }

  @Test(
    "A row that is kept is found",
    arguments: [
      ("private var row: RowToChange<PhoneRow>", true),
      ("let rows: [RowToRead<PhoneRow>] = []", true),
      ("let row: Optional<RowToRead<PhoneRow>>", true),
      ("func f(_ facts: RowToRead<KindFacts>) -> RowToRead<Judged> {", false),
    ])
  func findsKeptRows(_ text: String, _ isFound: Bool) {
    let source = SwiftSource(path: "Sources/ClusterSimulation/x.swift", text: text)
    #expect(Rooms.findings(in: source).isEmpty == !isFound)
  }
}
