package dev.podlane.cluster.object;

import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configuration of kube-proxy, the same on every node (kubernetes/kube-proxy {@code
 * config/v1alpha1/types.go}).
 *
 * @param minorVersion the 37 of Kubernetes 1.37
 * @param mode the tool that it programs
 * @param clusterCidrs the addresses of pods, of both families, by which it tells them from others
 *     ({@code detectLocalMode: ClusterCIDR}); empty if it cannot (rule 66)
 * @param nodePorts the node addresses that take node ports (rule 67)
 * @param masqueradeAll true to masquerade everything sent to a cluster IP
 * @param localhostNodePorts true if node ports are taken on 127.0.0.1 too, in mode iptables
 */
public record KubeProxy(
    int minorVersion,
    Mode mode,
    List<Prefix> clusterCidrs,
    NodePortAddresses nodePorts,
    boolean masqueradeAll,
    boolean localhostNodePorts) {
  /** The newest version known; assumed if nothing names one. */
  public static final int NEWEST_MINOR = 37;

  /**
   * The addresses of a node that take node ports ({@code nodePortAddresses}).
   *
   * @param primary true for the node's own primary address
   * @param blocks all addresses of a node that are in one of them; without any for IPv4 and without
   *     {@code primary} every IPv4 address (NewNodePortAddresses of {@code
   *     pkg/proxy/util/nodeport_addresses.go})
   */
  public record NodePortAddresses(boolean primary, List<Prefix> blocks) {
    /** The word that configurations write for the primary address. */
    public static final String PRIMARY_WORD = "primary";

    /** Every address, loopback included: the default of mode iptables. */
    public static final NodePortAddresses ALL =
        new NodePortAddresses(false, List.of(Prefix.DEFAULT_V4));

    /** The primary address: the default of mode nftables. */
    public static final NodePortAddresses PRIMARY = new NodePortAddresses(true, List.of());

    public NodePortAddresses {
      boolean saysV4 = primary || blocks.stream().anyMatch(each -> each.network().isV4());
      Stream<Prefix> more = saysV4 ? Stream.empty() : Stream.of(Prefix.DEFAULT_V4);
      blocks = Stream.concat(blocks.stream(), more).toList();
    }

    /** Returns true if every address of a node takes them (matchAll of proxy/util). */
    public boolean isAll() {
      return !primary && blocks.contains(Prefix.DEFAULT_V4);
    }
  }

  /** The tools that kube-proxy can program on Linux. */
  public enum Mode {
    IPTABLES("iptables"),
    NFTABLES("nftables"),
    /** Read, not simulated. */
    IPVS("ipvs");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    /** The mode as configurations write it. */
    public String text() {
      return text;
    }

    /** The default of a version: nftables from 1.40 on (KEP-5343). */
    public static Mode ofVersion(int minor) {
      return minor >= 40 ? NFTABLES : IPTABLES;
    }
  }

  /**
   * The same in another mode. Node addresses that are the default of the one become the default of
   * the other.
   */
  public KubeProxy in(Mode other) {
    boolean isUsual = nodePorts.equals(usual(mode));
    return new KubeProxy(
        minorVersion,
        other,
        clusterCidrs,
        isUsual ? usual(other) : nodePorts,
        masqueradeAll,
        localhostNodePorts);
  }

  private static NodePortAddresses usual(Mode mode) {
    return mode == Mode.NFTABLES ? NodePortAddresses.PRIMARY : NodePortAddresses.ALL;
  }

  public KubeProxy {
    clusterCidrs = List.copyOf(clusterCidrs);
  }
}
