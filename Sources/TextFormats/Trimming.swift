extension StringProtocol {
  /// Without blanks and tabs at both ends.
  package var trimmed: String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let all = Substring(self)
    guard let first = all.utf8.firstIndex(where: { !isBlank($0) }),
      let last = all.utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(all[first...last])
  }

  /// Without blanks and tabs at the end.
  package var trimmedEnd: String {
    let all = Substring(self)
    let end = all.utf8.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return end.map { String(all[...$0]) } ?? ""
  }

  /// What stands behind this beginning, without blanks around it; nil without the beginning.
  package func text(after beginning: String) -> String? {
    hasPrefix(beginning) ? dropFirst(beginning.count).trimmed : nil
  }
}
