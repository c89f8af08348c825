package dev.podlane.trace.socket;

import dev.podlane.trace.Probe;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import org.jspecify.annotations.Nullable;

/**
 * A server's program: it answers once it has a whole request, each one that comes, and closes after
 * its client.
 */
final class Responder implements StreamProgram {
  private final Probe.@Nullable Exchange exchange;
  private int answered;
  private boolean begun;

  /**
   * A server.
   *
   * @param exchange the sizes of request and answer, none if it is not asked anything
   * @param answered octets of requests that it answered in earlier walks
   */
  Responder(Probe.@Nullable Exchange exchange, int answered) {
    this.exchange = exchange;
    this.answered = answered;
    this.begun = answered > 0;
  }

  @Override
  public void progress(TcpStream stream, HopBuilder hop) {
    Probe.Exchange asked = exchange;
    boolean isWhole =
        asked != null
            && stream.received() >= answered + asked.request()
            && (asked.request() > 0 || !begun);
    if (asked != null && isWhole) {
      begun = true;
      answered += asked.request();
      stream.write(asked.response(), hop);
    }
  }

  @Override
  public int answered() {
    return answered;
  }

  @Override
  public void peerClosed(TcpStream stream, HopBuilder hop) {
    stream.close(hop);
  }

  @Override
  public void reset(TcpStream stream, PacketInHost by) {}
}
