package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * One packet to be sent, and how.
 *
 * @param namespace network namespace the sender lives in
 * @param source source address the sender binds to, or none: the kernel chooses
 * @param destination where it goes
 * @param protocol what is sent
 * @param port destination port 1..65535; ignored for ICMP
 * @param sourcePort source port, 0 for an ephemeral one
 * @param ttl time to live 1..255
 * @param payload octets of data carried by UDP and ICMP
 * @param cold whether what the network has learned is forgotten first
 * @param seed source of every choice that Linux leaves to chance
 * @param timeoutMillis how long the sender waits, in milliseconds of virtual time
 * @param discovery how the sender finds out what fits (IP_MTU_DISCOVER); TCP always wants to
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
    Discovery discovery) {
  /** Time to live of a sender that sets none (net.ipv4.ip_default_ttl). */
  public static final int DEFAULT_TTL = 64;

  /** Long enough for an address resolution to fail (3 s). */
  public static final long DEFAULT_TIMEOUT_MILLIS = 5_000;

  /** Path MTU discovery of a socket (ip(7), IP_MTU_DISCOVER). */
  public enum Discovery {
    /** DF is set on what fits; what does not is cut by the sender. */
    WANT,
    /** DF is always set; what does not fit is refused. */
    DO,
    /** DF is never set. */
    DONT,
    /** DF is always set, and what was learned of the path is ignored. */
    PROBE
  }

  /** A probe whose sender wants path MTU discovery, as sockets do unless told otherwise. */
  public Probe(
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
      long timeoutMillis) {
    this(
        namespace,
        source,
        destination,
        protocol,
        port,
        sourcePort,
        ttl,
        payload,
        cold,
        seed,
        timeoutMillis,
        Discovery.WANT);
  }

  /** What is sent. */
  public enum Protocol {
    ICMP,
    TCP,
    UDP
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
  }

  /** A probe with the usual settings: cold, TTL 64, the kernel chooses source and port. */
  public static Probe of(String namespace, Protocol protocol, Ip destination, int port) {
    return new Probe(
        namespace,
        null,
        destination,
        protocol,
        port,
        0,
        DEFAULT_TTL,
        protocol == Protocol.ICMP ? 56 : 0,
        true,
        0,
        DEFAULT_TIMEOUT_MILLIS);
  }
}
