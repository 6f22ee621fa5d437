package import ScenarioSearch
package import TextFormats

/// What the benchmark needs of the program around it: a clock, files, processes and threads.
///
/// None of these stands below the command line, so the command line hands them in. What fails may
/// throw any error; the benchmark hands it on.
package struct BenchSurroundings: Sendable {
  /// Starts the program once more, with these words and this text on its standard input, and waits
  /// for its end.
  package typealias StartAgain =
    @Sendable (_ words: [String], _ input: String) throws -> BenchChild
  /// Makes a page, piece by piece.
  package typealias Page = (inout PageOutlet) -> Void

  /// The program's version.
  package var version: String
  /// A clock that never goes back, in nanoseconds since some instant.
  package var nanoseconds: @Sendable () -> UInt64
  /// Seconds of processor time that this process spent outside the system so far.
  package var userSeconds: @Sendable () -> Double
  /// The memory that this process has now.
  package var residentBytes: @Sendable () -> Int
  /// The most memory that this process had so far.
  package var peakBytes: @Sendable () -> Int
  /// From now on the peak is counted anew, where the system allows it.
  package var forgetPeak: @Sendable () -> Void
  /// A process of its own.
  package var startAgain: StartAgain
  /// Writes a file of a name that is no other's, and gives its path.
  package var writeTemporaryFile: @Sendable (_ bytes: [UInt8]) throws -> String
  /// The bytes of a file; of one that is longer than `limit` an error.
  package var readFile: @Sendable (_ path: String, _ limit: Int) throws -> [UInt8]
  /// Removes a file.
  package var removeFile: @Sendable (_ path: String) -> Void
  /// Writes a page as a file is written, to where nobody keeps it.
  package var writeAway: @Sendable (_ page: Page) throws -> Void
  /// So many workers, each but the first with a thread of the system.
  package var workers: @Sendable (_ count: Int) -> Workers

  /// Puts them together.
  package init(
    version: String, nanoseconds: @escaping @Sendable () -> UInt64,
    userSeconds: @escaping @Sendable () -> Double, residentBytes: @escaping @Sendable () -> Int,
    peakBytes: @escaping @Sendable () -> Int, forgetPeak: @escaping @Sendable () -> Void,
    startAgain: @escaping StartAgain,
    writeTemporaryFile: @escaping @Sendable (_ bytes: [UInt8]) throws -> String,
    readFile: @escaping @Sendable (_ path: String, _ limit: Int) throws -> [UInt8],
    removeFile: @escaping @Sendable (_ path: String) -> Void,
    writeAway: @escaping @Sendable (_ page: Page) throws -> Void,
    workers: @escaping @Sendable (_ count: Int) -> Workers
  ) {
    self.version = version
    self.nanoseconds = nanoseconds
    self.userSeconds = userSeconds
    self.residentBytes = residentBytes
    self.peakBytes = peakBytes
    self.forgetPeak = forgetPeak
    self.startAgain = startAgain
    self.writeTemporaryFile = writeTemporaryFile
    self.readFile = readFile
    self.removeFile = removeFile
    self.writeAway = writeAway
    self.workers = workers
  }

  /// Seconds since an instant of its clock.
  package func seconds(since start: UInt64) -> Double { Double(nanoseconds() - start) / 1e9 }
}

/// How the program went that was started once more.
package struct BenchChild: Sendable {
  /// Its standard output.
  package var output: String
  /// From the start to the first byte of output.
  package var secondsToFirstByte: Double
  /// From the start to the end.
  package var seconds: Double
  /// The most memory that it had.
  package var peakBytes: Int

  /// Puts them together.
  package init(output: String, secondsToFirstByte: Double, seconds: Double, peakBytes: Int) {
    self.output = output
    self.secondsToFirstByte = secondsToFirstByte
    self.seconds = seconds
    self.peakBytes = peakBytes
  }
}
