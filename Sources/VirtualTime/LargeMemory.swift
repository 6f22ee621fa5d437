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
  nonisolated(unsafe) package static var wish: ((UnsafeMutableRawPointer, Int) -> Void)?

  /// Memory that begins where the alignment, a power of two, divides the address; given back by
  /// `deallocate()`.
  package static func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= page, let wish else {
      return .allocate(byteCount: byteCount, alignment: alignment)
    }
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount, alignment: max(alignment, page))
    wish(memory, byteCount)
    return memory
  }
}
