package import ClusterModel
package import VirtualTime

/// What `show itl` or `show ctl` says: the file, and what the command prints around it.
package struct ListFileListing: Hashable, Sendable {
  /// The two lines of checksums; old releases print none.
  package enum Checksums: Hashable, Sendable {
    case none, notSimulated
    case shown(md5: String, sha1: String)
  }
  /// The last sentence.
  package enum Verification: Hashable, Sendable {
    case verified, failed
    /// The listing ends before it.
    case unstated
  }

  package var file: ListFile
  /// Made by the simulator, which heads its text with a line that says so.
  package var isSimulated: Bool
  package var checksums: Checksums
  /// As printed: `Wed Feb 26 10:24:27 PST 2014`.
  package var lastModified: String?
  /// For each record, whether a sentence says that it was used to sign the file; nil: no sentence.
  package var usedToSign: [Bool?]
  package var verification: Verification
  /// Lines were left out of the text: a record that is not here may be in the file.
  package var isExcerpt: Bool

  package init(
    file: ListFile, isSimulated: Bool, checksums: Checksums, lastModified: String?,
    usedToSign: [Bool?], verification: Verification, isExcerpt: Bool = false
  ) {
    self.file = file
    self.isSimulated = isSimulated
    self.checksums = checksums
    self.lastModified = lastModified
    self.usedToSign = usedToSign
    self.verification = verification
    self.isExcerpt = isExcerpt
  }

  /// The listing of a file as the product would print it: a sentence behind each security token.
  package init(
    of file: ListFile, isSimulated: Bool, isUnverifiable: Bool = false,
    checksums: Checksums = .none, lastModified: String? = nil
  ) {
    self.init(
      file: file, isSimulated: isSimulated, checksums: checksums, lastModified: lastModified,
      usedToSign: file.records.map {
        $0.function == .sast ? file.isSigner($0) && !isUnverifiable : nil
      },
      verification: isUnverifiable ? .failed : .verified)
  }

  /// The listing of a simulated list.
  ///
  /// - Parameters:
  ///   - nodes: every node of the estate, at the place of its number.
  ///   - modified: when the file was written.
  package init(
    _ list: TrustList, _ book: CertificateBook, nodes: [ListedNode], modified: Instant
  ) {
    self.init(
      of: ListFile(list, book, nodes: nodes, modified: modified), isSimulated: true,
      isUnverifiable: list.isUnverifiable, checksums: .notSimulated,
      lastModified: Self.date(modified))
  }

  /// The product's way to write a date, without the time zone that this clock does not have.
  private static func date(_ instant: Instant) -> String {
    let civil = CivilTime(instant)
    let days = (instant.startOfDay.microseconds / 86_400_000_000) % 7
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(days < 0 ? days + 7 : days)]
    let month = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][civil.month - 1]
    let pair = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let clock = [civil.hour, civil.minute, civil.second].map(pair).joined(separator: ":")
    return "\(weekday) \(month) \(pair(civil.day)) \(clock) \(civil.year)"
  }
}
