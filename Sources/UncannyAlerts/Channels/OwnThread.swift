internal import Foundation

/// Does on a thread of its own what may wait for long, such as asking for the address of a host: that must hold up no task.
func onOwnThread<Failure: Error>(_ body: @escaping @Sendable () throws(Failure) -> Void) async throws(Failure) {
  let result: Result<Void, Failure> = await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: Result { () throws(Failure) in try body() }) }
  }
  try result.get()
}
