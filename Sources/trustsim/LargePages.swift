// A room of unsafe memory: see the decision "Unsafe memory is a room".

import VirtualTime

/// Asks the system for large pages where the simulation takes much memory.
func wishForLargePages() {
  #if canImport(Glibc)
    unsafe LargeMemory.wish = { memory, byteCount in
      _ = unsafe madvise(memory, byteCount, MADV_HUGEPAGE)
    }
  #endif
}
