package dev.podlane.trace.memory;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.conntrack.TcpState;
import dev.podlane.net.conntrack.Tuple;
import dev.podlane.net.filter.TrackedConnection;
import dev.podlane.net.filter.TrackedConnection.Traffic;
import dev.podlane.net.filter.nft.Datum;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tracked connection (struct nf_conn). */
public final class Connection {
  /** Datagrams both ways become a stream after this time (nf_conntrack_udp_packet). */
  private static final long STREAM_MILLIS = 2_000;

  private final long id;
  private final Tuple original;
  private final Set<Side> decided = EnumSet.noneOf(Side.class);
  private final Set<Side> translated = EnumSet.noneOf(Side.class);
  private Tuple reply;
  private @Nullable TcpState state;
  private boolean replied;
  private boolean assured;
  private boolean confirmed;
  private int mark;
  private Datum labels = Datum.of(0);
  private int timeoutSeconds;
  private long expires;
  private long streamFrom;
  private Traffic forth = Traffic.NONE;
  private Traffic back = Traffic.NONE;

  /** A connection that begins with a packet of this tuple; TCP has a state. */
  public Connection(long id, Tuple original, @Nullable TcpState state) {
    this.id = id;
    this.original = original;
    this.reply = original.inverse();
    this.state = state;
  }

  Connection copy() {
    Connection copy = new Connection(id, original, state);
    copy.decided.addAll(decided);
    copy.translated.addAll(translated);
    copy.reply = reply;
    copy.replied = replied;
    copy.assured = assured;
    copy.confirmed = confirmed;
    copy.mark = mark;
    copy.labels = labels;
    copy.timeoutSeconds = timeoutSeconds;
    copy.expires = expires;
    copy.streamFrom = streamFrom;
    copy.forth = forth;
    copy.back = back;
    return copy;
  }

  /** Number within the run. */
  public long id() {
    return id;
  }

  /** Returns the tuple of packets in the direction of the first one, as they come in. */
  public Tuple original() {
    return original;
  }

  /** Returns the tuple of replies as they come in. */
  public Tuple reply() {
    return reply;
  }

  /** State of TCP, none for other protocols. */
  public @Nullable TcpState state() {
    return state;
  }

  /** Returns true if a reply has been seen (IPS_SEEN_REPLY). */
  public boolean isReplied() {
    return replied;
  }

  /** Returns true if lookups find it by its tuples (IPS_CONFIRMED). */
  public boolean isConfirmed() {
    return confirmed;
  }

  /** Its mark (connmark). */
  public int mark() {
    return mark;
  }

  /** Returns true if the NAT decision for this side has been made. */
  public boolean isDecided(Side side) {
    return decided.contains(side);
  }

  /** Returns true if this side is translated. */
  public boolean isTranslated(Side side) {
    return translated.contains(side);
  }

  /** Returns true if either side is translated. */
  public boolean isTranslated() {
    return !translated.isEmpty();
  }

  /** Returns true if it has timed out. */
  public boolean isExpired(long now) {
    return now >= expires;
  }

  /** The tuple that packets of a direction have after all translation, seen from their receiver. */
  public Tuple leaving(boolean ofReply) {
    return (ofReply ? original : reply).inverse();
  }

  /** Gives it another mark. */
  public void markWith(int now) {
    mark = now;
  }

  /** Gives it other labels. */
  public void labelWith(Datum now) {
    labels = now;
  }

  /** Notes the NAT decision for a side; answers are to look like this from now on. */
  public void decide(Side side, Tuple newReply) {
    decided.add(side);
    if (!newReply.equals(reply)) {
      reply = newReply;
      translated.add(side);
    }
  }

  /** Enters it into the lookup by its tuples. */
  public void confirm() {
    confirmed = true;
  }

  /**
   * Notes a packet and the state it leads to.
   *
   * @param now the moment, in milliseconds
   */
  public void packet(boolean ofReply, @Nullable TcpState after, long now) {
    if (!confirmed) {
      streamFrom = now + STREAM_MILLIS;
    }
    boolean isStream = replied && isStream(now);
    timeoutSeconds = after != null ? after.timeoutSeconds() : isStream ? 120 : 30;
    assured = assured || isStream || (replied && isOpened(after));
    state = after;
    replied = replied || ofReply;
  }

  private boolean isOpened(@Nullable TcpState after) {
    return after == TcpState.ESTABLISHED
        && (state == TcpState.SYN_RECV || state == TcpState.ESTABLISHED);
  }

  private boolean isStream(long now) {
    return original.protocol() == Protocol.UDP.number() && now > streamFrom;
  }

  /**
   * Counts a packet of this many octets and renews the timeout (nf_ct_refresh_acct).
   *
   * @param now the moment, in milliseconds
   */
  public void count(boolean ofReply, int octets, long now) {
    expires = now + 1_000L * timeoutSeconds;
    if (ofReply) {
      back = back.plus(octets);
    } else {
      forth = forth.plus(octets);
    }
  }

  /** As rules can match it at a moment, in milliseconds. */
  public TrackedConnection tracked(long now) {
    int status =
        (replied ? TrackedConnection.SEEN_REPLY : 0)
            | (assured ? TrackedConnection.ASSURED : 0)
            | (confirmed ? TrackedConnection.CONFIRMED : 0);
    long left = Math.max(0, (expires - now) / 1_000);
    return new TrackedConnection(
        id, original.protocol(), ends(original), ends(reply), status, left, forth, back, labels);
  }

  private static TrackedConnection.Ends ends(Tuple tuple) {
    // of an echo, type and code stand where others have the destination port
    int port = tuple.isEcho() ? tuple.icmpType() << 8 : tuple.destinationPort();
    return new TrackedConnection.Ends(
        tuple.source(), tuple.sourcePort(), tuple.destination(), port);
  }

  /** As {@code conntrack -L} shows it at a moment, in milliseconds. */
  public ConnectionView view(long now) {
    long left = Math.max(0, (expires - now) / 1_000);
    return new ConnectionView(id, original, reply, state, replied, assured, mark, left);
  }
}
