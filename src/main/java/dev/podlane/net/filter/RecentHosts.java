package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.RuleState.Recent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code -m recent}: a list of hosts that rules of one name share (net/netfilter/xt_recent.c).
 *
 * @param verb action on the list
 * @param name name of the list
 * @param destination true if the destination is entered, else the source
 * @param mask bits of the address that count, as the rule says; a list has the mask of the rule
 *     that made it
 * @param seconds age up to which a packet counts, 0 for any
 * @param hits packets that must have come, 0 for any number
 * @param reap true to forget the oldest host if none of its packets counts any more
 * @param sameTtl true to count packets of the same TTL only
 * @param inverted true if the condition is negated, which also inverts when a host is updated
 */
public record RecentHosts(
    Verb verb,
    String name,
    boolean destination,
    int mask,
    long seconds,
    long hits,
    boolean reap,
    boolean sameTtl,
    boolean inverted)
    implements Condition {
  /** The action on the list. */
  public enum Verb {
    SET,
    RCHECK,
    UPDATE,
    REMOVE
  }

  @Override
  public Finding ask(PacketAtHook subject, RulePlace at) {
    return subject.around().once(at, this, () -> fresh(subject));
  }

  @Override
  public boolean remembers() {
    return true;
  }

  @Override
  public boolean shares() {
    return true;
  }

  private Finding fresh(PacketAtHook subject) {
    MatchContext around = subject.around();
    Ip whole = destination ? subject.packet().destination() : subject.packet().source();
    // as it was before it was forwarded
    boolean isForwarded = subject.link().received() && !subject.out().isEmpty();
    int ttl = subject.packet().ttl() + (isForwarded ? 1 : 0);
    RuleKey key = new RuleKey("recent", name, "");
    Recent list = list(around, key);
    Ip address = Ip.v4(whole.v4Bits() & list.mask());
    Recent.Host host = find(list, address, ttl);
    long now = around.now();
    if (host == null) {
      if (verb == Verb.SET) {
        around.remember(key, list.with(new Recent.Host(address, ttl, List.of(now))));
      }
      return Finding.of((verb == Verb.SET) != inverted, "recent.none", address, name);
    }
    long earliest = now - seconds * 1_000;
    long counted = host.moments().stream().filter(each -> seconds == 0 || each >= earliest).count();
    boolean holds =
        switch (verb) {
          case SET, REMOVE -> true;
          case RCHECK, UPDATE -> counted >= Math.max(1, hits);
        };
    boolean result = holds != inverted;
    boolean updates = verb == Verb.SET || (verb == Verb.UPDATE && result);
    Recent after = reap && verb != Verb.SET ? reaped(list, host, earliest, updates) : list;
    if (verb == Verb.REMOVE) {
      after = list.without(host);
    } else if (updates) {
      after = after.without(host).with(host.seen(ttl, now));
    }
    around.remember(key, after);
    return Finding.of(result, "recent", address, name, counted);
  }

  private Recent list(MatchContext around, RuleKey key) {
    if (around.recall(key) instanceof Recent known) {
      return known;
    }
    Recent made = new Recent(around.recentMask(name).orElse(mask), List.of());
    around.remember(key, made);
    return made;
  }

  private Recent.@Nullable Host find(Recent list, Ip address, int ttl) {
    return list.hosts().stream()
        .filter(each -> each.address().equals(address))
        .filter(each -> !sameTtl || each.ttl() == ttl || each.ttl() == 0)
        .findFirst()
        .orElse(null);
  }

  /** The list without its oldest host, if that one has not been seen since. */
  private static Recent reaped(Recent list, Recent.Host host, long earliest, boolean updates) {
    Recent.Host oldest = list.hosts().get(0);
    boolean isKept = oldest.equals(host) && updates;
    long last = oldest.moments().get(oldest.moments().size() - 1);
    return !isKept && last < earliest ? list.without(oldest) : list;
  }
}
