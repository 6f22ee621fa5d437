import AllocationCount
import Foundation
import Testing

@Suite(
  "Canary",
  .enabled(
    if: ProcessInfo.processInfo.environment["TRUSTSIM_CANARY"] == "1",
    "it fails on purpose where freed memory is overwritten"))
struct CanaryTests {
  @Test("A test that reads freed memory fails where freed memory is overwritten")
  func readsFreedMemory() {
    #expect(byteReadAfterFree() == 7, "something else was written over freed memory")
  }
}
