// A room of unsafe memory: see the decision "Unsafe memory is a room".

/// Calls of the system that take or give a text.
///
/// The language hands a text over for the time of the call, and none of these calls keeps it; what
/// the system gives is copied before anybody can call again.
enum SystemCalls {
  /// Opens a file; less than zero where that fails, and then `errno` says why.
  static func openFile(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }

  /// Makes a folder; not zero where that fails, and then `errno` says why.
  static func makeFolder(_ path: String) -> Int32 { unsafe mkdir(path, 0o777) }

  static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// Makes a file whose name begins so and is no other's; nil where that fails, and then `errno`
  /// says why.
  static func makeTemporaryFile(_ beginning: String) -> String? {
    var name = Array("\(beginning)XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    close(descriptor)
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// A variable of the environment, which this program never changes.
  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
