package dev.podlane.trace.socket;

import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Tcp.Flags;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.StandingSocket;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.SocketStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of a TCP connection that stands (RFC 9293, net/ipv4/tcp_output.c). Every segment with
 * data is acknowledged at once, as Linux does for the first sixteen (quickack); the window opens by
 * slow start and closes to one segment when nothing is acknowledged in time.
 */
final class TcpStream {
  /** Segments that may be on their way at first (TCP_INIT_CWND). */
  private static final int FIRST_WINDOW = 10;

  /** Time until unacknowledged data is sent again (TCP_RTO_MIN), doubled each time. */
  private static final long LEAST_RETRY_MILLIS = 200;

  private static final int MOST_RETRIES = 15;

  /** Number of the first octet of data: the SYN is number 0. */
  private static final int FIRST = 1;

  private final Kernel kernel;
  private final SegmentOutput output;
  private final Opening opening;
  private final StreamProgram program;
  private final ReceiveQueue queue = new ReceiveQueue();
  private int unacknowledged = FIRST;
  private int next = FIRST;
  private int sentOnce = FIRST;
  private int written = FIRST;
  private boolean closing;
  private int window = FIRST_WINDOW;
  private boolean reset;
  private int retries;
  private long timer;
  private @Nullable HopBuilder sentBy;

  /**
   * An end of a connection.
   *
   * @param way route of this end, null if it has yet to look one up
   */
  TcpStream(
      Kernel kernel,
      Stages stages,
      Opening opening,
      @Nullable OutputRoute way,
      StreamProgram program) {
    this.kernel = kernel;
    this.output = new SegmentOutput(kernel, stages, opening, way);
    this.opening = opening;
    this.program = program;
  }

  /** Goes on where an end has stood. */
  void resume(StandingSocket.Numbers then) {
    unacknowledged = then.unacknowledged();
    next = then.next();
    sentOnce = then.sentOnce();
    written = then.written();
    queue.resume(then.expected(), then.peerFin());
    window = then.window();
    output.believe(then.believedMtu());
    retries = then.retries();
    timer = then.timer();
    closing = then.closing();
    reset = then.reset();
  }

  /** As it stands when nothing is on its way; segments that came out of order are forgotten. */
  StandingSocket standing() {
    StandingSocket.Numbers now =
        new StandingSocket.Numbers(
            unacknowledged,
            next,
            sentOnce,
            written,
            queue.expected(),
            queue.peerFin(),
            window,
            output.believedMtu(),
            retries,
            timer,
            closing,
            reset);
    return new StandingSocket(
        key(),
        opening.attempt(),
        opening.acceptedBy(),
        opening.peerMss(),
        opening.ttl(),
        now,
        program.answered());
  }

  SocketKey key() {
    return opening.key();
  }

  /** The segment that was sent last in this walk, null if none was. */
  @Nullable HopBuilder sentBy() {
    return sentBy;
  }

  int written() {
    return written - FIRST;
  }

  boolean isHalfClosed() {
    return queue.isEnded();
  }

  /** Returns true if either end gave the connection up. */
  boolean isReset() {
    return reset;
  }

  /** Returns true if nothing can be written any more. */
  boolean isDead() {
    return reset || closing;
  }

  /** Octets of data that have come without a gap. */
  int received() {
    return queue.received();
  }

  /** Octets of data that the other end has acknowledged. */
  int acknowledged() {
    return Math.min(unacknowledged, written) - FIRST;
  }

  /** Lets the program begin. */
  void begin(HopBuilder hop) {
    program.progress(this, hop);
  }

  /** Writes so many octets more. */
  void write(int octets, @Nullable HopBuilder cause) {
    written += octets;
    push(cause);
  }

  /** Sends no more: a FIN follows what was written. */
  void close(@Nullable HopBuilder cause) {
    closing = true;
    push(cause);
  }

  /** Gives the connection up with a reset. */
  void abort(HopBuilder cause) {
    reset = true;
    transmit(segment(Flags.RST_ACK, next, 0), cause, false);
  }

  /** Tells the other end what has come so far. */
  void acknowledge(HopBuilder cause) {
    transmit(segment(Flags.ACK, next, 0), cause, false);
  }

