package dev.podlane.trace.cause;

import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.Step;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The step that decided that a probe was not answered: the first after which an answer was
 * impossible.
 *
 * @param code the kind of decision
 * @param flow the part of the conversation that was decided about
 * @param namespace namespace of the step
 * @param device the device concerned, if one was
 * @param seq position of the step that decided; none if no step was recorded
 * @param decider that step with its fields; null if no step was recorded
 * @param reason reason in the engine's terms; null where the step states it
 * @param fields the deciding fields, each with the value needed to continue and the value found
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
    /** The answer came from an address other than the destination, or went to another host. */
    REPLY_MISMATCH,
    /** A name that leads to no address. */
    DNS,
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

  public Cause {
    fields = List.copyOf(fields);
  }
}
