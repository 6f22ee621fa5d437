/// Where each phone stood at each census, kept only where somebody asks for every phone.
///
/// Phones that stood alike at every census so far share a turn, so there are tens of them, whatever
/// the number of phones.
package struct Fates: Hashable, Sendable {
  /// From this census on such phones stand so, after all that went before.
  package struct Turn: Hashable, Sendable {
    /// Place in ``Fates/standings``.
    package var standing: Int
    /// Place among the censuses of the trace.
    package var census: Int
    /// The turn before; nil at the first census.
    package var previous: Int?
    package init(standing: Int, census: Int, previous: Int?) {
      self.standing = standing
      self.census = census
      self.previous = previous
    }
  }
  /// Rows of any census, without their counts and first phones, each once.
  package var standings: [CensusRow] = []
  package var turns: [Turn] = []
  /// The last turn of each phone, in file order.
  package var ofPhone: [Int32] = []
  private var places: [CensusRow: Int] = [:]

  package init() {}

  /// Takes one census: the rows, and the row of each phone.
  package mutating func take(_ rows: [CensusRow], census: Int, phones: [Int32]) {
    let standings = rows.map { place(of: $0) }
    let isFirst = ofPhone.isEmpty
    if isFirst { ofPhone = Array(repeating: -1, count: phones.count) }
    // Keyed by the turn before and the standing; turns of this census only.
    var made: [UInt64: Int32] = [:]
    var last: (key: UInt64, turn: Int32)?
    for phone in phones.indices {
      let standing = standings[Int(phones[phone])]
      let before = ofPhone[phone]
      if before >= 0, turns[Int(before)].standing == standing { continue }
      let key = UInt64(UInt32(bitPattern: before)) << 32 | UInt64(standing)
      if let last, last.key == key {
        ofPhone[phone] = last.turn
        continue
      }
      let turn = made[key] ?? Int32(turns.count)
      if turn == turns.count {
        made[key] = turn
        turns.append(
          Turn(standing: standing, census: census, previous: before >= 0 ? Int(before) : nil))
      }
      last = (key, turn)
      ofPhone[phone] = turn
    }
  }

  private mutating func place(of row: CensusRow) -> Int {
    var alike = row
    alike.count = 0
    alike.firstPhone = 0
    if let known = places[alike] { return known }
    places[alike] = standings.count
    standings.append(alike)
    return standings.count - 1
  }
}

extension Trace {
  /// Phones registered when each step had given the prompt back.
  package var registeredAtSteps: [Int: Int] {
    var registered: [Int: Int] = [:]
    for entry in entries {
      guard case .census(let census) = entry.event, case .step(let number) = census.occasion
      else { continue }
      registered[number] = census.rows.reduce(0) {
        $0 + ($1.registeredAt != nil ? $1.count : 0)
      }
    }
    return registered
  }
}
