import ClusterModel
import TestSupport
import Testing
import TrustListFiles

@Suite("Damaged trust list files")
struct DamagedFileTests {
  @Test("A file cut off anywhere but between records is refused")
  func everyTruncation() throws {
    let file = GeneratedList.firstITL.file
    let bytes = try ListFileBytes.write(file)
    var boundaries = [file.header.byteCount]
    for record in file.records {
      boundaries.append(boundaries[boundaries.count - 1] + record.byteCount)
    }
    for length in 0..<bytes.count {
      do {
        let cut = try ListFileBytes.read(Array(bytes.prefix(length)))
        #expect(boundaries.contains(length), "\(length)")
        #expect(cut.records.count < file.records.count)
      } catch {
        #expect((0...length).contains(error.offset))
        #expect(!boundaries.contains(length), "\(length): \(error)")
      }
    }
  }

  @Test("Thousands of changed files are refused with a place, or read as what they now say")
  func changedBytes() throws {
    var dice = Dice(seed: 11)
    var (refused, read) = (0, 0)
    for seed in 0..<60 {
      let bytes = try ListFileBytes.write(GeneratedList(seed: UInt64(seed)).file)
      for _ in 0..<100 {
        var copy = bytes
        for _ in 0...dice.below(3) { change(&copy, &dice) }
        do {
          let file = try ListFileBytes.read(copy)
          read += 1
          #expect(file.byteCount == copy.count)
          #expect(try ListFileBytes.read(ListFileBytes.write(file)) == file)
        } catch let error as ListFileReadError {
          refused += 1
          #expect((0...copy.count).contains(error.offset))
        }
      }
    }
    #expect(refused > 1_000 && read > 1_000, "\(refused) refused, \(read) read")
  }

  @Test("Thousands of changed listings are refused with a line, told damaged, or read")
  func changedText() throws {
    var dice = Dice(seed: 12)
    var (refused, damaged, sound) = (0, 0, 0)
    for seed in 0..<40 {
      let text = ListFileText.render(GeneratedList(seed: UInt64(seed)).listing)
      for _ in 0..<75 {
        let copy = changed(text, &dice)
        do {
          let reading = try ListFileText.parse(copy)
          if reading.damages.isEmpty { sound += 1 } else { damaged += 1 }
          let again = try ListFileText.parse(ListFileText.render(reading.listing))
          #expect(again.listing.file.header.byteCount == reading.listing.file.header.byteCount)
          if reading.damages.isEmpty { #expect(again.listing == reading.listing) }
        } catch {
          refused += 1
          #expect((1...copy.count { $0.isNewline } + 1).contains(error.line))
        }
      }
    }
    #expect(
      refused > 500 && damaged > 300 && sound > 100,
      "\(refused) refused, \(damaged) damaged, \(sound) sound")
  }

  private func change(_ bytes: inout [UInt8], _ dice: inout Dice) {
    guard !bytes.isEmpty else { return }
    // Half of the changes hit the first hundred bytes, where the structure is dense.
    let place = dice.below(dice.below(2) == 0 ? min(100, bytes.count) : bytes.count)
    switch dice.below(8) {
    case 0: bytes.removeLast(bytes.count - place)
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(UInt8(dice.below(256)), at: place)
    case 3: bytes[place] = UInt8(dice.below(32))
    default: bytes[place] ^= 1 << UInt8(dice.below(8))
    }
  }

  private func changed(_ text: String, _ dice: inout Dice) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let place = dice.below(lines.count)
    switch dice.below(6) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines.swapAt(place, dice.below(lines.count))
    case 3: lines.removeLast(lines.count - place - 1)
    default:
      guard !lines[place].isEmpty else { break }
      let column = dice.below(lines[place].count)
      lines[place][column] = dice.pick(Array("0123456789ABC:;#-*\\ \t\rxÄ"))
    }
    return lines.map { String($0) }.joined(separator: "\n")
  }
}
