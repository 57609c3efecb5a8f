internal import NIOCore

/// Closes a connection that has taken nothing for a while, and keeps what waits for one small.
///
/// Thread: the event loop of the connection.
final class StalledClient: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private var closing: Scheduled<Void>?
  private static let patience = TimeAmount.seconds(10)
  /// What the system holds for a slow client: a few pictures, so that what it sees is not old.
  private static let held: ChannelOptions.Types.SocketOption.Value = 262_144

  func handlerAdded(context: ChannelHandlerContext) {
    _ = context.channel.setOption(ChannelOptions.socketOption(.so_sndbuf), value: Self.held)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      closing?.cancel()
      closing = nil
    } else if closing == nil {
      let channel = context.channel
      closing = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    closing?.cancel()
    closing = nil
    context.fireChannelInactive()
  }
}
