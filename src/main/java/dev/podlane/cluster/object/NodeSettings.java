package dev.podlane.cluster.object;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings of every node that a {@code ClusterNetwork} can write (docs/cluster-network.md).
 *
 * @param masquerade true if the pod network masquerades packets of pods that leave the cluster;
 *     addresses of nodes count as outside (rule 22)
 * @param hairpin true if a packet may leave a bridge by the port it came in by
 * @param bridgeNfCall true if bridged packets meet the rules of iptables
 * @param forwardDrop true if the policy of chain FORWARD is DROP
 * @param forwardRules true if the plugin adds rules to FORWARD that accept packets of pods; null if
 *     it does as it is wont to
 * @param policyEngine the program that enforces NetworkPolicies
 * @param rpFilter {@code rp_filter} by device, {@code all} for all devices; 0, 1 or 2
 */
public record NodeSettings(
    boolean masquerade,
    boolean hairpin,
    boolean bridgeNfCall,
    boolean forwardDrop,
    @Nullable Boolean forwardRules,
    PolicyEngine policyEngine,
    Map<String, Integer> rpFilter) {
  /** The settings of a node of which nothing is written, in a cluster without Services. */
  public static final NodeSettings PLAIN =
      new NodeSettings(
          false, false, true, false, null, PolicyEngine.KUBE_NETWORK_POLICIES, Map.of());

  public NodeSettings {
    rpFilter = Collections.unmodifiableMap(new TreeMap<>(rpFilter));
  }
}
