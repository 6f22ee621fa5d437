import Testing
import TrustListFiles

@Suite("A stretch of text")
struct TextSpanTests {
  @Test("lasts when the bytes that it was made of are changed, or gone")
  func lasts() {
    var bytes = Array("admin:show itl".utf8)
    let text = TextSpan(bytes).dropping(6)
    for place in bytes.indices { bytes[place] = 0 }
    bytes = []
    #expect(text.string == "show itl")
  }

  @Test("ends where it ends, whatever is held behind it")
  func ends() {
    let text = "admin:show itl".span.part(6, 10)
    #expect(text.string == "show")
    #expect(!text.matches("show itl", at: 0))
    #expect(!text.matches("admin", at: -6))
    #expect(text.place(of: "itl") == nil)
    #expect(text.place(of: 0x20) == nil)
    #expect(text.hasSuffix("ow"))
    #expect(!"w".span.hasSuffix("ow"))
    #expect(text == "show")
  }

  @Test("finds bytes and words at each distance from its beginning, and none that is not there")
  func finds() {
    for length in 0..<40 {
      let blanks = String(repeating: " ", count: length)
      let text = ("xx" + blanks + "ab" + blanks).span.part(2, 4 + 2 * length)
      #expect(text.place(of: UInt8(ascii: "a")) == length)
      #expect(text.place(of: UInt8(ascii: "b"), from: length) == length + 1)
      #expect(text.place(of: UInt8(ascii: "a"), from: length + 1) == nil)
      #expect(text.place(of: UInt8(ascii: "x")) == nil)
      #expect(text.place(of: "ab") == length)
      #expect(text.place(of: "ba") == nil)
      #expect(text.trimmed == "ab")
      #expect(text.isEqual((blanks + "ab" + blanks).span))
      #expect(!text.isEqual((blanks + "aB" + blanks).span))
      #expect(text.fingerprint == (blanks + "ab" + blanks).span.fingerprint)
    }
  }

  @Test("takes a part within itself from any two places")
  func parts() {
    let text = "0123456789".span.part(2, 8)
    let places = [Int.min, -1, 0, 3, 6, 7, Int.max]
    for from in places {
      for to in places {
        let first = min(max(from, 0), 6)
        let wanted = "234567".utf8.dropFirst(first).prefix(max(0, min(max(to, 0), 6) - first))
        #expect(text.part(from, to).string == String(Substring(wanted)), "\(from) to \(to)")
      }
    }
  }

  @Test("leaves out what it is told to, and never more than it has")
  func leavesOut() {
    var text = "x  1 CCM \t y".span.part(1, 11)
    text.trim()
    #expect(text == "1 CCM")
    text.drop(1)
    text.trim()
    #expect(text == "CCM")
    text.drop(-1)
    #expect(text == "CCM")
    text.drop(4)
    #expect(text.isEmpty)
    text.trim()
    #expect(text.isEmpty)
  }

  @Test("gives its words one after the other, and is left alone where there is none")
  func words() {
    var text = " utils/service\tlist ".span
    #expect(text.nextWord(separator: UInt8(ascii: "/"))?.string == "utils")
    #expect(text.nextWord()?.string == "/service")
    #expect(text.nextWord()?.string == "list")
    #expect(text.nextWord() == nil)
    #expect(text.string == " ")
  }
}
