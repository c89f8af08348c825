package dev.podlane.console;

import dev.podlane.console.command.Answer;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;

/** Networks to give commands to. */
final class TestNetworks {
  private TestNetworks() {}

  /** Namespaces host and pod, each with lo down. */
  static Network empty() {
    return Network.of(List.of(namespace("host"), namespace("pod")));
  }

  /** As {@link #empty}, with a bridge, veth pairs and addresses on the host. */
  static Network wired() {
    Network network = empty();
    for (String command :
        List.of(
            "ip link set lo up",
            "ip link add cbr0 type bridge",
            "ip link add eth0 type veth peer name q0 netns pod",
            "ip link add veth1 type veth peer name q1 netns pod",
            "ip link add veth2 type veth peer name q2 netns pod",
            "ip link add d1 type veth peer name d2",
            "ip -n pod link set q0 up",
            "ip netns exec pod ip link set q1 up")) {
      network = ((Answer.Done) Console.run(network, "host", command)).network();
    }
    return network;
  }

  private static NetworkNamespace namespace(String name) {
    Device lo = new Device(1, "lo", Mac.ZERO, 65536, false, null, List.of(), new Link.Loopback());
    return NetworkNamespace.created(name, false).with(lo);
  }
}
