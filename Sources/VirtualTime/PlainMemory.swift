// A room of unsafe memory: see the decision "Unsafe memory is a room".

/// A fixed number of plain values in memory of their own, found by their places.
///
/// Three things make the use of its pointer safe:
///
/// - Each value is there from the beginning, so nothing is read before it was written.
/// - A place is within the count: asserted at each use, and so checked in every test. The ladder's
///   own rules keep it; a release build relies on them.
/// - Nothing is used after ``free()``. Only a ladder has such memory, and only `LadderStorage`,
///   which is about to go away itself, frees a ladder.
///
/// A copy of this value shows the same memory: a ladder that is copied takes new memory.
@usableFromInline
@safe
struct PlainMemory<Element: BitwiseCopyable>: BitwiseCopyable {
  @usableFromInline let start: UnsafeMutablePointer<Element>
  @usableFromInline let count: Int

  /// So many equal values.
  ///
  /// - Parameter alignment: a power of two that divides the address of the first.
  init(repeating value: Element, count: Int, alignment: Int = MemoryLayout<Element>.alignment) {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Element>.stride, alignment: alignment)
    unsafe start = bytes.initializeMemory(as: Element.self, repeating: value, count: count)
    self.count = count
  }

  /// No values, and no memory to be freed.
  init() {
    guard let nowhere = unsafe UnsafeMutablePointer<Element>(bitPattern: 64) else {
      preconditionFailure("an address that is none")
    }
    unsafe start = nowhere
    count = 0
  }

  @inlinable
  subscript(place: Int) -> Element {
    @inline(__always) unsafeAddress {
      assert(UInt(bitPattern: place) < UInt(bitPattern: count), "a place outside its memory")
      return unsafe UnsafePointer(start + place)
    }
    @inline(__always) nonmutating unsafeMutableAddress {
      assert(UInt(bitPattern: place) < UInt(bitPattern: count), "a place outside its memory")
      return unsafe start + place
    }
  }

  /// Takes some values over from the same places of another memory.
  func update(from other: PlainMemory, _ places: Range<Int>) {
    precondition(
      places.lowerBound >= 0 && places.upperBound <= min(count, other.count),
      "places outside their memory")
    unsafe (start + places.lowerBound).update(
      from: other.start + places.lowerBound, count: places.count)
  }

  /// Gives the memory back; nothing may be done with it afterwards.
  func free() {
    if count > 0 { unsafe start.deallocate() }
  }
}

extension PlainMemory<Int32> {
  /// The eight numbers from a place on, which eight divides; the memory is aligned to 32 bytes.
  @inline(__always)
  func eight(at place: Int) -> SIMD8<Int32> {
    assert(place & 7 == 0 && place >= 0 && place <= count - 8, "a place outside its memory")
    return unsafe UnsafeRawPointer(start + place).load(as: SIMD8<Int32>.self)
  }
}
