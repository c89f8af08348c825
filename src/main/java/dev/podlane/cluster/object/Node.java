package dev.podlane.cluster.object;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A settled node.
 *
 * @param ref its name
 * @param place place in the documents; {@link Place#NOWHERE} if assumed
 * @param labels its labels
 * @param internalIp its address in the node network; null if it has none but IPv6, or the node
 *     network is full
 * @param podCidr the block its pods take their addresses from (rule 1); null if it has none but
 *     IPv6, or the pod network is exhausted (rule 5)
 * @param ready true if its Ready condition holds, or it has none
 * @param schedulable false if cordoned
 * @param taints taints that keep pods away
 * @param assumed true if no Node object was given
 * @param traits further fields
 */
public record Node(
    ObjectRef ref,
    Place place,
    SortedMap<String, String> labels,
    @Nullable Ip internalIp,
    @Nullable Prefix podCidr,
    boolean ready,
    boolean schedulable,
    List<Taint> taints,
    boolean assumed,
    NodeTraits traits) {
  /**
   * Keeps pods away that do not tolerate it.
   *
   * @param key its key
   * @param value its value, may be empty
   * @param effect NoSchedule, PreferNoSchedule or NoExecute
   */
  public record Taint(String key, String value, String effect) {}

  public Node {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    taints = List.copyOf(taints);
  }

  /** Its name. */
  public String name() {
    return ref.name();
  }

  /** Returns true if all its InternalIP addresses are IPv6. */
  public boolean isOnlyV6() {
    return internalIp == null && traits.internalIps().stream().anyMatch(ip -> !ip.isV4());
  }

  public Node withAddresses(@Nullable Ip newInternalIp, @Nullable Prefix newPodCidr) {
    return new Node(
        ref, place, labels, newInternalIp, newPodCidr, ready, schedulable, taints, assumed, traits);
  }
}
