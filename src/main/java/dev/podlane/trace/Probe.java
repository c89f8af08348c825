package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One packet to be sent, and how.
 *
 * @param namespace network namespace the sender lives in
 * @param source source address the sender binds to, or none: the kernel chooses
 * @param destination destination address
 * @param protocol ICMP, TCP or UDP
 * @param port destination port 1..65535; ignored for ICMP
 * @param sourcePort source port, 0 for an ephemeral one
 * @param ttl time to live 1..255
 * @param payload octets of data carried by UDP and ICMP
 * @param cold true to clear what the network has learned before sending
 * @param seed source of every choice that Linux leaves to chance
 * @param timeoutMillis time the sender waits, in milliseconds of virtual time
 * @param discovery path MTU discovery of the sender (IP_MTU_DISCOVER); TCP uses {@code WANT} in
 *     every case
 * @param exchange data to send over the TCP connection once it stands, null for none
 * @param choice the address that chance shall translate its destination to, null for none
 */
public record Probe(
    String namespace,
    @Nullable Ip source,
    Ip destination,
    Protocol protocol,
    int port,
    int sourcePort,
    int ttl,
    int payload,
    boolean cold,
    long seed,
    long timeoutMillis,
    Discovery discovery,
    @Nullable Exchange exchange,
    @Nullable Choice choice) {
  /** Time to live of a sender that sets none (net.ipv4.ip_default_ttl). */
  public static final int DEFAULT_TTL = 64;

  /** Octets of data that {@code ping} sends unless told otherwise. */
  private static final int PING_PAYLOAD = 56;

  /** Long enough for an address resolution to fail (3 s). */
  public static final long DEFAULT_TIMEOUT_MILLIS = 5_000;

  /** Path MTU discovery of a socket (ip(7), IP_MTU_DISCOVER). */
  public enum Discovery {
    /** DF is set on packets that fit; longer datagrams are fragmented by the sender. */
    WANT,
    /** DF is always set; datagrams that do not fit are refused. */
    DO,
    /** DF is never set. */
    DONT,
    /** DF is set on datagrams but not on segments, and the path MTU learned so far is ignored. */
    PROBE;

    /**
     * Returns true if segments of TCP have DF set (ip_dont_fragment).
     *
     * @param locked true if their route has a locked MTU
     */
    public boolean dontFragment(boolean locked) {
      return this == DO || (this == WANT && !locked);
    }
  }

  /**
   * One of the addresses that rules could translate the destination to by chance.
   *
   * @param port its port; 0 for any
   */
  public record Choice(Ip address, int port) {}

  /**
   * Data that goes over a connection: the client asks, the server answers once it has the whole
   * request, and the client closes once it has the whole answer.
   *
   * @param request octets that the client sends, 0..1048576
   * @param response octets that the server answers with, 0..1048576
   * @param close way in which the client closes
   */
  public record Exchange(int request, int response, Close close) {
    /** Most octets that go one way. */
    public static final int MOST = 1 << 20;

    /** A way to end a connection. */
    public enum Close {
      /** By FIN, answered by the server's. */
      FIN,
      /** By a reset. */
      RST,
      /** Not at all. */
      KEEP
    }

    public Exchange {
      if (request < 0 || request > MOST || response < 0 || response > MOST) {
        throw new IllegalArgumentException(
            "request and response must be 0.."
                + MOST
                + " octets, were "
                + request
                + ", "
                + response);
      }
    }
  }

  public Probe {
    if (ttl < 1 || ttl > 255) {
      throw new IllegalArgumentException("ttl must be 1..255, was " + ttl);
    }
    if (protocol != Protocol.ICMP && (port < 1 || port > 65_535)) {
      throw new IllegalArgumentException("port must be 1..65535, was " + port);
    }
    if (payload < 0 || payload > 65_000) {
      throw new IllegalArgumentException("payload must be 0..65000 octets, was " + payload);
    }
    if (exchange != null && protocol != Protocol.TCP) {
      throw new IllegalArgumentException("only TCP has connections, not " + protocol);
    }
  }

  /** Returns a sender in a namespace with the usual settings: cold, TTL 64, no port chosen. */
  public static Sender from(String namespace) {
    return new Sender(namespace);
  }

  /** A sender whose packet is not chosen yet. */
  public record Sender(String namespace) {
    /** One echo request with 56 octets of data, as {@code ping} sends. */
    public Probe ping(Ip destination) {
      return Probe.of(namespace, Protocol.ICMP, destination, 0);
    }

    /** A TCP connection. */
    public Probe tcp(Ip destination, int port) {
      return Probe.of(namespace, Protocol.TCP, destination, port);
    }

    /** One UDP datagram without data. */
    public Probe udp(Ip destination, int port) {
      return Probe.of(namespace, Protocol.UDP, destination, port);
    }
  }

  /** A probe with the usual settings: cold, TTL 64, the kernel chooses source and port. */
  public static Probe of(String namespace, Protocol protocol, Ip destination, int port) {
    return new Probe(
        namespace,
        null,
        destination,
        protocol,
        port,
        /* sourcePort= */ 0,
        DEFAULT_TTL,
        protocol == Protocol.ICMP ? PING_PAYLOAD : 0,
        /* cold= */ true,
        /* seed= */ 0,
        DEFAULT_TIMEOUT_MILLIS,
        Discovery.WANT,
        /* exchange= */ null,
        /* choice= */ null);
  }

  /** Returns a copy with another source address; null lets the kernel choose. */
  public Probe withSource(@Nullable Ip now) {
    return changed(draft -> draft.source = now);
  }

  /** Returns a copy with another destination. */
  public Probe withDestination(Ip now) {
    return changed(draft -> draft.destination = now);
  }

  /** Returns a copy with another source port; 0 lets the kernel choose. */
  public Probe withSourcePort(int now) {
    return changed(draft -> draft.sourcePort = now);
  }

  /** Returns a copy with another time to live, 1..255. */
  public Probe withTtl(int now) {
    return changed(draft -> draft.ttl = now);
  }

  /** Returns a copy with that many octets of data. */
  public Probe withPayload(int now) {
    return changed(draft -> draft.payload = now);
  }

  /** Returns the same probe, cold or warm. */
  public Probe withCold(boolean now) {
    return changed(draft -> draft.cold = now);
  }

  /** Returns the same probe, sent with the state that the network has learned so far. */
  public Probe warm() {
    return withCold(false);
  }

  /** Returns a copy with another seed of random decisions. */
  public Probe withSeed(long now) {
    return changed(draft -> draft.seed = now);
  }

  /** Returns a copy whose sender waits that long, in milliseconds of virtual time. */
  public Probe withTimeoutMillis(long now) {
    return changed(draft -> draft.timeoutMillis = now);
  }

  /** Returns the same probe with another path MTU discovery. */
  public Probe withDiscovery(Discovery now) {
    return changed(draft -> draft.discovery = now);
  }

  /** The same, with data that goes over the connection once it stands; none if none does. */
  public Probe withExchange(@Nullable Exchange now) {
    return changed(draft -> draft.exchange = now);
  }

  /** The same, whose destination is translated to this address where chance decides. */
  public Probe withChoice(@Nullable Choice now) {
    return changed(draft -> draft.choice = now);
  }

  private Probe changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Probe(
        namespace,
        draft.source,
        draft.destination,
        protocol,
        port,
        draft.sourcePort,
        draft.ttl,
        draft.payload,
        draft.cold,
        draft.seed,
        draft.timeoutMillis,
        draft.discovery,
        draft.exchange,
        draft.choice);
  }

  /** The fields in which a copy may differ. */
  private static final class Draft {
    private @Nullable Ip source;
    private Ip destination;
    private int sourcePort;
    private int ttl;
    private int payload;
    private boolean cold;
    private long seed;
    private long timeoutMillis;
    private Discovery discovery;
    private @Nullable Exchange exchange;
    private @Nullable Choice choice;

    private Draft(Probe probe) {
      source = probe.source;
      destination = probe.destination;
      sourcePort = probe.sourcePort;
      ttl = probe.ttl;
      payload = probe.payload;
      cold = probe.cold;
      seed = probe.seed;
      timeoutMillis = probe.timeoutMillis;
      discovery = probe.discovery;
      exchange = probe.exchange;
      choice = probe.choice;
    }
  }
}
