package dev.podlane.cluster.object;

import org.jspecify.annotations.Nullable;

/**
 * A plugin of the pod network with the options that change what it makes.
 *
 * @param kind the plugin
 * @param nftables true if it writes rules of nftables instead of iptables ({@code EnableNFTables}
 *     of flannel, {@code ipMasqBackend} of the bridge plugin)
 * @param direct true if nodes of one subnet reach each other without encapsulation ({@code
 *     DirectRouting} of flannel)
 * @param ipip true if what is encapsulated between subnets is in IPIP, not VXLAN (Calico's {@code
 *     ipipMode: CrossSubnet})
 * @param vni identifier of the VXLAN; null for the plugin's own
 * @param port UDP port of the VXLAN; null for the plugin's own
 * @param blockSize prefix length of the blocks that Calico gives out
 */
public record PodPlugin(
    PodNetworkKind kind,
    boolean nftables,
    boolean direct,
    boolean ipip,
    @Nullable Integer vni,
    @Nullable Integer port,
    int blockSize) {
  /** Calico's own size of blocks (libcalico-go, {@code blockSize} of an IPPool). */
  public static final int BLOCK_SIZE = 26;

  /** A plugin as it is by default. */
  public static PodPlugin of(PodNetworkKind kind) {
    return new PodPlugin(kind, false, false, false, null, null, BLOCK_SIZE);
  }

  /** This plugin with rules of nftables or iptables. */
  public PodPlugin withNftables(boolean now) {
    return new PodPlugin(kind, now, direct, ipip, vni, port, blockSize);
  }

  /** This plugin, encapsulating everything or only between subnets. */
  public PodPlugin withDirect(boolean now) {
    return new PodPlugin(kind, nftables, now, ipip, vni, port, blockSize);
  }

  /** This plugin with this kind of tunnel between subnets. */
  public PodPlugin withIpip(boolean now) {
    return new PodPlugin(kind, nftables, direct, now, vni, port, blockSize);
  }

  /** This plugin with a VXLAN of its own; null for the usual one. */
  public PodPlugin withVxlan(@Nullable Integer nowVni, @Nullable Integer nowPort) {
    return new PodPlugin(kind, nftables, direct, ipip, nowVni, nowPort, blockSize);
  }

  /** This plugin with blocks of that size. */
  public PodPlugin withBlockSize(int now) {
    return new PodPlugin(kind, nftables, direct, ipip, vni, port, now);
  }
}
