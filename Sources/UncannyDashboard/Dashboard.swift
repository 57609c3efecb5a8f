internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Synchronization
public import Uncanny
internal import UncannyReport

/// A page, an API and metrics of feeds that are watched, over HTTP.
///
/// Thread: any. It has threads of its own; what it serves is bounded for each browser and in all.
public final class Dashboard: Sendable {
  /// In the order of the inputs.
  public let feeds: [Feed]
  let listeners = Fanout<String>(limit: 64, buffering: 256, endingWhoIsLate: true)
  let version: String
  /// Seconds since 1970.
  let started = Date.now.timeIntervalSince1970
  private let tasks = Mutex<[Task<Void, any Error>]>([])

  /// So many connections at a time; more wait.
  private static let connections = 160
  /// In bytes; of all fields and the request line together.
  private static let heads = 16_384
  /// A connection that asks for nothing, or does not get done with asking.
  private static let idle = TimeAmount.seconds(10)

  /// - Parameters:
  ///   - sources: as users call the inputs; shown without credentials.
  ///   - plan: which detectors look at all of them.
  ///   - catalog: words the messages.
  ///   - version: of the program.
  public init(of sources: [String], plan: Plan, catalog: Catalog, version: String) {
    self.version = version
    let listeners = listeners
    feeds = Location.apart(sources.map { Location.displayed($0) }).enumerated().map { index, source in
      Feed(number: index + 1, source: source, plan: plan, catalog: catalog, listeners: listeners)
    }
  }

  /// Begins to serve; returns when it can be reached.
  ///
  /// - Returns: where it is, as a URI without the token.
  /// - Throws: `DashboardError.cannotListen`.
  public func open(at address: ListenAddress, _ access: Access) async throws(DashboardError) -> String {
    let (answers, answer) = AsyncStream.makeStream(of: Result<Int, DashboardError>.self)
    let server = Task<Void, any Error> {
      while !Task.isCancelled {
        do { try await application(at: address, access) { answer.yield(.success($0)) }.run() } catch {
          answer.yield(.failure(.cannotListen("\(address.host):\(address.port)", why: Self.words(error))))
        }
        // a connection that cannot be taken, as for too many open files, ends the server; it is begun again
        try await Task.sleep(for: .seconds(1))
      }
    }
    let pulse = Task<Void, any Error> {
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(1))
        listeners.tell("pulse", status)
      }
    }
    tasks.withLock { $0 += [server, pulse] }
    for await answer in answers {
      switch answer {
      case .success(let port): return address.location(port: port)
      case .failure(let error):
        close()
        throw error
      }
    }
    throw .cannotListen(address.location(port: address.port), why: "the server ended")
  }

  /// - Parameter tell: called with the port, once it can be reached.
  private func application(
    at address: ListenAddress, _ access: Access, tell: @escaping @Sendable (Int) -> Void
  ) -> some ApplicationProtocol {
    Application(
      router: router(access),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [StalledClient()], idleTimeout: Self.idle,
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: Self.heads / 2, maxHeaderListSize: Self.heads, maxHeaderFieldCount: 64))),
      configuration: .init(
        address: .hostname(address.host, port: address.port), backlog: 64,
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connections, logger: Self.quiet)),
      onServerRunning: { tell($0.localAddress?.port ?? address.port) },
      logger: Self.quiet)
  }

  /// Ends it; browsers that listen are let go.
  public func close() {
    listeners.end()
    for feed in feeds {
      feed.viewers.end()
      feed.answer(to: nil)
    }
    for task in tasks.withLock({ $0 }) { task.cancel() }
  }

  /// How all feeds stand.
  var status: LiveFeeds { LiveFeeds(version: version, started: started, feeds: feeds.map { LiveStatus($0.facts) }) }

  private static let quiet = Logger(label: "dashboard") { _ in SwiftLogNoOpLogHandler() }

  private static func words(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    switch error.errnoCode {
    case EADDRINUSE: return "the address is in use"
    case EACCES: return "not allowed to listen there"
    case EADDRNOTAVAIL: return "is no address of this machine"
    default: return "\(error)"
    }
  }
}
