package dev.podlane.web.live;

/**
 * An answer that stays open. It holds one message at most that was not sent yet, so a client that
 * reads slowly misses some, and costs no more memory than others. Thread-safe; nothing here waits.
 */
public interface Channel {
  /**
   * Sends a message when the client can take it, instead of one that is not sent yet.
   *
   * @param message not to be changed any more
   */
  void offer(byte[] message);

  /** Sends a message if the client takes it at once; nothing otherwise. */
  void beat(byte[] message);

  /** Ends the answer. */
  void end();
}
