package dev.podlane.web.rooms;

import dev.podlane.web.live.Channel;
import org.jspecify.annotations.Nullable;

/** An open connection; before its channel is open, and after it has ended, nothing is sent. */
final class Listener {
  private final int member;
  private volatile @Nullable Channel channel;

  /**
   * A connection.
   *
   * @param member number of the member, 0 for others
   */
  Listener(int member) {
    this.member = member;
  }

  int member() {
    return member;
  }

  void opened(Channel opened) {
    channel = opened;
  }

  void offer(byte[] message) {
    Channel to = channel;
    if (to != null) {
      to.offer(message);
    }
  }

  void beat(byte[] message) {
    Channel to = channel;
    if (to != null) {
      to.beat(message);
    }
  }

  void end() {
    Channel to = channel;
    if (to != null) {
      to.end();
    }
  }
}
