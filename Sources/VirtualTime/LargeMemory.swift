#if canImport(Glibc)
  import Glibc
#endif

/// Memory for much at once, in pages as large as the system gives.
///
/// Events come in random order of phones, so nearly each of them asks for a page of its own; the
/// fewer pages there are, the more of them the processor knows the place of.
package enum LargeMemory {
  private static let largePage = 2 << 20

  /// Memory that begins where the alignment, a power of two, divides the address; given back by
  /// `deallocate()`.
  package static func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
    #if canImport(Glibc)
      if byteCount >= largePage {
        let memory = UnsafeMutableRawPointer.allocate(
          byteCount: byteCount, alignment: max(alignment, largePage))
        // A wish: what comes of it changes nothing but the time.
        _ = madvise(memory, byteCount, MADV_HUGEPAGE)
        return memory
      }
    #endif
    return .allocate(byteCount: byteCount, alignment: alignment)
  }
}
