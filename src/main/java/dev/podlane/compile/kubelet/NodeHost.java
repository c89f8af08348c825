package dev.podlane.compile.kubelet;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sockets;

/** A node before it is plugged into any network. */
public final class NodeHost {
  /** Name of the kubelet's process. */
  public static final String KUBELET = "kubelet";

  /** The default port of the kubelet (kubernetes pkg/cluster/ports). */
  public static final int KUBELET_PORT = 10_250;

  private static final NetworkNamespace TEMPLATE = template();

  private NodeHost() {}

  /** A host with lo up that forwards, as kubeadm demands, and on which the kubelet listens. */
  public static NetworkNamespace booted(String name) {
    return TEMPLATE.named(name);
  }

  private static NetworkNamespace template() {
    NetworkNamespace host = Addressing.up(NetworkNamespace.created("node", false), "lo");
    Listener kubelet = new Listener(Protocol.TCP, Ip.ANY, KUBELET_PORT, KUBELET);
    return host.withSysctls(host.sysctls().with("net.ipv4.ip_forward", "1"))
        .withSockets(Sockets.NONE.bind(kubelet, host::owns));
  }
}
