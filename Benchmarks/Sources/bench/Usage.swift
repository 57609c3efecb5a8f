internal import Foundation

/// Processor time, of ours or of children, and time by the clock on the wall; in milliseconds.
struct Usage: Sendable {
  var cpu: Double
  var wall: Double

  /// Processor time that this process has used, all its threads together.
  static var ownCPU: Double {
    var time = timespec()
    // SAFETY: the clock writes one timespec.
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  /// Megabytes of this process that are in memory.
  static var residentMegabytes: Double {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    let pages = fields.count > 1 ? Double(fields[1]) ?? .nan : .nan
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
  }

  /// User and system time of the children that have ended.
  private static var childrenCPU: Double {
    var usage = rusage()
    // SAFETY: the call writes one rusage.
    unsafe getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3 }
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
  }

  /// Runs a program to its end, with what it says thrown away, while no other child ends.
  ///
  /// - Throws: `BenchError.failed` when it does not end well.
  static func running(_ command: [String]) throws -> Usage {
    let process = try Child.process(command)
    let (cpu, clock) = (childrenCPU, ContinuousClock.now)
    try process.run()
    process.waitUntilExit()
    let wall = Double((ContinuousClock.now - clock) / .milliseconds(1))
    guard process.terminationStatus == 0 else { throw BenchError.failed(command.joined(separator: " ")) }
    return Usage(cpu: childrenCPU - cpu, wall: wall)
  }
}

/// Other programs.
enum Child {
  /// A program that is ready to run and says nothing.
  ///
  /// - Throws: `BenchError.missing` when it is not installed.
  static func process(_ command: [String]) throws -> Process {
    guard let name = command.first, let path = find(name) else { throw BenchError.missing(command.first ?? "") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = Array(command.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  /// What a program says on its standard output.
  static func output(of command: [String]) throws -> String {
    let process = try process(command)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchError.failed(command.joined(separator: " ")) }
    return String(decoding: data, as: UTF8.self)
  }

  /// Where a program is; `nil` when it is not installed.
  static func find(_ name: String) -> String? {
    if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) ? name : nil }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// Why something could not be measured.
enum BenchError: Error, CustomStringConvertible {
  case missing(String)
  case failed(String)
  case unreadable(String)

  var description: String {
    switch self {
    case .missing(let name): "\(name) is not installed"
    case .failed(let command): "failed: \(command)"
    case .unreadable(let what): "cannot read \(what)"
    }
  }
}

extension [Double] {
  /// The middle one; not a number when there is none.
  var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
