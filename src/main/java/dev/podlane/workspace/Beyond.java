package dev.podlane.workspace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts beyond the gateway that a probe needs and no document describes.
 *
 * @param hosts hosts outside
 * @param entries addresses of Services that the gateway sends to a node
 * @param lost addresses of the service network that nobody takes: the gateway sends their packets
 *     out, where they get lost (rule 59)
 * @param mapped addresses that nodes have only beyond the gateway, which translates them
 */
record Beyond(List<Host> hosts, List<Entry> entries, List<Ip> lost, List<Mapped> mapped) {
  /** Nothing. */
  static final Beyond NOTHING = new Beyond(List.of(), List.of(), List.of(), List.of());

  /**
   * A host outside; or a node, if it has the address, that listens.
   *
   * @param protocol of the port it listens on; null if nothing is known of it
   * @param port the port it listens on
   */
  record Host(Ip address, @Nullable Protocol protocol, int port) {
    /** A host of which nothing is known. */
    static Host of(Ip address) {
      return new Host(address, null, 0);
    }
  }

  /** An address of a Service, and the node its packets are sent to. */
  record Entry(Ip address, Ip node) {}

  /**
   * The ExternalIP of a node whose own device has another address.
   *
   * @param outer the address that is known outside
   * @param inner the node's own
   * @param nodes the network of the nodes
   */
  record Mapped(Ip outer, Ip inner, Prefix nodes) {}

  Beyond {
    hosts = List.copyOf(hosts);
    entries = List.copyOf(entries);
    lost = List.copyOf(lost);
    mapped = List.copyOf(mapped);
  }

  /** Hosts outside. */
  static Beyond of(List<Host> hosts) {
    return new Beyond(hosts, List.of(), List.of(), List.of());
  }

  boolean isEmpty() {
    return hosts.isEmpty() && entries.isEmpty() && lost.isEmpty() && mapped.isEmpty();
  }

  Beyond and(Beyond other) {
    List<Host> allHosts = new ArrayList<>(hosts);
    allHosts.addAll(other.hosts);
    List<Entry> allEntries = new ArrayList<>(entries);
    allEntries.addAll(other.entries);
    List<Ip> allLost = new ArrayList<>(lost);
    allLost.addAll(other.lost);
    List<Mapped> allMapped = new ArrayList<>(mapped);
    allMapped.addAll(other.mapped);
    return new Beyond(allHosts, allEntries, allLost, allMapped);
  }
}
