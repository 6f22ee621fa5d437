import VirtualTime

/// Asks the system for large pages where the simulation takes much memory.
func wishForLargePages() {
  #if canImport(Glibc)
    LargeMemory.wish = { memory, byteCount in _ = madvise(memory, byteCount, MADV_HUGEPAGE) }
  #endif
}
