package dev.podlane.notation;

import dev.podlane.trace.Outcome;
import dev.podlane.trace.Trace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as recordings write it; the components are named as the keys of the text.
 *
 * @param result delivered, refused, timeout, icmp_unreachable, ttl_exceeded, frag_needed,
 *     local_error, reset, loop or unknown
 * @param errno error of the call
 * @param icmp the ICMP error received
 * @param server socket that served
 * @param reply_from source of the echo reply
 * @param reply_ttl TTL the echo reply arrived with
 * @param exchanged octets that got across a connection: of the request, a slash, of the answer
 */
public record OutcomeNote(
    String result,
    @Nullable String errno,
    @Nullable Icmp icmp,
    @Nullable Server server,
    @Nullable String reply_from,
    @Nullable Integer reply_ttl,
    @Nullable String exchanged) {
  /** An ICMP error: numbers, sender, MTU of a type 3 code 4, and the meaning of the numbers. */
  public record Icmp(
      int type, int code, String from, @Nullable Integer mtu, @Nullable String meaning) {}

  /** The socket that served, and the client as it saw it. */
  public record Server(String ns, String listener, String sees_src, int sees_sport, String local) {}

  /** Returns the result of a trace as seen by its sender. */
  public static OutcomeNote of(Trace trace) {
    return of(trace.outcome());
  }

  /** Writes an outcome down. */
  public static OutcomeNote of(Outcome outcome) {
    return new OutcomeNote(
        outcome.result().text(),
        outcome.errno(),
        icmp(outcome.icmp()),
        server(outcome.server()),
        outcome.replyFrom() == null ? null : outcome.replyFrom().toString(),
        outcome.replyTtl(),
        exchanged(outcome));
  }

  /** Returns all values by name; the sender's port is left out. */
  public Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    put(lines, "result", result);
    put(lines, "errno", errno);
    if (icmp != null) {
      put(lines, "icmp", icmp.type() + "/" + icmp.code());
      put(lines, "icmp_from", icmp.from());
      put(lines, "icmp_meaning", icmp.meaning());
    }
    if (server != null) {
      put(lines, "server", server.ns() + " " + server.listener());
      put(lines, "sees", server.sees_src() + " at " + server.local());
    }
    put(lines, "reply_from", reply_from);
    put(lines, "reply_ttl", reply_ttl);
    put(lines, "exchanged", exchanged);
    return Collections.unmodifiableMap(lines);
  }

  private static void put(Map<String, String> lines, String key, @Nullable Object value) {
    if (value != null) {
      lines.put(key, value.toString());
    }
  }

  /** Of a reset connection no program can ask any more. */
  private static @Nullable String exchanged(Outcome outcome) {
    Outcome.Exchanged octets = outcome.exchanged();
    return octets == null || outcome.result() == Outcome.Result.RESET
        ? null
        : octets.request() + "/" + octets.response();
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
