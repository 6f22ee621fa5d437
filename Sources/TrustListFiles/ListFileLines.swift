import ClusterModel

/// The rows of one part of a listing: the header (number 0) or a record.
struct ListFilePart {
  /// A row, whose value lies among the bytes that the lines keep.
  struct Row {
    var tag: UInt8
    var length: Int
    /// The value, and behind a line feed each line on which it goes on.
    var start: Int
    var end: Int
    var line: Int
  }
  var number: Int
  /// The number that the listing gives it.
  var statedNumber: Int
  var line: Int
  var rows: [Row] = []
  var usedToSign: Bool?
  /// Lines of it were left out of the text, or may have been.
  var isCut = false

  func row(_ tag: UInt8) -> Row? { rows.first { $0.tag == tag } }

  /// The usual spelling of a row's tag.
  func name(_ row: Row) -> String {
    ListFileSpelling.all(Int(row.tag), isHeader: number == 0).map { "\($0[0])" } ?? ""
  }
}

/// The lines of a listing sorted into parts, before their contents are looked at.
///
/// Lines are handed over one after the other; only the values of rows are kept.
package struct ListFileLines {
  typealias Problem = ListFileTextError.Problem

  var kind: TrustList.Kind?
  var isSimulated = false
  var md5: String?
  var sha1: String?
  var hasNoChecksums = false
  var fileLength: (value: Int, line: Int)?
  var lastModified: String?
  var version: String?
  var headerLength: (value: Int, line: Int)?
  var parts: [ListFilePart] = [ListFilePart(number: 0, statedNumber: 0, line: 1)]
  var verification: ListFileListing.Verification = .unstated
  var lastLine = 0
  /// Lines that say that others were left out: `[...]`.
  private(set) var cuts: [Int] = []
  /// Rows are passed over: nothing says which record they belong to.
  private var isPassingOver = false
  /// Values of rows.
  private(set) var kept: [UInt8] = []

  package init() {}

  /// The last sentence of a listing was read; what follows is none of it.
  package var isComplete: Bool { verification != .unstated }

  /// The value of a row.
  func withValue<Value, Failure: Error>(
    _ row: ListFilePart.Row, _ look: (TextSpan) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try look(TextSpan(kept).part(row.start, row.end))
  }

  /// Takes the next line, without its end.
  package mutating func take(_ line: TextSpan) throws(ListFileTextError) {
    lastLine += 1
    guard !isComplete else { return }
    guard !isSimulated, !line.allSatisfy({ !Self.isMark($0) }) else {
      return try sort(Self.withoutPrompt(line))
    }
    try sort(Self.withoutPrompt(TextSpan(Self.withoutMarks(line))))
  }

  // MARK: Copies of documents

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "`")
  }

  /// The line without the marks that copies of documents leave in it.
  private static func withoutMarks(_ line: TextSpan) -> [UInt8] {
    var plain: [UInt8] = []
    var at = 0
    while at < line.count {
      if line.matches("**", at: at) {
        at += 2
      } else {
        if !line.matches("\\_", at: at) { plain.append(line[at]) }
        at += 1
      }
    }
    return plain.starts(with: "```".utf8) ? [] : plain
  }

  private static func withoutPrompt(_ line: TextSpan) -> TextSpan {
    var text = line
    if text.hasPrefix("admin:") { text.drop("admin:".utf8.count) }
    text.trim()
    return text
  }

  // MARK: Sentences

  private mutating func sort(_ text: TextSpan) throws(ListFileTextError) {
    if Self.isRuler(text) || text.hasPrefix("BYTEPOS") { return }
    if try takeSentence(text) { return }
    guard kind != nil else {
      if text == "SIMULATED" { isSimulated = true }
      return
    }
    if Self.isCutMark(text) {
      cuts.append(lastLine)
      isPassingOver = true
      parts[parts.count - 1].isCut = true
      return
    }
    if isPassingOver { return }
    if try takeRow(text) { return }
    guard let row = parts.last?.rows.last, goesOn(text, row) else {
      throw error(.unrecognised(text.string))
    }
    kept.append(0x0A)
    keep(text)
    let (part, place) = (parts.count - 1, (parts.last?.rows.count ?? 1) - 1)
    parts[part].rows[place].end = kept.count
  }

  /// Keeps a value, with spaces for tabulators.
  private mutating func keep(_ text: TextSpan) {
    if kept.isEmpty { kept.reserveCapacity(8_192) }
    if text.place(of: 0x09) == nil {
      kept.append(contentsOf: text.bytes)
    } else {
      kept.append(contentsOf: text.bytes.lazy.map { $0 == 0x09 ? 0x20 : $0 })
    }
  }

  /// What somebody who made an excerpt puts in the place of lines: three dots or words for it,
  /// alone or in brackets.
  private static func isCutMark(_ text: TextSpan) -> Bool {
    let inner = text.bytes.filter { !"[](){}<>- ".utf8.contains($0) }
    guard inner.count <= 24 else { return false }
    let word = String(decoding: inner, as: UTF8.self).lowercased()
    return [
      "...", "....", ".....", "\u{2026}", "snip", "snipped", "cut", "omitted", "outputomitted",
      "linesomitted", "truncated", "outputtruncated", "moreoutput",
    ].contains(word)
  }

  private static func isRuler(_ text: TextSpan) -> Bool {
    text.allSatisfy { $0 == UInt8(ascii: "-") || TextSpan.isBlank($0) }
  }

  /// What a sentence says behind these words, the kind of list, and those words.
  private mutating func said(_ text: TextSpan, _ before: StaticString, _ after: StaticString)
    -> TextSpan?
  {
    guard text.hasPrefix(before) else { return nil }
    let rest = text.dropping(before.utf8CodeUnitCount)
    let found: TrustList.Kind
    if rest.hasPrefix("ITL") {
      found = .itl
    } else if rest.hasPrefix("CTL") {
      found = .ctl
    } else {
      return nil
    }
    guard kind == nil || kind == found, rest.matches(after, at: 3) else { return nil }
    kind = found
    return rest.dropping(3 + after.utf8CodeUnitCount).trimmed
  }

  private mutating func takeSentence(_ text: TextSpan) throws(ListFileTextError) -> Bool {
    let before = kind
    let isTaken: Bool
    switch text.first {
    case UInt8(ascii: "T"): isTaken = try takeThe(text)
    case UInt8(ascii: "P"): isTaken = said(text, "Parse ", " File")?.isEmpty ?? false
    case UInt8(ascii: "L"):
      if let rest = said(text, "Length of ", " file:") {
        fileLength = (try number(rest), lastLine)
        return true
      }
      isTaken = false
    case UInt8(ascii: "V"):
      if said(text, "Verification of the ", " file failed.") != nil {
        verification = .failed
        return true
      }
      isTaken = false
    case UInt8(ascii: "I"), UInt8(ascii: "C"):
      if let rest = said(text, "", " Record #:") {
        let stated = try number(rest)
        // Between an excerpt's records others may have stood.
        let isExcerpt = !cuts.isEmpty && stated >= parts.count
        let number = isExcerpt ? stated : (parts.last?.number ?? 0) + 1
        parts.append(ListFilePart(number: number, statedNumber: stated, line: lastLine))
        isPassingOver = false
        return true
      }
      isTaken = false
    default: isTaken = false
    }
    if isTaken { return true }
    kind = before
    return try takeHeading(text)
  }

  private mutating func takeThe(_ text: TextSpan) throws(ListFileTextError) -> Bool {
    if let rest = said(text, "The checksum value of the ", " file:") { return rest.isEmpty }
    if let rest = said(text, "The ", " File was last modified on ") {
      lastModified =
        rest.part(0, rest.last == UInt8(ascii: "<") ? rest.count - 1 : rest.count)
        .string
      return true
    }
    if let rest = said(text, "The ", " file was verified successfully.") {
      guard rest.isEmpty else { return false }
      verification = .verified
      return true
    }
    let wasUsed = said(text, "This etoken was used to sign the ", " file.")
    guard let rest = wasUsed ?? said(text, "This etoken was not used to sign the ", " file."),
      rest.isEmpty
    else { return false }
    guard parts.count > 1 else { throw error(.unrecognised(text.string)) }
    parts[parts.count - 1].usedToSign = wasUsed != nil
    return true
  }

  private mutating func takeHeading(_ text: TextSpan) throws(ListFileTextError) -> Bool {
    guard kind != nil, parts.count == 1 else { return false }
    if text.hasSuffix("(MD5)") {
      md5 = text.part(0, text.count - 5).string
    } else if text.hasSuffix("(SHA1)") {
      sha1 = text.part(0, text.count - 6).string
    } else if text == "(not simulated)" {
      hasNoChecksums = true
    } else if let rest = text.after("Version:") {
      version = rest.string
    } else if var rest = text.after("HeaderLength:") {
      headerLength = (try number(rest.nextWord() ?? rest), lastLine)
    } else {
      // What an author wrote in place of the signature.
      return text == "Signature omitted for brevity"
    }
    return true
  }

  // MARK: Rows

  /// Takes a row: number, name, length and value.
  private mutating func takeRow(_ text: TextSpan) throws(ListFileTextError) -> Bool {
    var digits = 0
    var tag = 0
    while digits < min(text.count, 4), let digit = TextSpan.digit(text[digits]), digit < 10 {
      tag = tag * 10 + Int(digit)
      digits += 1
    }
    guard (1...3).contains(digits), digits < text.count, TextSpan.isBlank(text[digits]) else {
      return false
    }
    var rest = text
    rest.drop(digits)
    rest.trim()
    guard rest.count >= 4, (0..<4).allSatisfy({ (0x41...0x5A).contains(rest[$0]) }) else {
      return false
    }
    guard tag <= 255, let names = ListFileSpelling.all(tag, isHeader: parts.count == 1),
      let spelling = names.first(where: { name in
        let length = name.utf8CodeUnitCount
        return rest.hasPrefix(name) && rest.count > length && TextSpan.isBlank(rest[length])
      })
    else { throw error(.unknownTag(rest.string)) }
    let part = parts.count - 1
    guard parts[part].row(UInt8(tag)) == nil else { throw error(.repeatedTag("\(names[0])")) }
    rest.drop(spelling.utf8CodeUnitCount)
    guard let length = rest.nextWord() else { throw error(.notANumber("")) }
    let start = kept.count
    rest.trim()
    keep(rest)
    parts[part].rows.append(
      ListFilePart.Row(
        tag: UInt8(tag), length: try number(length), start: start, end: kept.count,
        line: lastLine))
    return true
  }

  /// Whether the line carries on the value of the row above it.
  private func goesOn(_ text: TextSpan, _ row: ListFilePart.Row) -> Bool {
    guard let part = parts.last else { return false }
    if part.number == 0 {
      switch TrustListLayout.HeaderTag(rawValue: row.tag) {
      case .signature: return ListFileText.isHexadecimal(text)
      case .signerName, .authorityName, .serialNumber: return true
      default: return false
      }
    }
    switch TrustListLayout.RecordTag(rawValue: row.tag) {
    case .dnsName, .subjectName, .issuerName, .serialNumber, .certificate, .certificateHash:
      return true
    default: return false
    }
  }

  private func number(_ digits: TextSpan) throws(ListFileTextError) -> Int {
    // Longer than any file; sums of such numbers cannot overflow.
    guard let value = digits.number, (0...99_999_999).contains(value) else {
      throw error(.notANumber(digits.string))
    }
    return value
  }

  private func error(_ problem: Problem) -> ListFileTextError {
    ListFileTextError(line: lastLine, problem: problem)
  }
}
