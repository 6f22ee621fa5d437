/// Rows of plain values in one block of memory, none across two cache lines if its stride divides
/// a line's 64 bytes.
///
/// A value like an array: changing a copy leaves the original alone. Handlers that read and change
/// several fields of a row take it once with ``row(_:)``.
struct Rows<Row: BitwiseCopyable & Sendable>: RandomAccessCollection, MutableCollection, Sendable {
  private var memory = RowMemory<Row>(capacity: 0)
  private(set) var count = 0

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> Row {
    @inline(__always) get {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "there is no such row")
      return memory.rows[position]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "there is no such row")
      makeUnique()
      yield &memory.rows[position]
    }
  }

  /// A row, to be changed in place.
  ///
  /// Valid until the next row is added, and to be let go before anything copies the world: a
  /// change through it after that would change the copy too.
  @inline(__always)
  mutating func row(_ place: UInt32) -> UnsafeMutablePointer<Row> {
    precondition(Int(place) < count, "there is no such row")
    makeUnique()
    return memory.rows + Int(place)
  }

  /// A row, to be read in place; valid as long as ``row(_:)``.
  @inline(__always)
  func look(_ place: UInt32) -> UnsafePointer<Row> {
    precondition(Int(place) < count, "there is no such row")
    return UnsafePointer(memory.rows + Int(place))
  }

  /// Adds so many rows that start alike.
  mutating func append(_ row: Row, count added: Int = 1) {
    reserve(count + added)
    makeUnique()
    (memory.rows + count).initialize(repeating: row, count: added)
    count += added
  }

  /// Makes room for so many rows in all.
  mutating func reserve(_ capacity: Int) {
    guard capacity > memory.capacity else { return }
    memory = memory.copy(of: count, capacity: Swift.max(capacity, memory.capacity * 2))
  }

  @inline(__always)
  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&memory) {
      memory = memory.copy(of: count, capacity: memory.capacity)
    }
  }
}

/// Owns the memory of rows.
private final class RowMemory<Row: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Sendable because it is only ever changed through the one ``Rows`` that holds it.
  let rows: UnsafeMutablePointer<Row>
  let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Row>.stride, alignment: 64)
    rows = bytes.bindMemory(to: Row.self, capacity: capacity)
  }

  deinit { UnsafeMutableRawPointer(rows).deallocate() }

  func copy(of count: Int, capacity: Int) -> RowMemory {
    let other = RowMemory(capacity: capacity)
    other.rows.initialize(from: rows, count: count)
    return other
  }
}
