import ClusterModel

/// Why a text is no listing that can be read, and where.
package struct ListFileTextError: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    /// Nothing in the text says that it is an ITL or a CTL.
    case notAListing
    /// A line that no listing has.
    case unrecognised(String)
    /// A row whose name is not known, or does not belong to its number or its part of the listing.
    case unknownTag(String)
    case repeatedTag(String)
    /// A part of the listing lacks this row; record 0 is the header.
    case missingTag(String, record: Int)
    /// A number that is none, or too large for the file.
    case notANumber(String)
    case notHexadecimal(String)
    case unknownFunction(String)
    /// A record has both a certificate and a hash, or neither.
    case noSingleProof(record: Int)
  }
  /// Counted from 1.
  package var line: Int
  package var problem: Problem
  package init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }
}

/// Something in a readable listing that cannot have stood there so: text was lost or changed.
package struct ListFileDamage: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The listing does not say how long the file is.
    case noFileLength
    /// Header and records do not add up to the length of the file.
    case fileLength(stated: Int, sum: Int)
    case headerLength(stated: Int, sum: Int)
    /// The fields of a record do not add up to its length.
    case recordLength(record: Int, stated: Int, sum: Int)
    /// A field does not show as many bytes as it has; record 0 is the header.
    case contents(String, record: Int, stated: Int, shown: Int)
    /// A number that follows from the layout is another.
    case fixedNumber(String, record: Int, stated: Int, expected: Int)
    /// A record is numbered otherwise than its place says: one was lost or moved.
    case recordNumber(stated: Int, expected: Int)
    /// The sentence behind a record contradicts the header.
    case usedToSign(record: Int, stated: Bool)
    /// The header ends before its signature, whose length was inferred from the header's.
    case signatureOmitted(inferred: Int)
    /// The last sentence is missing: the text may be cut off.
    case noVerification
  }
  /// Counted from 1.
  package var line: Int
  package var kind: Kind
  package init(line: Int, kind: Kind) {
    self.line = line
    self.kind = kind
  }
}

/// A listing as it was read, and what is wrong with it.
package struct ListFileReading: Hashable, Sendable {
  package var listing: ListFileListing
  package var damages: [ListFileDamage]
}

/// The rows of one part of a listing: the header (number 0) or a record.
struct ListFilePart {
  struct Row {
    var tag: UInt8
    /// As the product spells it.
    var name: String
    var length: Int
    /// The value, and the lines on which it goes on.
    var value: [String]
    var line: Int
  }
  var number: Int
  /// The number that the listing gives it.
  var statedNumber: Int
  var line: Int
  var rows: [Row] = []
  var usedToSign: Bool?

  func row(_ tag: UInt8) -> Row? { rows.first { $0.tag == tag } }
}

/// The lines of a listing sorted into parts, before their contents are looked at.
struct ListFileLines {
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

