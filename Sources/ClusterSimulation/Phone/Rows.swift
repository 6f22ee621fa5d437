import VirtualTime

/// Rows of plain values in one block of memory, none across two cache lines if its stride divides
/// a line's 64 bytes.
///
/// A value like an array: changing a copy leaves the original alone. The subscript sees to that at
/// each change. What handles events asks far more often than anything is copied: it calls ``own()``
/// once after whatever may have made a copy, and then finds rows by ``row(_:)`` and ``look(_:)``,
/// which only assert what they rely on (and do so in every test).
struct Rows<Row: Sendable>: RandomAccessCollection, MutableCollection, Sendable {
  private var memory: RowMemory<Row>
  /// Where the rows of `memory` lie: one step less to each of them.
  nonisolated(unsafe) private var rows: UnsafeMutablePointer<Row>
  private(set) var count = 0

  init() {
    memory = RowMemory(capacity: 0)
    rows = memory.rows
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> Row {
    @inline(__always) get {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "there is no such row")
      return rows[position]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "there is no such row")
      own()
      yield &rows[position]
    }
  }

  /// A row, to be changed in place; the memory must be this value's own, see ``own()``.
  ///
  /// Valid until the next row is added, and to be let go before anything copies the world: a
  /// change through it after that would change the copy too.
  @inline(__always)
  mutating func row(_ place: UInt32) -> UnsafeMutablePointer<Row> {
    assert(Int(place) < count, "there is no such row")
    assert(isKnownUniquelyReferenced(&memory), "rows that a copy shares are about to change")
    return rows + Int(place)
  }

  /// A row, to be read in place; valid as long as ``row(_:)``.
  @inline(__always)
  func look(_ place: UInt32) -> UnsafePointer<Row> {
    assert(Int(place) < count, "there is no such row")
    return UnsafePointer(rows + Int(place))
  }

  /// Adds so many rows that start alike.
  mutating func append(_ row: Row, count added: Int = 1) {
    reserve(count + added)
    own()
    (rows + count).initialize(repeating: row, count: added)
    count += added
    memory.count = count
  }

  /// Forgets all rows and keeps their room.
  mutating func removeAll() {
    own()
    rows.deinitialize(count: count)
    count = 0
    memory.count = 0
  }

  /// Makes room for so many rows in all.
  mutating func reserve(_ capacity: Int) {
    guard capacity > memory.capacity else { return }
    memory = memory.copy(capacity: Swift.max(capacity, memory.capacity * 2))
    rows = memory.rows
  }

  /// Makes the memory this value's own, if a copy shares it.
  @inline(__always)
  mutating func own() {
    if !isKnownUniquelyReferenced(&memory) {
      memory = memory.copy(capacity: memory.capacity)
      rows = memory.rows
    }
  }
}

/// Owns the memory of rows.
private final class RowMemory<Row: Sendable>: @unchecked Sendable {
  // Sendable because it is only ever changed through the one ``Rows`` that holds it.
  let rows: UnsafeMutablePointer<Row>
  let capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    let bytes = LargeMemory.allocate(
      byteCount: capacity * MemoryLayout<Row>.stride, alignment: 64)
    rows = bytes.bindMemory(to: Row.self, capacity: capacity)
  }

  deinit {
    rows.deinitialize(count: count)
    UnsafeMutableRawPointer(rows).deallocate()
  }

  func copy(capacity: Int) -> RowMemory {
    let other = RowMemory(capacity: capacity)
    other.rows.initialize(from: rows, count: count)
    other.count = count
    return other
  }
}
