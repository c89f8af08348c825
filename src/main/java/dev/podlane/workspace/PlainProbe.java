package dev.podlane.workspace;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A probe of few words, as command lines and expectations have them.
 *
 * @param protocol null for the usual one
 * @param port a number from 1 to 65535, or a port's name; null for none
 * @param via the node at which a packet from outside arrives; null for the balancer's choice
 */
public record PlainProbe(
    String from,
    String to,
    @Nullable Protocol protocol,
    @Nullable String port,
    @Nullable String via,
    long seed,
    boolean ipv6) {

  /** A probe of IPv4. */
  public static PlainProbe of(
      String from, String to, @Nullable Protocol protocol, @Nullable String port) {
    return new PlainProbe(from, to, protocol, port, null, 0, false);
  }

  /** The probe with the usual values filled in. */
  public ProbeRequest request() {
    return request(isUrl() ? new ProbeRequest.Http(null, null, Map.of()) : null);
  }

  /** Returns true if the destination is a URL. */
  public boolean isUrl() {
    return HttpUrl.isOne(to);
  }

  /**
   * The probe of a URL with a request of its own.
   *
   * @param method null for GET
   * @param headers among them perhaps {@code Host}, in any case of letters
   */
  public ProbeRequest asking(@Nullable String method, Map<String, String> headers) {
    Map<String, String> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    others.putAll(headers);
    String host = others.remove("Host");
    return request(new ProbeRequest.Http(host, method, others));
  }

  private ProbeRequest request(ProbeRequest.@Nullable Http http) {
    int number = port == null ? 0 : ProbeRequest.number(port);
    boolean isNamed = port != null && number == 0;
    Protocol usual = ProbeRequest.usualProtocol(to, port == null ? null : (Integer) 1);
    return new ProbeRequest(
        from,
        isNamed ? to + ":" + port : to,
        protocol == null || isUrl() ? usual : protocol,
        number == 0 ? null : (Integer) number,
        Probe.DEFAULT_TTL,
        /* cold= */ true,
        seed,
        /* size= */ null,
        Probe.Discovery.WANT,
        Floods.COUNTED,
        /* sourcePort= */ 0,
        /* exchange= */ null,
        /* afterMillis= */ null,
        via,
        /* endpoint= */ null,
        http,
        ipv6);
  }
}
