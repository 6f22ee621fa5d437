import ClusterModel
import TrustListFiles

/// What a fact is about: of two facts about the same, the first counts.
enum FactKey: Hashable {
  case member(ClusterFacts.Member)
  case serverName(String)
  case service(ClusterFacts.ServiceRow, stretch: Int)
  case group(String, server: String)
  case parameter(String)
  case database(server: Int, CertificateUnit)
  case disk(subject: String, CertificateUnit, stretch: Int)
  case phones(pool: Int, group: Int, model: Int, security: Int)
  case lastKnown(String)
  // Large, and rare: the others are not to be moved about as large as it.
  indirect case list(ClusterFacts.List, stretch: Int)
  case held(String)
  case status(String)
  case bulk(String)
}

/// Texts that a long table repeats, each kept once and known by a number.
struct TextNames {
  private var texts: [String] = []
  /// The bytes of all texts as they were read, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var numbers: [UInt64: [Int]] = [:]

  /// The number of a text.
  mutating func number(of span: TextSpan) -> Int {
    let print = span.fingerprint
    for number in numbers[print] ?? [] where holds(span, at: number) { return number }
    texts.append(span.string)
    bytes.append(contentsOf: span.bytes)
    ends.append(bytes.count)
    numbers[print, default: []].append(texts.count - 1)
    return texts.count - 1
  }

  private func holds(_ span: TextSpan, at number: Int) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    return span.look { $0.isEqual(bytes.span.extracting(start..<ends[number])) }
  }

  /// The text of this number.
  subscript(number: Int) -> String { texts[number] }
}
