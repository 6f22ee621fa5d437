/// Things of an estate by the names that people give them.
extension Estate {
  /// The place in file order of the phone with this device name, in either case of its digits;
  /// nil if there is none.
  package func phone(named name: String) -> Int? {
    guard name.utf8.count == 15, name.uppercased().hasPrefix("SEP"),
      let address = UInt64(name.dropFirst(3), radix: 16)
    else { return nil }
    for block in phones {
      switch block.names {
      case .counted(let from):
        guard address >= from, address - from < UInt64(block.count) else { continue }
        return block.first + Int(address - from)
      case .listed(let all):
        if let place = all.firstIndex(of: address) { return block.first + place }
      }
    }
    return nil
  }

  /// The nodes called so, `NODE` or `CLUSTER.NODE`.
  package func nodes(named name: String) -> [NodeID] {
    nodes.indices.filter { place in
      let node = nodes[place]
      return node.name == name || self[node.cluster].name + "." + node.name == name
    }.map(NodeID.init)
  }
}
