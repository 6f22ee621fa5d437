// Faults planted on purpose: each check of memory and threads must find its own, or it could not
// find one in the program either. It answers whatever it is asked.
import Dispatch

#if canImport(Glibc)
  import Glibc
#endif

/// Memory that was given back already is still read: what an optimised build once did.
func readFreedMemory() -> UInt8 {
  let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
  bytes.initialize(repeating: 7, count: 64)
  // Where it lies is hidden from the optimiser.
  let place = UInt(bitPattern: bytes)
  bytes.deallocate()
  return UnsafePointer<UInt8>(bitPattern: place)![40]
}

final class Counter: @unchecked Sendable {
  var value = 0
}

/// Several threads change one number, and nothing keeps them apart.
func countWithoutLock() -> Int {
  let counter = Counter()
  DispatchQueue.concurrentPerform(iterations: 8) { _ in
    for _ in 0..<10 {
      counter.value += 1
      // Long enough for another thread to join in.
      usleep(1_000)
    }
  }
  return counter.value
}

if CommandLine.arguments.contains("--workers") {
  print(countWithoutLock() > 0 ? "counted" : "nothing counted")
} else {
  print(readFreedMemory())
}
