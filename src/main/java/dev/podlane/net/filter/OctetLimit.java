package dev.podlane.net.filter;

import dev.podlane.net.filter.RateConditions.HashLimit;

/**
 * {@code -m hashlimit} by octets: each host or connection earns credit as time passes, and can fill
 * it up a few times at once (hashlimit_byte_cost in net/netfilter/xt_hashlimit.c).
 *
 * @param name name of the table
 * @param over true if the rule is about what exceeds the rate
 * @param cost as iptables passes the rate: 2^32 divided by chunks of 16 octets in a second
 * @param refills times the credit can be filled up when it does not suffice
 * @param key parts of a packet that tell credits apart
 * @param forgets times after which a credit is forgotten
 */
public record OctetLimit(
    String name,
    boolean over,
    long cost,
    long refills,
    HashLimit.Key key,
    HashLimit.Forgetting forgets)
    implements Condition {
  private static final int CHUNK_BITS = 4;
  private static final long LARGEST_COST = 0xffff_ffffL;
  private static final long PER_MILLI = 1L << 22;
  private static final long MOST = 1_000 * PER_MILLI;

  /**
   * The cost of a rate (bytes_to_cost in extensions/libxt_hashlimit.c).
   *
   * @param octets octets in a second, below 2^34
   */
  public static long cost(long octets) {
    return LARGEST_COST / ((octets >> CHUNK_BITS) + 1);
  }

  /**
   * The times that a burst fills the credit up (hashlimit_mt_check).
   *
   * @param octets octets that may come at once
   * @param cost the cost of the rate
   */
  public static long refills(long octets, long cost) {
    long rate = Math.max(1, (LARGEST_COST / cost - 1) << CHUNK_BITS);
    return (octets + rate - 1) / rate;
  }

  @Override
  public Finding ask(PacketAtHook subject, RulePlace at) {
    return subject.around().once(at, this, () -> fresh(subject));
  }

  private Finding fresh(PacketAtHook subject) {
    String about = key.of(subject.packet());
    if (about == null) {
      return Finding.drops("fragment"); // the key cannot be made
    }
    RuleKey own = new RuleKey("hashlimit", name, about);
    MatchContext around = subject.around();
    long now = around.now();
    long credit = MOST;
    long left = refills;
    if (around.recall(own) instanceof RuleState.Credit known) {
      long idle = now - known.moment();
      boolean isForgotten = idle >= forgets.expireMillis() + forgets.sweepMillis();
      long earned = idle >= 1_000 ? MOST : known.credit() + idle * PER_MILLI;
      if (!isForgotten && idle >= forgets.expireMillis() && known.refills() < refills) {
        return Finding.open("rate.expiring");
      }
      credit = isForgotten ? MOST : Math.min(MOST, earned);
      left = isForgotten ? refills : known.refills();
    }
    long chunk = Math.max(1, (cost * MOST) >>> 32);
    long due = Math.min(MOST, ((subject.packet().length() >> CHUNK_BITS) + 1) * chunk);
    if (credit < due && left > 0) {
      left--;
      credit = MOST;
    }
    boolean passes = credit >= due;
    around.remember(own, new RuleState.Credit(passes ? credit - due : credit, left, now));
    return Finding.of(passes != over, "rate.octets", (credit / chunk) << CHUNK_BITS);
  }

  @Override
  public boolean shares() {
    return true;
  }

  @Override
  public boolean remembers() {
    return true;
  }
}
