package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.packet.IpPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a table's rules for a packet at a hook.
 *
 * @param ending final verdict on the packet
 * @param by the rule that ended it, none if the policy did
 * @param mark the packet's mark afterwards
 * @param connectionMark the connection's mark afterwards
 * @param labels the connection's labels afterwards
 * @param packet the packet afterwards
 * @param tracked false if a rule said that the packet is not to be tracked
 * @param hits the rules that matched, in the order they were met
 */
public record Verdict(
    Ending ending,
    @Nullable Hit by,
    int mark,
    int connectionMark,
    Datum labels,
    IpPacket packet,
    boolean tracked,
    List<Hit> hits) {
  /**
   * A rule that matched.
   *
   * @param did effect on the packet in the end: its target, or the effect of its statements
   */
  public record Hit(RulePlace place, Rule rule, @Nullable Target did) {
    /** A rule that did what its target is. */
    public Hit(RulePlace place, Rule rule) {
      this(place, rule, rule.target());
    }
  }

  /** The way a packet leaves a table. */
  public sealed interface Ending {
    /** The packet continues. */
    record Accepted() implements Ending {}

    /** It ends. */
    record Dropped() implements Ending {}

    /** The packet is dropped, and its sender gets an error. */
    record Rejected(Target.Reject.With with) implements Ending {}

    /** Its connection is given another destination. */
    record Destination(Target.Dnat to) implements Ending {}

    /** Its connection is given another source. */
    record Source(Target.Snat to) implements Ending {}

    /** A rule that the model does not know decides. */
    record Unknown(String text) implements Ending {}
  }

  public Verdict {
    hits = List.copyOf(hits);
  }

  /** Returns true if the packet fares the same, whatever rules it met. */
  boolean leadsAs(Verdict other) {
    return ending.equals(other.ending)
        && mark == other.mark
        && connectionMark == other.connectionMark
        && labels.equals(other.labels)
        && packet.equals(other.packet)
        && tracked == other.tracked;
  }
}
