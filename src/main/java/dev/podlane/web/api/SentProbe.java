package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.net.addr.Protocol;
import dev.podlane.terminal.Reply;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.ProbeRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A probe that a program sent: the fields of a request that walks it again.
 *
 * @param ttl absent for the usual one
 * @param size octets of data; absent for the usual ones
 * @param df path MTU discovery; absent for the usual one
 */
@Schema(name = "SentProbe")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SentProbe(
    String from,
    String to,
    String protocol,
    @Nullable Integer port,
    @Nullable Integer ttl,
    @Nullable Integer size,
    @Nullable String df,
    @Nullable Integer sourcePort,
    @Nullable String host,
    @Nullable String method,
    @Nullable Map<String, String> headers) {
  /** The probes of a program, each once. */
  static List<SentProbe> of(Reply reply) {
    return reply.walks().stream().map(SentProbe::of).distinct().toList();
  }

  private static SentProbe of(ProbeRequest sent) {
    ProbeRequest.Http http = sent.http();
    return new SentProbe(
        sent.from(),
        sent.to(),
        text(sent.protocol()),
        sent.port(),
        sent.ttl() == Probe.DEFAULT_TTL ? null : (Integer) sent.ttl(),
        sent.size(),
        sent.discovery() == Probe.Discovery.WANT
            ? null
            : sent.discovery().name().toLowerCase(Locale.ROOT),
        sent.sourcePort() == 0 ? null : (Integer) sent.sourcePort(),
        http == null ? null : http.host(),
        http == null ? null : http.method(),
        http == null || http.headers().isEmpty() ? null : http.headers());
  }

  private static String text(Protocol protocol) {
    return protocol.word();
  }
}