  /** Takes a segment of this connection. */
  void receive(PacketInHost passage, Tcp segment) {
    HopBuilder hop = passage.hop();
    if (segment.initialSequence() != opening.attempt()) {
      passage.note(new SocketStep.SocketIgnored(passage.ip().source()));
      return;
    }
    if (segment.flags().isReset()) {
      reset = true;
      passage.note(new SocketStep.ResetReceived(passage.ip().source()));
      program.reset(this, passage);
      return;
    }
    acknowledgedTo(segment.numbers().acknowledged());
    boolean isOver = closing && isHalfClosed() && unacknowledged > written;
    queue.take(segment, isOver);
    int payload = segment.numbers().payload();
    passage.note(new SocketStep.SegmentTaken(segment.flags(), payload, received()));
    if (payload > 0 || segment.flags().isSynchronizing()) {
      acknowledge(hop); // a SYN-ACK that comes again asks for the ACK that was lost
    }
    push(hop);
    program.progress(this, hop);
    if (segment.flags() == Flags.FIN_ACK) {
      finished(hop);
    }
  }

  private void finished(HopBuilder hop) {
    boolean sendsFin = closing;
    if (isHalfClosed()) {
      program.peerClosed(this, hop);
    }
    if (sendsFin || !closing || next <= written) {
      acknowledge(hop); // else the FIN of this end has done so
    }
  }

  private void acknowledgedTo(int octet) {
    if (octet > unacknowledged) {
      window += Math.max(1, (octet - unacknowledged) / mss());
      unacknowledged = octet;
      next = Math.max(next, octet);
      retries = 0;
      timer++;
      retryLater();
    }
  }

  /** Sends what the window admits. */
  private void push(@Nullable HopBuilder cause) {
    int end = closing ? written + 1 : written;
    int mss = mss();
    boolean isTimed =
        unacknowledged < next; // the timer that runs goes on (tcp_event_new_data_sent)
    boolean sends = false;
    while (!reset && next < end && next - unacknowledged < (long) window * mss) {
      int from = next;
      int octets = Math.min(mss, written - from);
      boolean fin = octets == 0;
      Flags flags = fin ? Flags.FIN_ACK : from + octets == written ? Flags.PSH_ACK : Flags.ACK;
      next = from + Math.max(1, octets);
      boolean again = from < sentOnce;
      sentOnce = Math.max(sentOnce, next);
      transmit(segment(flags, from, octets), cause, again);
      sends = true;
    }
    if (sends && !isTimed) {
      timer++;
      retryLater();
    }
  }

  private void retryLater() {
    if (unacknowledged < next && retries < MOST_RETRIES) {
      long wait = LEAST_RETRY_MILLIS << retries;
      kernel.memory().schedule(wait, true, new TimerEvent.SegmentRetry(key(), timer));
    }
  }

  /** Nothing was acknowledged in time: everything since then is sent again, one segment first. */
  void retry(long order) {
    if (order == timer) {
      retries++;
      window = 1;
      next = unacknowledged;
      push(null);
    }
  }

  /**
   * Takes an ICMP error about a segment of this connection: what is too big is sent again in
   * smaller segments (tcp_v4_mtu_reduced); any other error ends nothing.
   */
  void takesError(PacketInHost passage, Icmp.Problem problem) {
    boolean tooBig = problem.type() == 3 && problem.code() == 4;
    passage.note(new SocketStep.ErrorNoted(problem.type(), problem.code(), passage.ip().source()));
    if (tooBig && output.believesLearned()) {
      next = unacknowledged;
      push(passage.hop());
    }
  }

  private int mss() {
    int options = Tcp.TIMESTAMPS + Tcp.selectiveLength(queue.selective().size());
    return Math.min(opening.peerMss(), output.mss()) - options;
  }

  private Tcp segment(Flags flags, int sequence, int octets) {
    List<Tcp.Octets> selective = flags.isReset() ? List.of() : queue.tell();
    Tcp.Numbers numbers =
        new Tcp.Numbers(opening.ofServer(), sequence, queue.expected(), octets, selective);
    return new Tcp(key().port(), key().peerPort(), flags, opening.attempt(), numbers, 0);
  }

  private void transmit(Tcp segment, @Nullable HopBuilder cause, boolean again) {
    sentBy = output.send(segment, cause, again);
  }
}
