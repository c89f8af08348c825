package dev.podlane.scenario.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A probe in the words of {@code POST …/traces}.
 *
 * @param name its name in the file
 * @param protocol null for the usual one
 * @param port number or name; null for none
 * @param size octets of data; null for the usual ones
 * @param df want, do, dont or probe; null for the usual one
 * @param via null for the balancer's choice
 * @param endpoint null to leave it to chance
 * @param host header Host; null for the URL's own
 * @param repeat times it is sent, each with the next seed
 * @param request octets that go over the connection; -1 if there is no exchange
 * @param response octets of the answer
 * @param atMillis moment of the time line; null for its beginning
 * @param before commands that are given first, for this probe alone
 * @param json the probe as a body of {@code POST …/traces}
 */
public record ProbeText(
    String name,
    String from,
    String to,
    @Nullable String protocol,
    @Nullable String port,
    int ttl,
    boolean cold,
    long seed,
    @Nullable Integer size,
    @Nullable String df,
    int sourcePort,
    @Nullable String via,
    @Nullable String endpoint,
    @Nullable String host,
    int repeat,
    int request,
    int response,
    @Nullable Long atMillis,
    List<Change> before,
    String json) {
  public ProbeText {
    before = List.copyOf(before);
  }
}
