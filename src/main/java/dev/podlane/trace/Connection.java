package dev.podlane.trace;

import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.conntrack.TcpState;
import dev.podlane.net.conntrack.Tuple;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tracked connection (struct nf_conn). */
final class Connection {
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
  private long expires;

  Connection(long id, Tuple original, @Nullable TcpState state) {
    this.id = id;
    this.original = original;
    this.reply = original.inverse();
    this.state = state;
  }

  long id() {
    return id;
  }

  Tuple original() {
    return original;
  }

  Tuple reply() {
    return reply;
  }

  @Nullable TcpState state() {
    return state;
  }

  boolean isReplied() {
    return replied;
  }

  boolean isConfirmed() {
    return confirmed;
  }

  int mark() {
    return mark;
  }

  /** Whether it is settled if and how this side is translated. */
  boolean isDecided(Side side) {
    return decided.contains(side);
  }

  boolean isTranslated(Side side) {
    return translated.contains(side);
  }

  boolean isTranslated() {
    return !translated.isEmpty();
  }

  boolean isExpired(long now) {
    return now >= expires;
  }

  /** The tuple that packets of a direction have after all translation, seen from their receiver. */
  Tuple leaving(boolean ofReply) {
    return (ofReply ? original : reply).inverse();
  }

  void markWith(int now) {
    mark = now;
  }

  void decide(Side side, Tuple newReply) {
    decided.add(side);
    if (!newReply.equals(reply)) {
      reply = newReply;
      translated.add(side);
    }
  }

  void confirm() {
    confirmed = true;
  }

  void packet(boolean ofReply, @Nullable TcpState after, long now) {
    state = after;
    assured = assured || after == TcpState.ESTABLISHED || (after == null && replied && !ofReply);
    replied = replied || ofReply;
    expires = now + 1_000L * (after == null ? quietSeconds() : after.timeoutSeconds());
  }

  /** Timeouts of ICMP and of UDP streams (nf_conntrack_udp_timeout and _stream). */
  private int quietSeconds() {
    return assured && !original.isEcho() ? 120 : 30;
  }

  ConnectionView view(long now) {
    long left = Math.max(0, (expires - now) / 1_000);
    return new ConnectionView(id, original, reply, state, replied, assured, mark, left);
  }
}
