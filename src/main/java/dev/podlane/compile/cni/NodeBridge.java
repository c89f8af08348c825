package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Bridge;
import dev.podlane.compile.wire.DeviceNames;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * The bridge {@code cbr0} of a node while its pods are wired to it, as the bridge plugin with
 * {@code isGateway} and host-local addresses does: the first address of the node's block is the
 * bridge's own and the pods' way out.
 */
public final class NodeBridge {
  /** Name of the bridge, unless it is Docker's own. */
  public static final String NAME = "cbr0";

  /** Name of a pod's only device besides lo. */
  public static final String POD_DEVICE = "eth0";

  /** Longest prefix that leaves an address for a pod (rule 7). */
  public static final int LONGEST_BLOCK = 30;

  private final Prefix block;
  private final Bridge bridge;
  private final NetworkNamespace node;
  private final DeviceNames names = new DeviceNames();

  /**
   * A bridge without pods.
   *
   * @param node the node with its NIC
   * @param number of the node's namespace, unique in the network
   * @param name of the bridge
   * @param block the node's pod addresses, at most {@value #LONGEST_BLOCK} bits long
   * @param mtu of the bridge and every wire, in octets
   */
  public NodeBridge(NetworkNamespace node, int number, String name, Prefix block, int mtu) {
    this.block = block;
    this.bridge = Bridge.in(node, name, mtu, number);
    this.node =
        Addressing.add(bridge.namespace(), name, new InterfaceAddress(gateway(), block.length()));
  }

  /**
   * A pod plugged in.
   *
   * @param namespace the pod with its device, address and default route
   * @param port the other end of its wire, on the node
   * @param refusal what the kernel says if it refuses the default route; null if it takes it
   */
  public record Attached(NetworkNamespace namespace, String port, @Nullable String refusal) {}

  /** The pods' next hop. */
  public Ip gateway() {
    return block.network().plus(1);
  }

  /** Whether an address can be given to a pod here at all: one of the other family cannot. */
  public boolean fits(Ip address) {
    return address.family() == block.network().family();
  }

  /**
   * Plugs a pod in.
   *
   * @param sandbox a namespace with nothing but lo
   * @param wire what its port is named after, another one for each sandbox
   * @param number of that namespace
   * @param address its address, of the block's family
   */
  public Attached attach(NetworkNamespace sandbox, String wire, int number, Ip address) {
    String port = names.veth(wire);
    Device device = bridge.plug(port, new DeviceRef(sandbox.name(), POD_DEVICE), number);
    NetworkNamespace pod =
        Addressing.add(
            sandbox.with(device), POD_DEVICE, new InterfaceAddress(address, block.length()));
    Route out = Route.unicast(Prefix.DEFAULT_V4, gateway(), null, null, 0);
    try {
      return new Attached(RouteEdits.add(pod, out), port, null);
    } catch (NetlinkException refused) {
      return new Attached(pod, port, refused.getMessage());
    }
  }

  /** The node with the bridge and all its ports. */
  public NetworkNamespace build() {
    return bridge.build(node);
  }
}
