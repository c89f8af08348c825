package dev.podlane.workspace;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.notation.ProbeCase;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A probe as a person asks for it, in names.
 *
 * @param from the sender: {@code namespace/pod}, a pod's name, a node, {@code gateway}, any network
 *     namespace, or an address somebody has
 * @param to the target: the same, or any address; a port may follow as in {@code web-2:80}
 * @param protocol protocol of the probe
 * @param port destination port 1..65535; null for ICMP, or when {@code to} names it
 * @param ttl time to live 1..255
 * @param cold true to clear what the network has learned before sending
 * @param seed source of every choice left to chance
 * @param size octets of data of UDP and ICMP; null for the usual ones
 * @param discovery path MTU discovery of the sender
 * @param floods treatment of copies of flooded frames that no station accepts
 * @param sourcePort source port 1..65535, 0 for an ephemeral one
 * @param exchange data to send over a TCP connection, null for none
 * @param afterMillis moment at which the probe is sent, in milliseconds after the probe before it
 *     was; null for shortly after that one has ended
 * @param via the node at which a packet from outside for a load balancer arrives; null for the one
 *     that the balancer chooses
 * @param endpoint the endpoint of a Service that chance shall choose: {@code namespace/pod} or an
 *     address; null for none
 * @param http the request where {@code to} is a URL; null for a plain one
 * @param ipv6 true if only IPv6 will do, of which no packet is simulated
 */
