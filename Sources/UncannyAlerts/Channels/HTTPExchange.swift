internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// One request and its answer.
///
/// A redirect is followed within the same scheme, host and port only, and only where it leaves the method alone: what is sent
/// is meant for nobody else. Of the answer no more than its beginning is read.
final class HTTPExchange: NSObject, URLSessionDataDelegate {
  private struct Answer: Sendable {
    var status: Int
    /// Where it is said to be now.
    var place: URL?
  }

  private struct State {
    var continuation: CheckedContinuation<Result<Answer, DeliveryFailure>, Never>?
    var task: URLSessionDataTask?
    var received = 0
    var isOverdue = false
  }

  private static let mostReceived = 65_536
  private static let mostRedirects = 3

  private let state = Mutex(State())
  private let request: URLRequest

  private init(_ request: URLRequest) { self.request = request }

  /// Posts JSON; returns when a status of 2xx has come.
  static func post(
    _ body: Data, to address: Secret, token: Secret?, headers: [String: String] = [:], within timeout: Duration
  ) async throws(DeliveryFailure) {
    guard let url = URL(string: address.value) else { throw .refused("its address is none") }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.httpBody = body
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("uncanny", forHTTPHeaderField: "User-Agent")
    if let token { request.setValue("Bearer \(token.value)", forHTTPHeaderField: "Authorization") }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    var answer = try await HTTPExchange(request).answer(within: timeout).get()
    var redirects = 0
    while let place = answer.place, redirects < mostRedirects, isSame(place, as: url),
      [307, 308].contains(answer.status)
    {
      redirects += 1
      request.url = place
      answer = try await HTTPExchange(request).answer(within: timeout).get()
    }
    switch answer.status {
    case 200..<300: return
    // the message itself is at fault; all else may be put right at the other end
    case 400, 413, 415, 422: throw .refused("answers \(answer.status)")
    case 300..<400: throw .failed("answers \(answer.status), to another place; give that address")
    default: throw .failed("answers \(answer.status)")
    }
  }

  private static func isSame(_ place: URL, as other: URL) -> Bool {
    place.scheme == other.scheme && place.host() == other.host() && place.port == other.port
  }

  private func answer(within timeout: Duration) async -> Result<Answer, DeliveryFailure> {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.urlCache = nil
    // what ends it is the limit here, not the session's own
    configuration.timeoutIntervalForRequest = Double(timeout.components.seconds) + 1
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    let watch = Task {
      try await Task.sleep(for: timeout)
      self.expire()
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let task = session.dataTask(with: request)
        state.withLock {
          $0.continuation = continuation
          $0.task = task
        }
        task.resume()
        if Task.isCancelled { task.cancel() }
      }
    } onCancel: {
      state.withLock { $0.task }?.cancel()
    }
    watch.cancel()
    session.finishTasksAndInvalidate()
    return result
  }

  private func expire() {
    let task = state.withLock { state in
      state.isOverdue = true
      return state.task
    }
    task?.cancel()
  }

  private func conclude(_ result: Result<Answer, DeliveryFailure>) {
    let continuation = state.withLock { state in
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume(returning: result)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let received = state.withLock { state in
      state.received += data.count
      return state.received
    }
    guard received > Self.mostReceived else { return }
    // the status is known; who says so much says nothing that matters here
    if let response = dataTask.response as? HTTPURLResponse {
      conclude(.success(Answer(status: response.statusCode)))
    }
    dataTask.cancel()
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    if let error {
      let isOverdue = state.withLock { $0.isOverdue }
      conclude(.failure(.failed(isOverdue ? "does not answer in time" : Self.words(error))))
    } else {
      conclude(.success(Answer(status: (task.response as? HTTPURLResponse)?.statusCode ?? 0)))
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    // the body does not come along by itself
    conclude(.success(Answer(status: response.statusCode, place: newRequest.url)))
    completionHandler(nil)
    task.cancel()
  }

  /// What went wrong, without the address.
  private static func words(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .cannotConnectToHost?: "cannot be reached"
    case .cannotFindHost?, .dnsLookupFailed?: "its host is not known"
    case .timedOut?: "does not answer in time"
    case .secureConnectionFailed?, .serverCertificateUntrusted?, .serverCertificateHasBadDate?,
      .serverCertificateHasUnknownRoot?:
      "no trusted connection to it"
    case .cancelled?: "was given up"
    case .unknown?: "cannot be reached, or its certificate is not trusted"
    case let code?: "cannot be reached (\(code.rawValue))"
    case nil: "cannot be reached"
    }
  }
}
