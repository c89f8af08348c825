package dev.podlane.workspace;

import dev.podlane.notation.ProbeCase;
import dev.podlane.trace.Probe;
import org.jspecify.annotations.Nullable;

/**
 * A probe as a person asks for it, in names.
 *
 * @param from who sends: {@code namespace/pod}, a pod's name, a node, {@code gateway}, any network
 *     namespace, or an address somebody has
 * @param to who is meant: the same, or any address; a port may follow as in {@code web-2:80}
 * @param protocol what is sent
 * @param port destination port 1..65535; null for ICMP, or when {@code to} names it
 * @param ttl time to live 1..255
 * @param cold whether what the network has learned is forgotten first
 * @param seed source of every choice left to chance
 * @param size octets of data of UDP and ICMP; null for the usual ones
 * @param discovery how the sender finds out what fits the path
 */
public record ProbeRequest(
    String from,
    String to,
    Probe.Protocol protocol,
    @Nullable Integer port,
    int ttl,
    boolean cold,
    long seed,
    @Nullable Integer size,
    Probe.Discovery discovery) {
  /** A probe of the usual size. */
  public ProbeRequest(
      String from,
      String to,
      Probe.Protocol protocol,
      @Nullable Integer port,
      int ttl,
      boolean cold,
      long seed) {
    this(from, to, protocol, port, ttl, cold, seed, null, Probe.Discovery.WANT);
  }

  /** A probe of the notation, as if a person had asked for it. */
  static ProbeRequest of(ProbeCase from) {
    Probe probe = from.probe();
    Integer port = probe.protocol() == Probe.Protocol.ICMP ? null : (Integer) probe.port();
    return new ProbeRequest(
        probe.namespace(),
        probe.destination().toString(),
        probe.protocol(),
        port,
        probe.ttl(),
        probe.cold(),
        probe.seed(),
        probe.payload(),
        probe.discovery());
  }
}
