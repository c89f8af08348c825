package dev.podlane.notation;

import dev.podlane.trace.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as recordings write it; the components are named as the keys of the text.
 *
 * @param result delivered, refused, timeout, icmp_unreachable, ttl_exceeded, frag_needed,
 *     local_error, reset or unknown
 * @param errno error of the call
 * @param icmp the ICMP error received
 * @param server who served
 * @param reply_from source of the echo reply
 * @param reply_ttl TTL the echo reply arrived with
 */
public record OutcomeNote(
    String result,
    @Nullable String errno,
    @Nullable Icmp icmp,
    @Nullable Server server,
    @Nullable String reply_from,
    @Nullable Integer reply_ttl) {
  /** An ICMP error: numbers, sender, MTU of a type 3 code 4, and what the numbers mean. */
  public record Icmp(
      int type, int code, String from, @Nullable Integer mtu, @Nullable String meaning) {}

  /** The socket that served, and the client as it saw it. */
  public record Server(String ns, String listener, String sees_src, int sees_sport, String local) {}

  /** Writes an outcome down. */
  public static OutcomeNote of(Outcome outcome) {
    return new OutcomeNote(
        outcome.result().text(),
        outcome.errno(),
        icmp(outcome.icmp()),
        server(outcome.server()),
        outcome.replyFrom() == null ? null : outcome.replyFrom().toString(),
        outcome.replyTtl());
  }

  private static @Nullable Icmp icmp(Outcome.@Nullable IcmpError error) {
    return error == null
        ? null
        : new Icmp(
            error.type(),
            error.code(),
            error.from().toString(),
            error.mtu(),
            IcmpMeaning.of(error.type(), error.code()));
  }

  private static @Nullable Server server(Outcome.@Nullable Server server) {
    return server == null
        ? null
        : new Server(
            server.namespace(),
            server.listener(),
            server.seesSource().toString(),
            server.seesPort(),
            server.local() + ":" + server.port());
  }
}
