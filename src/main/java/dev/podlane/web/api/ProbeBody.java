package dev.podlane.web.api;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.ProbeRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** One probe of a request; absent fields have their defaults. */
@Schema(name = "Probe", example = ApiDocs.PROBE)
record ProbeBody(
    @Schema(
            description =
                "namespace/pod, a pod's name, a node, gateway, or an address; ext:203.0.113.9 if"
                    + " left out where to is a URL",
            example = "default/web-1")
        @NotBlank
        @Size(max = 300)
        @Nullable String from,
    @Schema(
            description =
                "The same, any address, svc:namespace/name, or dns:NAME, which the sender resolves"
                    + " first; a port may follow. Or a URL, http:// or https://, that is asked for",
            example = "10.0.2.2")
        @NotBlank
        @Size(max = 300)
        @Nullable String to,
    @Schema(
            description =
                "tcp if left out where there is a port, or to is a Service; icmp otherwise. Packets"
                    + " of sctp are not simulated and end as unknown",
            type = "string",
            allowableValues = {"icmp", "tcp", "udp", "sctp"})
        @Nullable Sent protocol,
    @Schema(
            description = "ipv4 if left out; packets of ipv6 are not simulated and end as unknown",
            type = "string",
            allowableValues = {"ipv4", "ipv6"})
        @Nullable Family family,
    @Schema(
            description =
                "Sends the probe so many times, each with the next seed, and nothing is forgotten"
                    + " in between; once if left out")
        @Range(min = 1, max = MOST)
        @Nullable Integer repeat,
    @Schema(
            description =
                "Of tcp, udp and sctp: 1 to 65535, or the name of a port of the destination",
            oneOf = {Integer.class, String.class},
            example = "80")
        @Range(min = 1, max = 65_535)
        @Nullable PortField port,
    @Schema(description = "Time to live, 64 if left out") @Range(min = 1, max = 255)
        @Nullable Integer ttl,
    @Schema(description = "Forget first what the network has learned; true if left out")
        @Nullable Boolean cold,
    @Schema(description = "Source of every choice left to chance; 0 if left out")
        @Nullable Long seed,
    @Schema(description = "Octets of data of udp and icmp; the usual ones if left out")
        @Range(min = 0, max = 65_000)
        @Nullable Integer size,
    @Schema(
            description = "IP_MTU_DISCOVER of the sender; want if left out",
            type = "string",
            allowableValues = {"want", "do", "dont", "probe"})
        Probe.@Nullable Discovery df,
    @Schema(
            description =
                "How copies of flooded frames are followed: counted, where more than 8 stations"
                    + " would drop them without a trace, or each walked; counted if left out",
            type = "string",
            allowableValues = {"counted", "walked"})
        @Nullable Floods bystanders,
    @Schema(description = "Source port of tcp and udp, 1 to 65535; an ephemeral one if left out")
        @Range(min = 1, max = 65_535)
        @Nullable Integer sourcePort,
    @Schema(
            description =
                "Seconds of simulated time between the sending of the probe before and of this one;"
                    + " sent shortly after the end of that one if left out",
            example = "31")
        @DecimalMin("0")
        @DecimalMax("31536000")
        @Nullable Double after,
    @Schema(description = "Of tcp: data that goes over the connection; none if left out") @Valid
        @Nullable ConnectionBody connection,
    @Schema(
            description =
                "The node at which a packet from outside for a load balancer or an external IP"
                    + " arrives; the balancer's choice if left out",
            example = "node-2")
        @Size(max = 300)
        @Nullable String via,
    @Schema(
            description =
                "The endpoint of a Service that is chosen, as namespace/pod or an address, where"
                    + " chance would choose one",
            example = "default/web-2")
        @Size(max = 300)
        @Nullable String endpoint,
    @Schema(
            description =
                "Where to is a URL: value of the header Host; the URL's own host if left out",
            example = "shop.example.com")
        @Size(max = 300)
        @Nullable String host,
    @Schema(description = "Where to is a URL: the method; GET if left out", example = "POST")
        @Size(max = 32)
        @Nullable String method,
    @Schema(description = "Where to is a URL: further headers", example = "{\"env\": \"canary\"}")
        @Size(max = 50)
        @Nullable Map<@Size(max = 256) String, @Size(max = 4096) String> headers) {

  /** The largest number of probes of a request, repetitions counted. */
  static final int MOST = 1_000;

  /** Data that goes over a connection. */
  @Schema(name = "Connection")
  record ConnectionBody(
      @Schema(description = "Octets that the client sends; 0 if left out", example = "200")
          @Range(min = 0, max = Probe.Exchange.MOST)
          @Nullable Integer request,
      @Schema(
              description = "Octets that the server answers once it has the request; 0 if left out",
              example = "5000")
          @Range(min = 0, max = Probe.Exchange.MOST)
          @Nullable Integer response,
      @Schema(
              description = "How the client ends the connection; fin if left out",
              type = "string",
              allowableValues = {"fin", "rst", "keep"})
          Probe.Exchange.@Nullable Close close) {
    private Probe.Exchange exchange() {
      return new Probe.Exchange(
          request == null ? 0 : request,
          response == null ? 0 : response,
          close == null ? Probe.Exchange.Close.FIN : close);
    }
  }

  /** The protocols of a probe. */
  enum Sent {
    ICMP(Protocol.ICMP),
    TCP(Protocol.TCP),
    UDP(Protocol.UDP),
    SCTP(Protocol.SCTP);

    private final Protocol protocol;

    Sent(Protocol protocol) {
      this.protocol = protocol;
    }

    Protocol protocol() {
      return protocol;
    }
  }

  /** Versions of IP. */
  enum Family {
    IPV4,
    IPV6
  }

  /** Several probes, sent in order over one memory. */
  @Schema(name = "Probes")
  record Several(@NotEmpty @Size(max = MOST) @Nullable List<@Valid ProbeBody> probes) {}

  /** A header without a value counts as left out. */
  private Map<String, String> written() {
    Map<String, String> found = new LinkedHashMap<>();
    if (headers != null) {
      headers.forEach(
          (name, value) -> {
            if (value != null) {
              found.put(name, value);
            }
          });
    }
    return found;
  }

  private Protocol usual() {
    String text = to == null ? "" : to;
    return protocol == null || HttpUrl.isOne(text.strip())
        ? ProbeRequest.usualProtocol(text, port == null ? null : (Integer) 1)
        : protocol.protocol();
  }

  int times() {
    return repeat == null ? 1 : repeat;
  }

  /** The probe, as often as it is to be sent. */
  List<ProbeRequest> requests() {
    ProbeRequest first = request();
    return IntStream.range(0, times()).mapToObj(first::again).toList();
  }

  /** The probe with the usual values filled in; from and to are known to be there. */
  ProbeRequest request() {
    String target = to == null ? "" : to;
    return new ProbeRequest(
        from == null ? "" : from,
        port == null || port.name() == null ? target : target + ":" + port.name(),
        usual(),
        port == null ? null : port.number(),
        ttl == null ? Probe.DEFAULT_TTL : ttl,
        cold == null || cold,
        seed == null ? 0 : seed,
        size,
        df == null ? Probe.Discovery.WANT : df,
        bystanders == null ? Floods.COUNTED : bystanders,
        sourcePort == null ? 0 : sourcePort,
        connection == null ? null : connection.exchange(),
        after == null ? null : Math.round(after * 1_000),
        via,
        endpoint,
        HttpUrl.isOne(target) ? new ProbeRequest.Http(host, method, written()) : null,
        family == Family.IPV6);
  }
}
