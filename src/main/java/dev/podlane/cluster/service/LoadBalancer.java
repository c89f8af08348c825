package dev.podlane.cluster.service;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;

/**
 * A Service's load balancer, as its status tells.
 *
 * @param hasStatus true if there is a status at all: a Service that was never applied has none, and
 *     one that waits for its balancer has an empty one
 * @param ingress addresses and names of the balancer
 * @param sourceRanges the only clients it serves (rule 40); empty for all
 * @param allocatesNodePorts false if its Service gets no node ports (rule 29)
 */
public record LoadBalancer(
    boolean hasStatus,
    List<Ingress> ingress,
    List<Prefix> sourceRanges,
    boolean allocatesNodePorts) {

  /**
   * One way in.
   *
   * @param addresses its address, if it has one; at most one
   * @param hostname its name; empty if it has none
   * @param proxied true if the balancer is a proxy, so that nodes do not take its address for
   *     theirs (rule 30)
   */
  public record Ingress(List<Ip> addresses, String hostname, boolean proxied) {
    public Ingress {
      addresses = List.copyOf(addresses);
    }
  }

  public LoadBalancer {
    ingress = List.copyOf(ingress);
    sourceRanges = List.copyOf(sourceRanges);
  }

  /** The IPv4 addresses that nodes take for theirs (rule 30). */
  public List<Ip> vips() {
    if (ingress.isEmpty()) {
      return List.of(); // nearly every Service has none, and is asked often
    }
    return ingress.stream()
        .filter(each -> !each.proxied())
        .flatMap(each -> each.addresses().stream())
        .filter(Ip::isV4)
        .toList();
  }

  /** Returns true if the address is a proxy's, which answers itself (rule 30, KEP-1860). */
  public boolean isProxy(Ip address) {
    return ingress.stream().anyMatch(each -> each.proxied() && each.addresses().contains(address));
  }

  /** Returns true if it has names, and no address of either family. */
  public boolean isOnlyNamed() {
    return addresses().isEmpty() && ingress.stream().anyMatch(each -> !each.hostname().isEmpty());
  }

  /** Every address of it. */
  public List<Ip> addresses() {
    return ingress.stream().flatMap(each -> each.addresses().stream()).toList();
  }
}
