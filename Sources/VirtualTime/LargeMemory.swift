// A room of unsafe memory: see the decision "Unsafe memory is a room".

/// Memory for much at once.
///
/// Events come in random order of phones, so nearly each of them asks for a page of its own; the
/// fewer and larger the pages are, the more of them the processor knows the place of.
package enum LargeMemory {
  /// The size of a large page.
  package static let page = 2 << 20

  /// Is told of each block of at least a large page, with its size in bytes, before anybody uses
  /// it. The program sets it once, before anything else, to ask the system for large pages; what
  /// comes of it changes nothing but the time.
  ///
  /// Set before there is a second thread, so nobody reads it while it changes.
  nonisolated(unsafe) package static var wish: ((UnsafeMutableRawPointer, Int) -> Void)?

  /// Memory that begins where the alignment, a power of two, divides the address; given back by
  /// `deallocate()`.
  ///
  /// Unsafe as any memory is that nobody owns yet: whoever takes it fills it before reading it and
  /// gives it back once.
  @unsafe package static func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= page, let wish = unsafe wish else {
      return .allocate(byteCount: byteCount, alignment: alignment)
    }
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount, alignment: max(alignment, page))
    unsafe wish(memory, byteCount)
    return unsafe memory
  }
}
