package dev.podlane.web.api;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Traffic;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a stream.
 *
 * @param probe the probe
 * @param use its sockets
 * @param moments the moments at which it is sent, in milliseconds
 */
record TrafficBody(ProbeRequest probe, Traffic.Use use, List<Long> moments) {
  private static final String KEEP = "keep";
  private static final String RECONNECT = "reconnect";

  /** Octets that go over the connections of a stream; each segment of them is walked. */
  private static final long MOST_OCTETS = 64L << 20;

  private static final List<String> OWN = List.of("start", "until", "every", KEEP, RECONNECT);

  TrafficBody {
    moments = List.copyOf(moments);
  }

  /**
   * Reads a body.
   *
   * @throws ApiException naming what cannot be read
   */
  static TrafficBody read(JsonNode body, ProbeRun run) {
    ProbeRequest probe = run.one(withoutOwn(body));
    Traffic.Use use = use(body, probe);
    long start = millis(body, "start", "0");
    long until = millis(body, "until", "");
    long every = millis(body, "every", "1");
    boolean isWhole = every > 0 && until >= start && (until - start) / every < Traffic.MOST;
    if (!isWhole) {
      throw refused(Fault.field("api.time.stream", "until", "" + Traffic.MOST));
    }
    List<Long> moments = Traffic.moments(start, until, every);
    Probe.Exchange data = probe.exchange();
    long octets = data == null ? 0 : (long) data.request() + data.response();
    if (octets * moments.size() > MOST_OCTETS) {
      throw refused(Fault.field("api.time.traffic.octets", "connection", "" + MOST_OCTETS));
    }
    return new TrafficBody(probe, use, moments);
  }

  private static Traffic.Use use(JsonNode body, ProbeRequest probe) {
    boolean keeps = flag(body, KEEP, false);
    boolean isTcp = probe.protocol() == Protocol.TCP;
    boolean reconnects = flag(body, RECONNECT, isTcp);
    if (!keeps) {
      if (body.hasNonNull(RECONNECT)) {
        throw refused(Fault.field("api.time.traffic.reconnect", RECONNECT));
      }
      return Traffic.Use.NEW;
    }
    boolean hasFlows = isTcp || probe.protocol() == Protocol.UDP;
    if (!hasFlows || HttpUrl.isOne(probe.to())) {
      throw refused(Fault.field("api.time.traffic.keep", KEEP));
    }
    JsonNode close = body.path("connection").path("close");
    if (!close.isMissingNode() && !close.isNull() && !KEEP.equals(close.asString(""))) {
      throw refused(Fault.field("api.time.traffic.close", "connection.close"));
    }
    return reconnects ? Traffic.Use.KEEP : Traffic.Use.KEEP_ONE;
  }

  private static boolean flag(JsonNode body, String field, boolean otherwise) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw refused(Fault.field("api.field.type.boolean", field, shown(value)));
    }
    return value.asBoolean();
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static ApiException refused(Fault fault) {
    return new ApiException(ProblemKind.INVALID_FIELDS, fault);
  }

  private static JsonNode withoutOwn(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      return body;
    }
    ObjectNode probe = object.deepCopy();
    OWN.forEach(probe::remove);
    return probe;
  }

  private static long millis(JsonNode body, String field, String otherwise) {
    JsonNode value = body.path(field);
    return MomentParameter.millis(field, value.isMissingNode() ? otherwise : value.asString(""));
  }
}
