package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A packet that is looked up in a set of ipset.
 *
 * @param packet the packet
 * @param sources for each dimension of the set true if the packet's source is taken, else its
 *     destination
 * @param in device it came in by; empty if none
 * @param out device it leaves by; empty if none
 * @param mark netfilter mark
 * @param now moment in milliseconds of virtual time
 * @param others finds the sets that a list names
 */
record SetQuestion(
    IpPacket packet,
    List<Boolean> sources,
    String in,
    String out,
    int mark,
    long now,
    Function<String, @Nullable IpSet> others) {
  SetQuestion {
    sources = List.copyOf(sources);
  }

  boolean isSource(int dimension) {
    return dimension < sources.size() && sources.get(dimension);
  }

  Ip address(int dimension) {
    return isSource(dimension) ? packet.source() : packet.destination();
  }

  String device(int dimension) {
    return isSource(dimension) ? in : out;
  }

  /** The port, or type and code of an ICMP message (ip_set_get_ip4_port). */
  int port(int dimension) {
    if (packet.segment() instanceof Icmp icmp) {
      return icmp.type() << 8 | icmp.code();
    }
    return isSource(dimension) ? packet.segment().sourcePort() : packet.segment().destinationPort();
  }
}
