package dev.podlane.net.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a table at a hook made of a packet.
 *
 * @param ending how it ended
 * @param by the rule that ended it, none if the policy did
 * @param mark the packet's mark afterwards
 * @param connectionMark the connection's mark afterwards
 * @param tracked false if a rule said that the packet is not to be tracked
 * @param hits the rules that matched, in the order they were met
 */
public record Verdict(
    Ending ending,
    @Nullable Hit by,
    int mark,
    int connectionMark,
    boolean tracked,
    List<Hit> hits) {
  /** A rule that matched. */
  public record Hit(RulePlace place, Rule rule) {}

  /** How a packet leaves a table. */
  public sealed interface Ending {
    /** It goes on. */
    record Accepted() implements Ending {}

    /** It ends. */
    record Dropped() implements Ending {}

    /** It ends, and its sender is told. */
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
}
