package dev.podlane.trace.socket;

import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;

/** The program that reads and writes one end of a connection. */
interface StreamProgram {
  /**
   * More data has come, or more of the program's own was acknowledged.
   *
   * @param hop cause of the segments that the program sends now
   */
  void progress(TcpStream stream, HopBuilder hop);

  /** The other end sends no more: read() returns 0. */
  void peerClosed(TcpStream stream, HopBuilder hop);

  /** The other end does not know the connection: read() fails with ECONNRESET. */
  void reset(TcpStream stream, PacketInHost by);

  /** Octets of requests that it has answered. */
  default int answered() {
    return 0;
  }
}
