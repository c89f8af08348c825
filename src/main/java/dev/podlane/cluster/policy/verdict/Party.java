package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * One end of a packet where a policy is enforced: behind DNAT, before SNAT (rules 69, 96).
 *
 * @param pod a pod with a network of its own; null if it is none
 * @param node the node itself or one of its hostNetwork pods (rule 103); null if it is neither
 * @param family family of the packet
 * @param address its address of that family; null if it is not known
 */
public record Party(
    @Nullable Pod pod, @Nullable Node node, Ip.Family family, @Nullable Ip address) {
  /** A pod with a network of its own, with its first address of a family. */
  public static Party of(Pod pod, Ip.Family family) {
    for (Ip each : pod.traits().addresses()) {
      if (each.family() == family) {
        return new Party(pod, null, family, each);
      }
    }
    Ip only = pod.podIp() != null && pod.podIp().family() == family ? pod.podIp() : null;
    return new Party(pod, null, family, only);
  }

  /**
   * A node.
   *
   * @param address the one of the packet; null if it is not known
   */
  public static Party of(Node node, Ip.Family family, @Nullable Ip address) {
    return new Party(null, node, family, address);
  }

  /** A host outside, or an address that nobody of the cluster has. */
  public static Party of(Ip address) {
    return new Party(null, null, address.family(), address);
  }

  /** The address as text; the family if it is not known. */
  public String text() {
    Ip known = address;
    return known == null ? (family == Ip.Family.IPV4 ? "IPv4" : "IPv6") : known.toString();
  }
}
