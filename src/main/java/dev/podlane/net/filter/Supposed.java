package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Surroundings in which rules are read only to see where they would lead: nothing is remembered,
 * and it is noted if something would have been.
 */
final class Supposed implements MatchContext {
  /** So many ways are followed at most; then nobody knows. */
  private static final int MOST_WAYS = 64;

  private final MatchContext real;
  private boolean remembers;
  private int ways;

  Supposed(MatchContext real) {
    this.real = real;
  }

  /** Returns true if the ways that were followed say all there is to say. */
  boolean isConclusive() {
    return !remembers && ways <= MOST_WAYS;
  }

  /** Counts a way that is followed; false if there are too many. */
  boolean mayFollow() {
    ways++;
    return ways <= MOST_WAYS;
  }

  @Override
  public AddressKind kind(Ip address, @Nullable String device) {
    return real.kind(address, device);
  }

  @Override
  public @Nullable IpSet set(String name) {
    return real.set(name);
  }

  @Override
  public void asked(boolean matched) {
    real.asked(matched);
  }

  @Override
  public boolean chance(RulePlace at, double probability) {
    remembers = true;
    return false;
  }

  @Override
  public int count(RulePlace at) {
    remembers = true;
    return -1;
  }

  @Override
  public long number(RulePlace at, boolean drawn, long below) {
    remembers = true;
    return 0;
  }

  @Override
  public boolean hasLearned(SetKey key) {
    return real.hasLearned(key);
  }

  @Override
  public void learn(SetKey key, long millis, boolean refreshes) {
    remembers = true;
  }

  @Override
  public long now() {
    return real.now();
  }

  @Override
  public Finding once(RulePlace at, Record condition, Supplier<Finding> fresh) {
    remembers = true;
    return Finding.open("unknown");
  }

  @Override
  public boolean isLive(long connection) {
    return real.isLive(connection);
  }

  @Override
  public WayBack wayBack(Asked back) {
    return real.wayBack(back);
  }

  @Override
  public int mtu(Ip address, @Nullable String out) {
    return real.mtu(address, out);
  }

  @Override
  public Bound bound(Protocol protocol, Ip address, int port) {
    return real.bound(protocol, address, port);
  }

  @Override
  public Connected connected(Protocol protocol, TrackedConnection.Ends ends) {
    return real.connected(protocol, ends);
  }

  @Override
  public void change(IpSetChange change) {
    remembers = true;
  }

  @Override
  public void forget(SetKey key) {
    remembers = true;
  }

  @Override
  public @Nullable String way(Asked asked) {
    return real.way(asked);
  }
}