public record ProbeRequest(
    String from,
    String to,
    Protocol protocol,
    @Nullable Integer port,
    int ttl,
    boolean cold,
    long seed,
    @Nullable Integer size,
    Probe.Discovery discovery,
    Floods floods,
    int sourcePort,
    Probe.@Nullable Exchange exchange,
    @Nullable Long afterMillis,
    @Nullable String via,
    @Nullable String endpoint,
    @Nullable Http http,
    boolean ipv6) {
  /**
   * An HTTP request, beside its address.
   *
   * @param host value of the header Host; null for the address's own
   * @param method null for GET
   * @param headers further headers
   */
  public record Http(@Nullable String host, @Nullable String method, Map<String, String> headers) {
    /** A plain request. */
    static final Http PLAIN = new Http(null, null, Map.of());

    public Http {
      headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }
  }

  /** A probe of IPv4. */
  public ProbeRequest(
      String from,
      String to,
      Protocol protocol,
      @Nullable Integer port,
      int ttl,
      boolean cold,
      long seed,
      @Nullable Integer size,
      Probe.Discovery discovery,
      Floods floods,
      int sourcePort,
      Probe.@Nullable Exchange exchange,
      @Nullable Long afterMillis,
      @Nullable String via,
      @Nullable String endpoint,
      @Nullable Http http) {
    this(
        from,
        to,
        protocol,
        port,
        ttl,
        cold,
        seed,
        size,
        discovery,
        floods,
        sourcePort,
        exchange,
        afterMillis,
        via,
        endpoint,
        http,
        /* ipv6= */ false);
  }

  /** A probe of the usual size. */
  public ProbeRequest(
      String from,
      String to,
      Protocol protocol,
      @Nullable Integer port,
      int ttl,
      boolean cold,
      long seed) {
    this(
        from,
        to,
        protocol,
        port,
        ttl,
        cold,
        seed,
        /* size= */ null,
        Probe.Discovery.WANT,
        Floods.COUNTED,
        /* sourcePort= */ 0,
        /* exchange= */ null,
        /* afterMillis= */ null,
        /* via= */ null,
        /* endpoint= */ null,
        /* http= */ null,
        /* ipv6= */ false);
  }

  /** The host outside that asks for a URL if nobody is named (RFC 5737). */
  public static final String CLIENT = "ext:203.0.113.9";

  private static final Pattern PORT_BEHIND = Pattern.compile("[^:]+(:[^:]+)?:\\d{1,5}");

  private static final Pattern SERVICE = Pattern.compile("(svc|lb):");

  /** The protocol that is meant if none is given: TCP for a port, a Service or a URL, else ICMP. */
  public static Protocol usualProtocol(String to, @Nullable Integer port) {
    String text = to.strip().toLowerCase(Locale.ROOT);
    boolean isConnection =
        port != null
            || HttpUrl.isOne(text)
            || PORT_BEHIND.matcher(text).matches()
            || SERVICE.matcher(text).lookingAt();
    return isConnection ? Protocol.TCP : Protocol.ICMP;
  }

  /** A ping with the usual settings. */
  static ProbeRequest ping(String from, String to) {
    return new ProbeRequest(from, to, Protocol.ICMP, null, Probe.DEFAULT_TTL, true, 0);
  }

  /** A probe of the notation, as if a person had asked for it; each copy is walked, as in a lab. */
  static ProbeRequest of(ProbeCase from) {
    Probe probe = from.probe();
    Integer port = probe.protocol() == Protocol.ICMP ? null : (Integer) probe.port();
    return new ProbeRequest(
        probe.namespace(),
        probe.destination().toString(),
        probe.protocol(),
        port,
        probe.ttl(),
        probe.cold(),
        probe.seed(),
        probe.payload(),
        probe.discovery(),
        Floods.WALKED,
        probe.sourcePort(),
        probe.exchange(),
        /* afterMillis= */ null,
        /* via= */ null,
        /* endpoint= */ null,
        /* http= */ null,
        /* ipv6= */ false);
  }

  /** The connection that a client makes to ask for a URL. */
  ProbeRequest connecting(String address, int number) {
    return new Copy(from, address, Protocol.TCP, number, cold, seed)
        .of(this, sourcePort, exchange, afterMillis, /* endpoint= */ null);
  }

  /** The same from another sender. */
  ProbeRequest from(String sender) {
    return new Copy(sender, to, protocol, port, cold, seed)
        .of(this, sourcePort, exchange, afterMillis, endpoint);
  }

  /** The same again, over what the network has learned by then, with another choice of chance. */
  public ProbeRequest again(int times) {
    return new Copy(from, to, protocol, port, cold && times == 0, seed + times)
        .of(this, sourcePort, exchange, times == 0 ? afterMillis : null, endpoint);
  }

  /** The same from a socket of that port, with data that goes over its connection. */
  ProbeRequest over(int local, Probe.@Nullable Exchange data) {
    return new Copy(from, to, protocol, port, cold, seed)
        .of(this, local, data, afterMillis, endpoint);
  }

  /** The fields in which a copy may differ. */
  private record Copy(
      String from, String to, Protocol protocol, @Nullable Integer port, boolean cold, long seed) {
    ProbeRequest of(
        ProbeRequest like,
        int sourcePort,
        Probe.@Nullable Exchange exchange,
        @Nullable Long afterMillis,
        @Nullable String endpoint) {
      return new ProbeRequest(
          from,
          to,
          protocol,
          port,
          like.ttl,
          cold,
          seed,
          like.size,
          like.discovery,
          like.floods,
          sourcePort,
          exchange,
          afterMillis,
          like.via,
          endpoint,
          like.http,
          like.ipv6);
    }
  }

  /** A port as a number; 0 if the text is none. */
  static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notOne) {
      return 0;
    }
  }

  /**
   * The probe that is sent.
   *
   * @param sender its network namespace; null if only its name is known
   * @param source the address it sends from; null if the kernel is to choose
   * @param address the destination; null if it is not known
   */
  Probe probe(@Nullable String sender, @Nullable Ip source, @Nullable Ip address, int number) {
    String namespace = sender == null ? from : sender;
    Ip destination = address == null ? Ip.ANY : address;
    Probe usual = Probe.of(namespace, protocol, destination, Math.max(number, 1));
    return Probe.of(namespace, protocol, destination, number)
        .withSource(source)
        .withSourcePort(sourcePort)
        .withTtl(ttl)
        .withPayload(size == null ? usual.payload() : size)
        .withCold(cold)
        .withSeed(seed)
        .withTimeoutMillis(usual.timeoutMillis())
        .withDiscovery(discovery)
        .withExchange(exchange);
  }
}
