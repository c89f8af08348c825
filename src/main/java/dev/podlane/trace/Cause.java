package dev.podlane.trace;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who decided that a probe was not answered: the one step after which it could not be any more.
 *
 * @param code the kind of decision
 * @param flow the part of the conversation that was decided about
 * @param namespace where
 * @param device the device concerned, if one was
 * @param seq position of the step that decided; none if no step was recorded
 * @param decider that step, with what it looked at; none if no step was recorded
 * @param reason why, in the engine's own words; none where the step itself says it
 * @param fields what decided, each with the value it takes to go on and the value found
 */
public record Cause(
    Code code,
    Flow flow,
    String namespace,
    @Nullable String device,
    @Nullable Integer seq,
    @Nullable Step decider,
    Outcome.@Nullable Reason reason,
    List<Field> fields) {
  /** The kinds of decisions, as docs/outcomes.md explains them. */
  public enum Code {
    /** A netfilter rule, the policy of a chain, or connection tracking. */
    RULE,
    /** No socket waits for the packet. */
    NO_SOCKET,
    /** No route, a route that refuses, or a host that does not forward. */
    NO_ROUTE,
    /** The next station on the link was not found, or nothing could be handed to it. */
    NEIGHBOUR,
    /** The source address may not come in, or leave, by that device. */
    REVERSE_PATH,
    /** The answer came from another address than was asked, or went to somebody else. */
    REPLY_MISMATCH,
    /** Too long for a link. */
    MTU,
    /** The time to live was used up. */
    TTL,
    /** It goes round for ever. */
    LOOP,
    /** A bound of the walk was reached. */
    LIMIT,
    /** The input says something there that the engine does not simulate. */
    NOT_SIMULATED,
    /** The input lacks a fact. */
    FACT_MISSING;

    /** The name used in documents, such as {@code no-socket}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Something that was looked at. Of a rule that matched it is a condition and what the packet had.
   *
   * @param name what was looked at: a setting as sysctl(8) names it, a header field, or a word
   * @param wanted the value with which the packet would have gone on; none if there is no such one
   * @param had the value found; none if nothing was found
   */
  public record Field(String name, @Nullable String wanted, @Nullable String had) {
    /** A setting of a device in {@code net.ipv4.conf}. */
    static Field conf(String device, String setting, Object wanted, Object had) {
      return new Field(
          "net.ipv4.conf." + device + "." + setting, wanted.toString(), had.toString());
    }
  }

  public Cause {
    fields = List.copyOf(fields);
  }
}
