package dev.podlane.school.fact;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.lesson.ProbeText;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.ProbeRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Probes of files as probes of the workspace. */
public final class Requests {
  private Requests() {}

  /**
   * The probe, as often as it is sent.
   *
   * @throws IllegalArgumentException if a word is none of those that the API takes
   */
  public static List<ProbeRequest> of(ProbeText text) {
    ProbeRequest first = one(text);
    return IntStream.range(0, text.repeat()).mapToObj(first::again).toList();
  }

  private static ProbeRequest one(ProbeText text) {
    String port = text.port();
    int number = port != null && port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    boolean isNamed = port != null && number == 0;
    boolean isUrl = HttpUrl.isOne(text.to());
    String word = text.protocol();
    Protocol usual = ProbeRequest.usualProtocol(text.to(), port == null ? null : (Integer) 1);
    String df = text.df();
    return new ProbeRequest(
        text.from(),
        isNamed ? text.to() + ":" + port : text.to(),
        word == null || isUrl ? usual : Protocol.valueOf(word.toUpperCase(Locale.ROOT)),
        number == 0 ? null : (Integer) number,
        text.ttl(),
        text.cold(),
        text.seed(),
        text.size(),
        df == null ? Probe.Discovery.WANT : Probe.Discovery.valueOf(df.toUpperCase(Locale.ROOT)),
        Floods.COUNTED,
        text.sourcePort(),
        text.request() < 0
            ? null
            : new Probe.Exchange(text.request(), text.response(), Probe.Exchange.Close.FIN),
        /* afterMillis= */ null,
        text.via(),
        text.endpoint(),
        isUrl ? new ProbeRequest.Http(text.host(), null, Map.of()) : null,
        /* ipv6= */ false);
  }
}
