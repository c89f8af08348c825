package dev.podlane.trace;

import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;

/**
 * A socket in connect(). The walk ends with the SYN-ACK; the ACK that Linux sends next takes the
 * way of the SYN.
 */
final class TcpClient extends Client {
  /** Waits before each repetition (Linux 6.5 and later: linear first), in milliseconds. */
  private static final long[] WAITS = {1_020, 1_020, 1_020, 1_020, 1_020, 2_040, 4_080};

  private final int initialSequence;

  TcpClient(Walk walk, Probe probe) {
    super(walk, probe);
    this.initialSequence = walk.memory.nextIdentification();
    retransmitLater(0);
  }

  private void retransmitLater(int done) {
    if (done < WAITS.length) {
      walk.memory.schedule(
          WAITS[done],
          true,
          later -> {
            if (!walk.isConcluded()) {
              // While the last SYN still waits in this host, none is sent (tcp_retransmit_skb).
              if (!walk.neighbours.holdsRequestOf(namespace())) {
                retransmit(done + 2);
              }
              retransmitLater(done + 1);
            }
          });
    }
  }

  @Override
  Segment segment() {
    return new Tcp(sourcePort, probe.port(), Tcp.Flags.SYN, initialSequence);
  }

  @Override
  boolean isForMyPort(Segment segment) {
    return segment instanceof Tcp tcp
        && tcp.destinationPort() == sourcePort
        && tcp.flags() != Tcp.Flags.SYN;
  }

  @Override
  boolean answers(Passage passage, Segment segment) {
    boolean mine = isForMyPort(segment) && segment.sourcePort() == probe.port();
    if (!mine) {
      return false;
    }
    if (segment instanceof Tcp tcp && tcp.flags().isReset()) {
      passage.note(new SocketStep.ResetReceived(passage.ip().source()));
      walk.conclude(Outcome.failed(Outcome.Result.REFUSED, "ECONNREFUSED"));
    } else {
      delivered(passage);
    }
    return true;
  }
}
