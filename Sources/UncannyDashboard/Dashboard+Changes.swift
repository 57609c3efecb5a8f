internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import UncannyReport

/// The requests that change something. Who may ask for that is the gate's affair.
extension Dashboard {
  func addChanges(to router: Router<LiveContext>) {
    router.get("/api/feeds/:feed/settings") { _, context in try Response.json(self.feed(context).settings) }
    router.put("/api/feeds/:feed/plan") { request, context in
      let wish: PlanWish = try await Self.read(request)
      return try Response.answer {
        try self.feed(context).adopt(wish.plan, by: context.author(wish.by), changing: wish.revision)
      }
    }
    router.put("/api/feeds/:feed/mutes/:fault") { request, context in
      let wish: MuteWish = try await Self.read(request)
      return try Response.answer {
        try self.feed(context).mute(
          context.parameters.require("fault"), minutes: wish.minutes, by: context.author(wish.by))
      }
    }
    router.delete("/api/feeds/:feed/mutes/:fault") { request, context in
      let name = request.uri.queryParameters["by"].map { String($0) }
      return try Response.answer {
        try self.feed(context).unmute(context.parameters.require("fault"), by: context.author(name))
      }
    }
  }

  private struct PlanWish: Decodable {
    var plan: String
    var by: String?
    var revision: Int?
  }

  private struct MuteWish: Decodable {
    var minutes: Double?
    var by: String?
  }

  /// - Throws: 400 for what is not as the description of the API says.
  private static func read<Wish: Decodable>(_ request: Request) async throws -> Wish {
    let body = try await request.body.collect(upTo: Access.mostOfBody)
    do { return try JSONDecoder().decode(Wish.self, from: Data(body.readableBytesView)) } catch {
      throw HTTPError(.badRequest)
    }
  }
}

extension LiveContext {
  fileprivate func author(_ name: String?) -> Author { Author(name: name, address: channel.remoteAddress?.ipAddress) }
}

extension Refusal {
  fileprivate var status: HTTPResponse.Status {
    switch self {
    case .outdated: .conflict
    case .tooMany: .tooManyRequests
    case .notWatched: .serviceUnavailable
    case .unfit: .unprocessableContent
    }
  }
}

extension Response {
  /// How things are set after a change, or why it was not made.
  fileprivate static func answer(_ change: () throws -> LiveSettings) throws -> Response {
    do { return try json(change()) } catch let refusal as Refusal {
      return try json(["error": refusal.words], status: refusal.status)
    }
  }
}
