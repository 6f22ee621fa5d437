import ClusterModel

/// Which cohort the phones of each thousand or so are of, where they are all of one.
///
/// Phones stand in the order of the file, mostly thousands of a cohort in a row; what concerns one
/// cluster of many then looks at its own phones, and not at everybody's.
struct PhoneBlocks: Sendable {
  /// Phones a block.
  static let size = 1_024
  /// The cohort of all its phones; `mixed` where they are of several, or may be.
  private(set) var cohorts: [UInt32] = []
  static let mixed = UInt32.max
  private var count = 0

  /// Adds so many phones behind those there are.
  mutating func append(cohort: UInt32, count added: Int) {
    guard added > 0 else { return }
    let first = count / Self.size
    count += added
    let last = (count - 1) / Self.size
    if first < cohorts.count, cohorts[first] != cohort { cohorts[first] = Self.mixed }
    while cohorts.count <= last { cohorts.append(cohort) }
  }

  /// A phone is of this cohort from now on.
  mutating func set(_ cohort: UInt32, of phone: UInt32) {
    let block = Int(phone) / Self.size
    if cohorts[block] != cohort { cohorts[block] = Self.mixed }
  }

  /// The phones of a block.
  func phones(of block: Int) -> Range<Int> {
    block * Self.size..<min((block + 1) * Self.size, count)
  }

  /// Whether a block may hold a phone of these cohorts, which are given by number.
  func mayHold(_ wanted: [Bool], _ block: Int) -> Bool {
    let cohort = cohorts[block]
    return cohort == Self.mixed || wanted[Int(cohort)]
  }
}

extension World {
  /// The phones of the kinds that are wanted, given by number, in file order.
  func phones(ofKinds wanted: [Bool]) -> [UInt32] {
    var cohortsWanted = Array(repeating: false, count: phoneSide.cohorts.count)
    var left = 0
    for kind in wanted.indices where wanted[kind] && phoneSide.kinds.population[kind] > 0 {
      cohortsWanted[Int(phoneSide.kinds[UInt32(kind)].cohort)] = true
      left += phoneSide.kinds.population[kind]
    }
    var found: [UInt32] = []
    found.reserveCapacity(left)
    for block in phoneSide.blocks.cohorts.indices
    where phoneSide.blocks.mayHold(cohortsWanted, block) {
      for phone in phoneSide.blocks.phones(of: block)
      where wanted[Int(phoneSide.phones[phone].kind)] {
        found.append(UInt32(phone))
      }
      if found.count == left { break }
    }
    return found
  }

  /// For each cohort whether some phone of it may be registered at a node now.
  func cohortsEverRegistered(at node: NodeID) -> [Bool] {
    var found = Array(repeating: false, count: phoneSide.cohorts.count)
    for kind in phoneSide.kinds.kinds where kind.registeredAt == node {
      found[Int(kind.cohort)] = true
    }
    return found
  }
}
