package dev.podlane.lab;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Default probes, which cover most of a network. */
public final class DefaultProbes {
  private DefaultProbes() {}

  /**
   * Makes probes from each namespace with an address to every listening socket, and pings where
   * nothing listens. Pairs are taken a step further apart each round, so that a few already reach
   * most of them.
   *
   * @param most largest number of probes
   */
  public static List<LabProbe> of(Network network, int most) {
    List<NetworkNamespace> all =
        network.namespaces().values().stream()
            .filter(ns -> !ns.infra() && address(ns).isPresent())
            .toList();
    List<LabProbe> probes = new ArrayList<>();
    for (int apart = 1; apart < all.size(); apart++) {
      for (int from = 0; from < all.size(); from++) {
        NetworkNamespace to = all.get((from + apart) % all.size());
        for (Probe probe : between(all.get(from), to)) {
          if (probes.size() == most) {
            return List.copyOf(probes);
          }
          probes.add(LabProbe.of(probe));
        }
      }
    }
    return List.copyOf(probes);
  }

  private static List<Probe> between(NetworkNamespace from, NetworkNamespace to) {
    Ip usual = address(to).orElseThrow();
    List<Probe> probes = new ArrayList<>();
    for (Listener socket : to.sockets().listening()) {
      boolean isReachable = !socket.address().isLoopback();
      if (isReachable && socket.protocol() != Protocol.SCTP) {
        Ip address = socket.address().isUnspecified() ? usual : socket.address();
        probes.add(Probe.of(from.name(), socket.protocol(), address, socket.port()));
      }
    }
    if (probes.isEmpty()) {
      probes.add(Probe.of(from.name(), Protocol.ICMP, usual, 0));
    }
    return probes;
  }

  private static Optional<Ip> address(NetworkNamespace ns) {
    return ns.devices().values().stream()
        .flatMap(device -> device.addresses().stream())
        .map(InterfaceAddress::ip)
        .filter(ip -> ip.isV4() && !ip.isLoopback())
        .findFirst();
  }
}
