package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that count connections or octets. */
public final class CountConditions {
  private CountConditions() {}

  /**
   * {@code -m connlimit}: each rule counts the connections of a host or network
   * (net/netfilter/nf_conncount.c).
   *
   * @param most connections that do not exceed the limit
   * @param above true if the rule is about more than these, false for up to them
   * @param destination true if those to one destination are counted, else those from one source
   * @param bits bits of the address that count, 0 to 32
   */
  public record ConnectionLimit(long most, boolean above, boolean destination, int bits)
      implements Condition {
    /** CONNCOUNT_GC_MAX_NODES. */
    private static final int AT_ONCE = 8;

    /** The number of no connection. */
    private static final long UNTRACKED = -1;

    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return subject.around().once(at, this, () -> fresh(subject, at));
    }

    private Finding fresh(PacketAtHook subject, RulePlace at) {
      MatchContext around = subject.around();
      Ip whole = destination ? subject.packet().destination() : subject.packet().source();
      Ip address = Ip.v4(bits == 0 ? 0 : whole.v4Bits() & (-1 << (32 - bits)));
      RuleKey rule = RuleKey.of("connlimit", at, this);
      RuleKey key = new RuleKey(rule.extension(), rule.name(), address.toString());
      TrackedConnection own = subject.tracking().connection();
      // one that is not tracked is counted by its addresses, and gone when others are looked
      // through
      long id = own == null ? UNTRACKED : own.id();
      // only for one that begins are the others not looked through twice within a jiffy
      boolean hasBegun = own != null && (own.status() & TrackedConnection.CONFIRMED) != 0;
      RuleState.Counted known = around.recall(key) instanceof RuleState.Counted now ? now : null;
      RuleState.Counted counted = cleaned(known, around, hasBegun);
      boolean isLookedFor = hasBegun || !counted.equals(known);
      if (!isLookedFor || !counted.connections().contains(id)) {
        counted = counted.with(id);
      }
      around.remember(key, counted);
      int number = counted.connections().size();
      boolean exceeds = number > most;
      return Finding.of(exceeds == above, "connlimit", number, address + "/" + bits);
    }

    /** Without those that are gone; within a moment, which is a jiffy here, none is looked for. */
    private static RuleState.Counted cleaned(
        RuleState.@Nullable Counted known, MatchContext around, boolean always) {
      long now = around.now();
      if (known == null) {
        return new RuleState.Counted(List.of(), now, 0);
      }
      boolean isFull = known.connections().size() - known.then() >= AT_ONCE;
      if (known.cleaned() == now && !isFull && !always) {
        return known;
      }
      List<Long> live = known.connections().stream().distinct().filter(around::isLive).toList();
      return new RuleState.Counted(live, now, live.size());
    }

    @Override
    public boolean remembers() {
      return true;
    }

    @Override
    public Need need() {
      return Need.CONNECTIONS;
    }
  }

  /** {@code -m quota}: octets that may pass before the rule fails (net/netfilter/xt_quota.c). */
  public record Quota(long octets) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return subject.around().once(at, this, () -> fresh(subject, at));
    }

    private Finding fresh(PacketAtHook subject, RulePlace at) {
      RuleKey key = RuleKey.of("quota", at, this);
      long left =
          subject.around().recall(key) instanceof RuleState.Left known ? known.octets() : octets;
      int length = subject.packet().length();
      boolean suffices = Long.compareUnsigned(left, length) >= 0;
      // what is too long uses up the rest
      subject.around().remember(key, new RuleState.Left(suffices ? left - length : 0));
      return Finding.of(suffices, "quota", Long.toUnsignedString(left));
    }

    @Override
    public boolean remembers() {
      return true;
    }
  }

  /** {@code -m nfacct}: counts, and always holds: quotas of such objects are not modelled. */
  public record Accounting(String name) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return Finding.of(true, "counts");
    }
  }
}
