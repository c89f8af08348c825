package dev.podlane.terminal;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.ProbeRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packet that a program sends.
 *
 * @param address its destination
 * @param port destination port; null for ICMP
 * @param ttl time to live
 * @param size octets of data; null for the usual ones
 * @param discovery path MTU discovery
 * @param sourcePort source port, 0 for an ephemeral one
 */
record Sending(
    Ip address,
    Protocol protocol,
    @Nullable Integer port,
    int ttl,
    @Nullable Integer size,
    Probe.Discovery discovery,
    int sourcePort) {
  Sending(Ip address, Protocol protocol) {
    this(address, protocol, null, Probe.DEFAULT_TTL, null, Probe.Discovery.WANT, 0);
  }

  Sending withPort(int now) {
    return new Sending(address, protocol, now, ttl, size, discovery, sourcePort);
  }

  Sending withTtl(int now) {
    return new Sending(address, protocol, port, now, size, discovery, sourcePort);
  }

  Sending withSize(int octets, Probe.Discovery how) {
    return new Sending(address, protocol, port, ttl, octets, how, sourcePort);
  }

  Sending withSourcePort(int now) {
    return new Sending(address, protocol, port, ttl, size, discovery, now);
  }

  /** The probe of a program in a namespace; only a cold one begins with nothing learned. */
  ProbeRequest from(String namespace, boolean cold) {
    return new ProbeRequest(
        namespace,
        address.toString(),
        protocol,
        port,
        ttl,
        cold,
        /* seed= */ 0,
        size,
        discovery,
        Floods.COUNTED,
        sourcePort,
        /* exchange= */ null,
        /* afterMillis= */ null,
        /* via= */ null,
        /* endpoint= */ null,
        /* http= */ null);
  }

  /** The same probe again and again; what the first one teaches the network stays. */
  List<ProbeRequest> times(String namespace, int count) {
    List<ProbeRequest> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(from(namespace, i == 0));
    }
    return all;
  }
}
