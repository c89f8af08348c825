package dev.podlane.trace.socket;

import dev.podlane.trace.Probe;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import org.jspecify.annotations.Nullable;

/** A server's program: it answers once it has the whole request, and closes after its client. */
final class Responder implements StreamProgram {
  private final Probe.@Nullable Exchange exchange;
  private boolean answered;

  /**
   * A server.
   *
   * @param exchange the sizes of request and answer, none if it is not asked anything
   */
  Responder(Probe.@Nullable Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void progress(TcpStream stream, HopBuilder hop) {
    Probe.Exchange asked = exchange;
    if (asked != null && !answered && stream.received() >= asked.request()) {
      answered = true;
      stream.write(asked.response(), hop);
    }
  }

  @Override
  public void peerClosed(TcpStream stream, HopBuilder hop) {
    stream.close(hop);
  }

  @Override
  public void reset(TcpStream stream, PacketInHost by) {}
}
