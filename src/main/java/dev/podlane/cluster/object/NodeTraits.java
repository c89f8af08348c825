package dev.podlane.cluster.object;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;

/**
 * Facts about a node that do not decide where it is.
 *
 * @param internalIps its InternalIP addresses of both families, as written
 * @param externalIps its ExternalIP addresses of both families, as written
 * @param podCidrs its blocks of both families, as written
 * @param blockPlace place of its block in the documents; the object's place if there is none
 */
public record NodeTraits(
    List<Ip> internalIps, List<Ip> externalIps, List<Prefix> podCidrs, Place blockPlace) {
  /** The traits of a node with no further fields. */
  public static final NodeTraits UNKNOWN =
      new NodeTraits(List.of(), List.of(), List.of(), Place.NOWHERE);

  public NodeTraits {
    internalIps = List.copyOf(internalIps);
    externalIps = List.copyOf(externalIps);
    podCidrs = List.copyOf(podCidrs);
  }

  /** Returns true if it has blocks, and none of them is IPv4. */
  public boolean hasOnlyV6Blocks() {
    return !podCidrs.isEmpty() && podCidrs.stream().noneMatch(block -> block.network().isV4());
  }
}
