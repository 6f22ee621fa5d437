import FuzzProperties
import Testing

@Suite("A sound log that is cut")
struct CutLogTests {
  @Test("is imported or refused, and what is made of it can be read")
  func cuts() throws {
    let log = Array(try SessionLog().text.utf8)
    for end in stride(from: 0, to: log.count, by: max(1, log.count / 150)) {
      try ImportProperty.check(Array(log[..<end]))
    }
  }
}
