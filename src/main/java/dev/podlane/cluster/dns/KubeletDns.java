package dev.podlane.cluster.dns;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the {@code resolv.conf} of pods as the kubelet does (kubernetes {@code
 * pkg/kubelet/network/dns/dns.go}; rules 78, 80).
 */
public final class KubeletDns {
  private static final int MOST_NAMESERVERS = 3;
  private static final int MOST_SEARCHES = 32;
  private static final int MOST_SEARCH_CHARACTERS = 2_048;
  private static final String WITH_HOST_NET = "ClusterFirstWithHostNet";

  private final Cluster cluster;
  private final ClusterDns dns;

  /** The kubelets of a cluster whose DNS server is known. */
  public KubeletDns(Cluster cluster, ClusterDns dns) {
    this.cluster = cluster;
    this.dns = dns;
  }

  /**
   * The file of a node, which the documents do not tell: assumed to name one resolver outside and
   * no domain.
   */
  public static ResolvConf ofNode() {
    return new ResolvConf(List.of(Upstream.ADDRESS), List.of(), List.of());
  }

  /**
   * Returns true if a pod uses its node's network and, with the policy {@code ClusterFirst} or
   * none, its node's resolver (rule 80).
   */
  public boolean isLeftToNode(Pod pod) {
    return pod.hostNetwork() && PodDns.of(cluster, pod).policy().equals(PodDns.CLUSTER_FIRST);
  }

  /** Returns true if a pod's policy sends its queries to the cluster's DNS server (rule 80). */
  public static boolean isForCluster(Cluster cluster, Pod pod) {
    return isForCluster(pod, PodDns.of(cluster, pod));
  }

  private static boolean isForCluster(Pod pod, PodDns written) {
    return written.policy().equals(WITH_HOST_NET)
        || (written.policy().equals(PodDns.CLUSTER_FIRST) && !pod.hostNetwork());
  }

  private boolean asksCluster(Pod pod, PodDns written) {
    return isForCluster(pod, written) && !dns.addresses().isEmpty();
  }

  /** The file of a pod. */
  public ResolvConf of(Pod pod) {
    PodDns written = PodDns.of(cluster, pod);
    ResolvConf basis =
        asksCluster(pod, written)
            ? clusterFirst(pod.namespace())
            : written.policy().equals("None")
                ? new ResolvConf(List.of(), List.of(), List.of())
                : ofNode();
    return merged(basis, written);
  }

  /** The node's own domains follow the cluster's; none are known. */
  private ResolvConf clusterFirst(String namespace) {
    String zone = dns.domain().text();
    List<String> searches = List.of(namespace + ".svc." + zone, "svc." + zone, zone);
    return new ResolvConf(dns.addresses(), searches, List.of("ndots:5"));
  }

  /** Adds {@code dnsConfig} and cuts to the limits (appendDNSConfig, formDNS…FitsLimits). */
  private static ResolvConf merged(ResolvConf basis, PodDns written) {
    Set<Ip> servers = new LinkedHashSet<>(basis.nameservers());
    servers.addAll(written.nameservers());
    Set<String> searches = new LinkedHashSet<>(basis.searches());
    searches.addAll(written.searches());
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : basis.options()) {
      int colon = option.indexOf(':');
      options.put(
          colon < 0 ? option : option.substring(0, colon),
          colon < 0 ? "" : option.substring(colon + 1));
    }
    options.putAll(written.options());
    List<String> texts = new ArrayList<>();
    options.forEach((name, value) -> texts.add(value.isEmpty() ? name : name + ":" + value));
    return new ResolvConf(
        servers.stream().limit(MOST_NAMESERVERS).toList(), fitting(searches), texts);
  }

  private static List<String> fitting(Set<String> searches) {
    List<String> fitting = new ArrayList<>();
    int length = -1;
    for (String each : searches) {
      length += each.length() + 1;
      if (fitting.size() == MOST_SEARCHES || length > MOST_SEARCH_CHARACTERS) {
        break;
      }
      fitting.add(each);
    }
    return fitting;
  }
}
