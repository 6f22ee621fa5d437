// Characters that a word processor, a browser or a mail program puts in place of those that were
// typed. They look alike, and mean nothing to a reader of commands.

/// A character that stands for a plain one.
import TextFormats

package struct Typography: Sendable {
  /// `a no-break space (U+00A0)`.
  package let name: String
  /// What was meant; empty where nothing was.
  package let plain: String

  /// Nil of a character that is what it looks like.
  package init?(_ scalar: UInt32) {
    let found: (String, String)
    switch scalar {
    case 0xA0: found = ("a no-break space", " ")
    case 0x2007, 0x202F: found = ("a narrow no-break space", " ")
    case 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: found = ("a wide or narrow space", " ")
    case 0xAD: found = ("a soft hyphen", "")
    case 0x200B...0x200F, 0x2060, 0xFEFF: found = ("a character without width", "")
    case 0x2018...0x201B, 0x2032: found = ("a typographic quote", "'")
    case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: found = ("a typographic quote", "\"")
    case 0x2010, 0x2011: found = ("a typographic hyphen", "-")
    case 0x2012...0x2015, 0x2212: found = ("a dash", "-")
    case 0x2026: found = ("an ellipsis", "..")
    default: return nil
    }
    let digits = String(scalar, radix: 16, uppercase: true)
    name =
      "\(found.0) (U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits))"
    plain = found.1
  }

  /// Something that looks like a blank, or like nothing.
  package var isBlank: Bool { plain == " " || plain.isEmpty }

  /// The first such character between two places of a file that are UTF-8.
  package static func first(
    in bytes: [UInt8], _ start: Int, _ end: Int, where isMeant: (Typography) -> Bool = { _ in true }
  ) -> (found: Typography, start: Int, end: Int)? {
    var at = start
    while at < end {
      // All of them begin with one of these bytes.
      guard bytes[at] == 0xC2 || bytes[at] == 0xE2 || bytes[at] == 0xE3 || bytes[at] == 0xEF else {
        at += 1
        continue
      }
      let (length, scalar) = LineSplitter.decode(bytes, at, end)
      if length > 0, let found = Typography(scalar), isMeant(found) {
        return (found, at, at + length)
      }
      at += max(1, length)
    }
    return nil
  }

  /// The first in the part of a statement that is neither in quotes nor comment.
  static func first(
    inStatement bytes: [UInt8], _ start: Int, _ end: Int
  ) -> (found: Typography, start: Int, end: Int)? {
    var at = start
    var from = start
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "#"), at >= start + 2, bytes[at - 1] == 0x20, bytes[at - 2] == 0x20 {
        return first(in: bytes, from, at)
      }
      if byte == UInt8(ascii: "\""),
        let close = bytes[(at + 1)..<end].firstIndex(of: UInt8(ascii: "\""))
      {
        if let found = first(in: bytes, from, at) { return found }
        (at, from) = (close + 1, close + 1)
        continue
      }
      at += 1
    }
    return first(in: bytes, from, end)
  }

  /// What to say of one.
  package static func problem(_ found: (found: Typography, start: Int, end: Int)) -> Problem {
    let (character, start, end) = found
    let plain = character.plain
    let wanted =
      plain.isEmpty ? "nothing in its place" : plain == " " ? "a plain space" : "a plain \(plain)"
    return Problem(
      .typographicCharacter, "\(character.name) stands here, as a word processor writes it", start,
      end, expected: "\(wanted); or quotes around the text, where it is meant",
      suggestion: plain.trimmed.isEmpty ? nil : plain)
  }
}

extension Reading {
  /// The same problem, or what causes it: a character that only looks like the right one.
  func cause(of problem: Problem, on line: Statement) -> Problem {
    guard !problem.code.isLimit else { return problem }
    switch problem.code {
    case .notUTF8, .controlCharacter, .tab, .typographicCharacter: return problem
    default: break
    }
    let bytes = files[Int(line.file)].bytes
    let found =
      tableFiles.contains(Int(line.file))
      ? Typography.first(in: bytes, problem.start, min(problem.end, bytes.count))
      : Typography.first(inStatement: bytes, Int(line.start), Int(line.end))
    guard let found else { return problem }
    // Only a quote can be what ends one.
    if problem.code == .unterminatedQuote, found.found.plain != "\"" { return problem }
    return Typography.problem(found)
  }
}
