package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions about the rate of packets, of which each has a bucket of tokens. */
public final class RateConditions {
  private RateConditions() {}

  private static Finding take(PacketAtHook subject, RuleKey key, TokenBucket bucket, boolean over) {
    MatchContext around = subject.around();
    RuleState.Bucket now = bucket.now(around.recall(key), around.now());
    boolean passes = bucket.suffices(now);
    around.remember(key, passes ? bucket.taken(now) : now);
    return Finding.of(passes != over, "rate", bucket.packets(now));
  }

  /**
   * {@code -m limit}, which iptables keeps as nft's own expression: each rule has a bucket.
   *
   * @param rate packets in a unit of time, at least 1
   * @param unitSeconds the unit, in seconds
   * @param burst packets that may come at once
   */
  public record Limit(long rate, long unitSeconds, long burst) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return subject.around().once(at, this, () -> fresh(subject, at));
    }

    private Finding fresh(PacketAtHook subject, RulePlace at) {
      TokenBucket bucket = TokenBucket.of(rate, unitSeconds, burst);
      return take(subject, RuleKey.of("limit", at, this), bucket, false);
    }

    @Override
    public boolean remembers() {
      return true;
    }
  }

  /**
   * {@code -m hashlimit} by packets: a bucket for each host or connection, which rules of one name
   * share (net/netfilter/xt_hashlimit.c).
   *
   * @param name name of the table
   * @param over true if the rule is about what exceeds the rate
   * @param rate packets in a unit of time, at least 1
   * @param unitSeconds the unit, in seconds
   * @param burst packets that may come at once
   * @param key parts of a packet that tell buckets apart
   * @param forgets times after which a bucket is forgotten
   */
  public record HashLimit(
      String name,
      boolean over,
      long rate,
      long unitSeconds,
      long burst,
      Key key,
      Forgetting forgets)
      implements Condition {
    /**
     * Parts of a packet, with the bits of addresses that count.
     *
     * @param source {@code srcip}
     * @param sourceMask bits of the source that count, 0 to 32
     * @param destination {@code dstip}
     * @param destinationMask bits of the destination that count, 0 to 32
     */
    public record Key(
        boolean source,
        int sourceMask,
        boolean destination,
        int destinationMask,
        boolean sourcePort,
        boolean destinationPort) {
      @Nullable String of(IpPacket packet) {
        boolean byPort = sourcePort || destinationPort;
        if (byPort && !packet.showsSegment()) {
          return null;
        }
        List<String> parts = new ArrayList<>();
        parts.add(source ? masked(packet.source(), sourceMask) : "");
        parts.add(destination ? masked(packet.destination(), destinationMask) : "");
        Segment segment = packet.segment();
        boolean hasPorts = !(segment instanceof Icmp);
        parts.add(sourcePort && hasPorts ? "" + segment.sourcePort() : "");
        parts.add(destinationPort && hasPorts ? "" + segment.destinationPort() : "");
        return String.join(" ", parts);
      }

      private static String masked(Ip address, int bits) {
        return Ip.v4(bits == 0 ? 0 : address.v4Bits() & (-1 << (32 - bits))).toString();
      }
    }

    /**
     * Times after which a bucket is forgotten.
     *
     * @param expireMillis time without a packet after which it may go
     * @param sweepMillis interval at which such buckets are looked for
     */
    public record Forgetting(long expireMillis, long sweepMillis) {}

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
      TokenBucket bucket = TokenBucket.of(rate, unitSeconds, burst);
      if (around.recall(own) instanceof RuleState.Bucket known) {
        long idle = around.now() - known.moment();
        if (idle >= forgets.expireMillis() + forgets.sweepMillis()) {
          around.remember(own, new RuleState.Bucket(bucket.most(), around.now()));
        } else if (idle >= forgets.expireMillis()
            && bucket.now(known, around.now()).tokens() < bucket.most()) {
          return Finding.open("rate.expiring");
        }
      }
      return take(subject, own, bucket, over);
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
}
