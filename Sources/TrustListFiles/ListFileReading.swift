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
    /// A line says that others were left out: `[...]`.
    case linesLeftOut
    /// Lines of a record were left out, so that it is not read.
    case recordCut(record: Int)
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
