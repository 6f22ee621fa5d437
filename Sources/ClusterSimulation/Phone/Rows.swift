import VirtualTime

// A room of unsafe memory: see the decision "Unsafe memory is a room".

/// Rows of plain values in one block of memory, none across two cache lines if its stride divides
/// a line's 64 bytes.
///
/// A value like an array: changing a copy leaves the original alone. The subscript sees to that at
/// each change. What handles events asks far more often than anything is copied: it calls ``own()``
/// once after whatever may have made a copy, and then finds rows by ``row(_:)`` and ``look(_:)``,
/// which check that there is such a row, and only assert that no copy shares it (in every test).
///
/// Three things make the use of its pointers safe:
///
/// - `rows` is where the memory lies that `memory` owns, and rows below `count` are there: every
///   method that changes one of the three changes the others.
/// - Each way to a row checks that it is there; a change by the subscript makes the memory this
///   value's own.
/// - ``RowToChange`` and ``RowToRead`` are used before the next row is added and before a copy of
///   this value is made or let go. No type has a property of theirs (a test of the code's tidiness
///   sees to it), so each lives no longer than one function's handling of one event.
@safe
struct Rows<Row: Sendable>: RandomAccessCollection, MutableCollection, Sendable {
  private var memory: RowMemory<Row>
  /// Where the rows of `memory` lie: one step less to each of them.
  ///
  /// Changed only with `memory`; a second thread that reads a copy makes no difference to it.
  nonisolated(unsafe) private var rows: UnsafeMutablePointer<Row>
  private(set) var count = 0

  init() {
    memory = RowMemory(capacity: 0)
    unsafe rows = memory.rows
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> Row {
    // By addresses, not by `_read` and `_modify`: see the decision about those.
    @inline(__always) unsafeAddress {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "there is no such row")
      return unsafe UnsafePointer(rows + position)
    }
    @inline(__always) unsafeMutableAddress {
      precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "there is no such row")
      own()
      return unsafe rows + position
    }
  }

  /// A row, to be changed in place; the memory must be this value's own, see ``own()``.
  ///
  /// Valid until the next row is added, and to be let go before anything copies the world: a
  /// change through it after that would change the copy too.
  @inline(__always)
  mutating func row(_ place: UInt32) -> RowToChange<Row> {
    precondition(Int(place) < count, "there is no such row")
    assert(isKnownUniquelyReferenced(&memory), "rows that a copy shares are about to change")
    return unsafe RowToChange(rows + Int(place))
  }

  /// A row, to be read in place; valid as long as ``row(_:)``.
  @inline(__always)
  func look(_ place: UInt32) -> RowToRead<Row> {
    precondition(Int(place) < count, "there is no such row")
    return unsafe RowToRead(rows + Int(place))
  }

  /// Adds so many rows that start alike.
  mutating func append(_ row: Row, count added: Int = 1) {
    reserve(count + added)
    own()
    unsafe (rows + count).initialize(repeating: row, count: added)
    count += added
    memory.count = count
  }

  /// Forgets all rows and keeps their room.
  mutating func removeAll() {
    own()
    unsafe rows.deinitialize(count: count)
    count = 0
    memory.count = 0
  }

  /// Makes room for so many rows in all.
  mutating func reserve(_ capacity: Int) {
    guard capacity > memory.capacity else { return }
    memory = memory.copy(capacity: Swift.max(capacity, memory.capacity * 2))
    unsafe rows = memory.rows
  }

  /// Makes the memory this value's own, if a copy shares it.
  @inline(__always)
  mutating func own() {
    if !isKnownUniquelyReferenced(&memory) {
      memory = memory.copy(capacity: memory.capacity)
      unsafe rows = memory.rows
    }
  }
}

/// A row in the memory of ``Rows``, to be changed in place; see there how long it is valid.
@safe
struct RowToChange<Row> {
  private let row: UnsafeMutablePointer<Row>

  @inline(__always)
  fileprivate init(_ row: UnsafeMutablePointer<Row>) { unsafe self.row = row }

  var pointee: Row {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(row) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe row }
  }
}

/// A row in the memory of ``Rows``, to be read in place; see there how long it is valid.
@safe
struct RowToRead<Row> {
  private let row: UnsafePointer<Row>

  @inline(__always)
  fileprivate init(_ row: UnsafePointer<Row>) { unsafe self.row = row }

  var pointee: Row { @inline(__always) unsafeAddress { unsafe row } }
}

/// Owns the memory of rows, of which the first `count` are there.
@safe
private final class RowMemory<Row: Sendable>: @unchecked Sendable {
  // Sendable because it is only ever changed through the one ``Rows`` that holds it.
  let rows: UnsafeMutablePointer<Row>
  let capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    let bytes = unsafe LargeMemory.allocate(
      byteCount: capacity * MemoryLayout<Row>.stride, alignment: 64)
    unsafe rows = bytes.bindMemory(to: Row.self, capacity: capacity)
  }

  deinit {
    unsafe rows.deinitialize(count: count)
    unsafe UnsafeMutableRawPointer(rows).deallocate()
  }

  func copy(capacity: Int) -> RowMemory {
    let other = RowMemory(capacity: capacity)
    unsafe other.rows.initialize(from: rows, count: count)
    other.count = count
    return other
  }
}
