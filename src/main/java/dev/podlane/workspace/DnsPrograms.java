package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.dns.HostsFile;
import dev.podlane.cluster.dns.KubeletDns;
import dev.podlane.cluster.dns.ResolvConf;
import dev.podlane.cluster.dns.Upstream;
import dev.podlane.cluster.dns.server.CoreDns;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The programs of a cluster that answer DNS queries, and the files by which others find them. Made
 * once for a run of probes; not thread-safe.
 */
final class DnsPrograms {
  private static final int PORT = 53;
  private static final Prefix LINK_LOCAL = Prefix.parse("169.254.0.0/16");
  private static final String CONFIG = "coredns";

  private final Cluster cluster;
  private final Names names;
  private final ClusterDns dns;
  private final KubeletDns kubelets;
  private final Upstream upstream;
  private final Map<String, CoreDns> byNamespace = new HashMap<>();

  /** A program that answers. */
  sealed interface Program {
    /**
     * CoreDNS.
     *
     * @param assumed true if its Corefile is assumed
     */
    record Core(CoreDns server, boolean assumed) implements Program {}

    /** A resolver outside the cluster. */
    record Outer(Upstream upstream) implements Program {}

    /** Another program, of which nothing is known. */
    record Unknown(@Nullable ObjectRef object, String name) implements Program {}
  }

  DnsPrograms(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
    this.dns = ClusterDns.of(cluster);
    this.kubelets = new KubeletDns(cluster, dns);
    this.upstream = Upstream.of(cluster, dns.domain());
  }

  Cluster cluster() {
    return cluster;
  }

  ClusterDns dns() {
    return dns;
  }

  /** The pod of a network namespace; empty if it is none's alone. */
  Optional<Pod> pod(String namespace) {
    return names.pod(namespace);
  }

  boolean isNode(String namespace) {
    return names.node(namespace).isPresent();
  }

  /**
   * The file of a sender: a pod's, else a node's.
   *
   * @param pod the pod that sends, also one of the host's network; null for a machine
   */
  ResolvConf conf(@Nullable Pod pod) {
    return pod == null ? KubeletDns.ofNode() : kubelets.of(pod);
  }

  /** The names that a sender finds before it asks: a pod's, else a machine's. */
  HostsFile hosts(@Nullable Pod pod) {
    return pod == null ? HostsFile.ofNode() : HostsFile.of(cluster, pod, dns.domain());
  }

  /** Returns true if the pod's policy leaves it to its node's resolver. */
  boolean isLeftToNode(Pod pod) {
    return kubelets.isLeftToNode(pod);
  }

  /** The program that listens in a network namespace. */
  Program at(String namespace) {
    if (Outside.isOne(namespace)) {
      return new Program.Outer(upstream);
    }
    Pod pod = names.pod(namespace).orElseGet(() -> hostPod(namespace).orElse(null));
    if (pod == null) {
      return new Program.Unknown(null, namespace);
    }
    if (!isServer(pod) && !isCoreDns(pod)) {
      return new Program.Unknown(pod.ref(), pod.ref().path());
    }
    return new Program.Core(core(pod.namespace()), corefile(pod.namespace()).isEmpty());
  }

  /** A DNS server in the host's network has its node's namespace. */
  private Optional<Pod> hostPod(String node) {
    return cluster.pods().stream()
        .filter(pod -> pod.hostNetwork() && node.equals(pod.nodeName()))
        .filter(pod -> isServer(pod) || isCoreDns(pod))
        .findFirst();
  }

  /** Returns true for an endpoint of the cluster's DNS Service. */
  private boolean isServer(Pod pod) {
    Service service = dns.service();
    return service != null
        && cluster.services().slices(service).stream()
            .flatMap(slice -> slice.endpoints().stream())
            .anyMatch(each -> each.pod().equals(pod.ref().path()));
  }

  private static boolean isCoreDns(Pod pod) {
    return pod.containers().stream().map(Container::image).anyMatch(each -> each.contains(CONFIG));
  }

  private CoreDns core(String namespace) {
    return byNamespace.computeIfAbsent(
        namespace,
        each -> {
          Optional<String> text = corefile(each);
          ObjectRef ref = text.isEmpty() ? null : config(each);
          String corefile = text.orElseGet(() -> CoreDns.usual(dns.domain()));
          return CoreDns.of(cluster, ref, corefile, path -> file(each, path));
        });
  }

  private static ObjectRef config(String namespace) {
    return new ObjectRef("v1", "ConfigMap", namespace, CONFIG);
  }

  private Optional<String> corefile(String namespace) {
    return ClusterDns.text(cluster, config(namespace), "Corefile");
  }

  /** A file beside the Corefile; a pattern of optional files matches none if nothing holds them. */
  private @Nullable String file(String namespace, String path) {
    ObjectRef custom = new ObjectRef("v1", "ConfigMap", namespace, "coredns-custom");
    if (path.contains("*") && !cluster.sources().containsKey(custom)) {
      return "";
    }
    String key = path.substring(path.lastIndexOf('/') + 1);
    return ClusterDns.text(cluster, config(namespace), key).orElse(null);
  }

  /**
   * Returns true if nothing in the documents says who answers at an address: it is none of a pod, a
   * Service or a host outside.
   */
  boolean isUndescribed(Ip address) {
    boolean own =
        !cluster.services().at(address).isEmpty()
            || cluster.network().podCidr().contains(address)
            || cluster.network().serviceCidr().contains(address)
            || !near(address).isEmpty();
    boolean outside =
        Outside.isHostAddress(address)
            && !LINK_LOCAL.contains(address)
            && !cluster.network().nodeCidr().contains(address);
    return !own && !outside && !address.isLoopback();
  }

  /** The network namespaces in which a server at an address may answer, without a walk. */
  List<String> near(Ip address) {
    List<String> found = new ArrayList<>();
    Service service = dns.service();
    if (service != null && service.clusterIps().contains(address)) {
      for (EndpointSlice slice : cluster.services().slices(service)) {
        slice.endpoints().forEach(each -> found.add(each.pod()));
      }
    }
    cluster.pods().stream()
        .filter(pod -> pod.traits().addresses().contains(address))
        .forEach(pod -> found.add(pod.ref().path()));
    return found;
  }

  /**
   * The hosts outside that may be asked.
   *
   * @param canBeOutside tells if a host outside can have an address
   */
  Beyond resolvers(List<ResolvConf> confs, Predicate<Ip> canBeOutside) {
    Set<Ip> addresses = new LinkedHashSet<>();
    addresses.add(Upstream.ADDRESS);
    confs.forEach(conf -> addresses.addAll(conf.nameservers()));
    Service service = dns.service();
    if (service != null) {
      addresses.addAll(core(service.ref().namespace()).forwards());
    }
    List<Beyond.Host> hosts = new ArrayList<>();
    for (Ip address : addresses) {
      if (canBeOutside.test(address)) {
        hosts.add(new Beyond.Host(address, Protocol.UDP, PORT));
        hosts.add(new Beyond.Host(address, Protocol.TCP, PORT));
      }
    }
    return Beyond.of(hosts);
  }
}
