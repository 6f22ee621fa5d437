import ClusterModel
import TrustListFiles
import VirtualTime

// Phones that do not hold the current list, as they said themselves or as a list of phones says.

extension InventoryMaker {
  /// Which list some phones have, and who says so.
  private struct Claim {
    var list: Inventory.Held.List
    var devices: [String] = []
    var what: String
  }

  mutating func takeHeld() {
    let claims = claimsOfStatus() + claimsOfAlarms()
    guard !claims.isEmpty else { return }
    var pools: [String: String] = [:]
    let sites = Set(inventory.sites)
    for phone in facts.bulk.map(\.value) where sites.contains(phone.pool) {
      pools[phone.device] = phone.pool
    }
    var homeless = 0
    for claim in claims { homeless += state(claim, pools) }
    if homeless > 0 {
      // The counts of the log do not name any phone: who these are among them nobody can say.
      remark(
        "\(counted(homeless, "phone")) of those stand in no line below: the log counts phones, and"
          + " only a table of the bulk administration tool tells the device pool of each")
    }
  }

  /// Says which phones hold something else, by site where their device pool is known.
  ///
  /// - Returns: how many could not be placed.
  private mutating func state(_ claim: Claim, _ pools: [String: String]) -> Int {
    let few = claim.devices.sorted().prefix(5).joined(separator: ", ")
    remark(
      "\(counted(claim.devices.count, "phone")) \(claim.what): \(few)"
        + (claim.devices.count > 5 ? ", …" : ""))
    var counts: [String: Int] = [:]
    var homeless = 0
    // Where all phones are of one kind, it does not matter which of them they are.
    let only = inventory.phones.count == 1 ? inventory.phones[0].site : nil
    for device in claim.devices {
      if let pool = pools[device] ?? only {
        counts[pool, default: 0] += 1
      } else {
        homeless += 1
      }
    }
    for (pool, count) in counts.sorted(by: { $0.key < $1.key }) {
      inventory.held.append(Inventory.Held(site: pool, count: count, list: claim.list))
    }
    return homeless
  }

  // MARK: ITL File Status

  private mutating func claimsOfStatus() -> [Claim] {
    var none = Claim(list: .none, what: "with ITL File Status Not Installed")
    let serving = inventory.nodes.filter(\.runsTFTP)
    var behind = Claim(
      list: .old(node: serving.count == 1 ? serving[0].name : nil, before: nil),
      what: "with ITL File Status MisMatch")
    var unknown = 0
    for row in facts.status.map(\.value) {
      switch row.status {
      case .match: break
      case .mismatch: behind.devices.append(row.device)
      case .notInstalled: none.devices.append(row.device)
      case .unknown: unknown += 1
      }
    }
    if unknown > 0 { remark("\(counted(unknown, "phone")) with ITL File Status Unknown") }
    return [none, behind].filter { !$0.devices.isEmpty }
  }

  // MARK: Alarms

  private mutating func claimsOfAlarms() -> [Claim] {
    guard !facts.held.isEmpty else { return [] }
    var owners: [String: Int] = [:]
    for found in lists where found.value.kind == .itl {
      guard let checksum = found.value.checksum, let owner = owner(of: found) else { continue }
      owners[checksum] = owner
    }
    let older = olderChecksums()
    var current: [Int: Int] = [:]
    var claims: [Claim] = []
    var untold = 0
    for held in facts.held.map(\.value) {
      var claim = Claim(list: .none, what: "with no ITL")
      if !held.itl.isEmpty {
        if let owner = owners[held.itl] {
          current[owner, default: 0] += 1
          continue
        }
        guard !owners.isEmpty else {
          untold += 1
          continue
        }
        if let known = older[held.itl] {
          claim = Claim(list: known, what: "with an older list that these logs show")
        } else {
          let server = node(called: held.server).map { inventory.nodes[$0].name }
          claim = Claim(
            list: .old(node: server, before: nil),
            what: "with a list of \(server ?? "a server") that no node of these logs has now")
        }
      }
      claim.devices = [held.device]
      if let place = claims.firstIndex(where: { $0.list == claim.list && $0.what == claim.what }) {
        claims[place].devices.append(held.device)
      } else {
        claims.append(claim)
      }
    }
    for (owner, count) in current.sorted(by: { $0.key < $1.key }) {
      remark("\(counted(count, "phone")) with the list that \(inventory.nodes[owner].name) has now")
    }
    if untold > 0 {
      remark("\(counted(untold, "phone")) told of a list, but no log shows any checksum")
    }
    return claims
  }

  /// Lists that a node served once, and until when: until it wrote the next.
  private func olderChecksums() -> [String: Inventory.Held.List] {
    var all: [String: Inventory.Held.List] = [:]
    for found in olderLists where found.value.kind == .itl {
      guard let checksum = found.value.checksum, let owner = owner(of: found),
        let modified = found.value.modified
      else { continue }
      let next = (olderLists + lists).filter {
        $0.value.kind == .itl && self.owner(of: $0) == owner
      }.compactMap(\.value.modified).filter { $0 > modified }.min()
      all[checksum] = .old(node: inventory.nodes[owner].name, before: next)
    }
    return all
  }
}