  /// Sorts the lines of a text.
  init(_ text: String) throws(ListFileTextError) {
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      lastLine += 1
      guard verification == .unstated else { continue }
      try take(clean(line))
    }
  }

  /// The line without the marks that terminals and copies of documents leave in it.
  private func clean(_ line: Substring) -> String {
    var text = String(line)
    if text.utf8.contains(UInt8(ascii: "\t")) { text = text.replacing("\t", with: " ") }
    if !isSimulated, text.utf8.contains(where: Self.isMark) {
      text = text.replacing("**", with: "").replacing("\\_", with: "_")
      if text.hasPrefix("```") { text = "" }
    }
    if text.hasPrefix("admin:") { text = String(text.dropFirst("admin:".count)) }
    return Self.trimmed(text[...])
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "`")
  }

  static func trimmed(_ text: Substring) -> String {
    let rest = text.drop { $0 == " " }
    return String(
      rest[
        ..<(rest.lastIndex { $0 != " " }.map { rest.index(after: $0) }
          ?? rest.startIndex)])
  }

  private mutating func take(_ text: String) throws(ListFileTextError) {
    if text.allSatisfy({ $0 == "-" || $0 == " " }) || text.hasPrefix("BYTEPOS") { return }
    if try takeSentence(text) { return }
    guard kind != nil else {
      if text == ListFileText.simulatedHeading { isSimulated = true }
      return
    }
    if try takeRow(text) { return }
    guard goesOn(text) else { throw error(.unrecognised(text)) }
    let part = parts.count - 1
    parts[part].rows[parts[part].rows.count - 1].value.append(text)
  }

  private mutating func takeSentence(_ text: String) throws(ListFileTextError) -> Bool {
    for kind in [TrustList.Kind.itl, .ctl] where self.kind == nil || self.kind == kind {
      let name = kind.rawValue
      if text == "The checksum value of the \(name) file:" || text == "Parse \(name) File" {
        self.kind = kind
        return true
      }
      if let rest = text.after("Length of \(name) file:") {
        self.kind = kind
        fileLength = (try number(rest), lastLine)
        return true
      }
      if let rest = text.after("The \(name) File was last modified on ") {
        self.kind = kind
        lastModified = rest.hasSuffix("<") ? String(rest.dropLast()) : rest
        return true
      }
      if let rest = text.after("\(name) Record #:") {
        self.kind = kind
        let stated = try number(rest)
        parts.append(
          ListFilePart(number: parts.count, statedNumber: stated, line: lastLine))
        return true
      }
      if text == "This etoken was used to sign the \(name) file."
        || text == "This etoken was not used to sign the \(name) file."
      {
        guard parts.count > 1 else { throw error(.unrecognised(text)) }
        parts[parts.count - 1].usedToSign = !text.contains("was not used")
        return true
      }
      if text == "The \(name) file was verified successfully." {
        verification = .verified
        return true
      }
      if text.hasPrefix("Verification of the \(name) file failed.") {
        verification = .failed
        return true
      }
    }
    return try takeHeading(text)
  }

  private mutating func takeHeading(_ text: String) throws(ListFileTextError) -> Bool {
    guard kind != nil, parts.count == 1 else { return false }
    if text.hasSuffix("(MD5)") {
      md5 = String(text.dropLast("(MD5)".count))
    } else if text.hasSuffix("(SHA1)") {
      sha1 = String(text.dropLast("(SHA1)".count))
    } else if text == "(not simulated)" {
      hasNoChecksums = true
    } else if let rest = text.after("Version:") {
      version = rest
    } else if let rest = text.after("HeaderLength:") {
      headerLength = (try number(rest.prefix { $0 != " " }), lastLine)
    } else {
      // What an author wrote in place of the signature.
      return text == "Signature omitted for brevity"
    }
    return true
  }

  /// Takes a row: number, name, length and value.
  private mutating func takeRow(_ text: String) throws(ListFileTextError) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text[digits.endIndex...].drop { $0 == " " }
    guard (1...3).contains(digits.count), rest.startIndex > digits.endIndex,
      rest.prefix(4).filter(\.isASCIIUppercase).count == 4
    else { return false }
    let isHeader = parts.count == 1
    guard let tag = UInt8(digits), let names = Self.spellings(tag, isHeader: isHeader),
      let spelling = names.first(where: { rest.hasPrefix($0 + " ") })
    else { throw error(.unknownTag(Self.trimmed(rest))) }
    let part = parts.count - 1
    guard parts[part].row(tag) == nil else { throw error(.repeatedTag(names[0])) }
    let values = rest.dropFirst(spelling.count).drop { $0 == " " }
    let length = values.prefix { $0 != " " }
    let value = Self.trimmed(values[length.endIndex...])
    parts[part].rows.append(
      ListFilePart.Row(
        tag: tag, name: names[0], length: try number(length), value: [value], line: lastLine))
    return true
  }

  private static func spellings(_ tag: UInt8, isHeader: Bool) -> [String]? {
    isHeader
      ? TrustListLayout.HeaderTag(rawValue: tag).map(ListFileSpelling.of)
      : TrustListLayout.RecordTag(rawValue: tag).map(ListFileSpelling.of)
  }

  /// Whether the line carries on the value of the row above it.
  private func goesOn(_ text: String) -> Bool {
    guard let part = parts.last, let row = part.rows.last else { return false }
    if part.number == 0 {
      switch TrustListLayout.HeaderTag(rawValue: row.tag) {
      case .signature: return ListFileText.bytes(text, separator: " ") != nil
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

  private func number(_ text: some StringProtocol) throws(ListFileTextError) -> Int {
    let digits = Self.trimmed(Substring(text))
    // Longer than any file; sums of such numbers cannot overflow.
    guard let value = Int(digits), (0...99_999_999).contains(value) else {
      throw error(.notANumber(digits))
    }
    return value
  }

  private func error(_ problem: ListFileTextError.Problem) -> ListFileTextError {
    ListFileTextError(line: lastLine, problem: problem)
  }
}

extension String {
  /// What stands behind this beginning, without the blanks around it.
  fileprivate func after(_ beginning: String) -> String? {
    hasPrefix(beginning) ? ListFileLines.trimmed(dropFirst(beginning.count)) : nil
  }
}

extension Character {
  fileprivate var isASCIIUppercase: Bool { isASCII && isUppercase }
}
