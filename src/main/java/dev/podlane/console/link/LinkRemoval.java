package dev.podlane.console.link;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sysctls;
import java.util.Map;
import java.util.TreeMap;

/** Deletes a device with all that hangs on it; of a veth pair both ends go. */
final class LinkRemoval {
  private LinkRemoval() {}

  static Answer remove(CommandContext place, String name) {
    Device device = place.device(name);
    if (device.link() instanceof Link.Loopback) {
      throw CommandException.kernel("RTNETLINK answers: Operation not supported");
    }
    Network now = place.network().with(without(place.ns(), device));
    if (device.link() instanceof Link.Veth veth) {
      Network before = now;
      NetworkNamespace other = before.namespace(veth.peer().namespace()).orElse(null);
      Device peer = before.device(veth.peer()).orElse(null);
      now = other == null || peer == null ? before : before.with(without(other, peer));
    }
    return new Answer.Done(now, "");
  }

  private static NetworkNamespace without(NetworkNamespace ns, Device gone) {
    String name = gone.name();
    NetworkNamespace now = BridgePorts.release(ns, name);
    for (Device port : ns.ports(name)) {
      now = now.with(port.withPort(null));
    }
    now = now.without(name);
    Map<String, String> settings = new TreeMap<>(now.sysctls().values());
    settings.keySet().removeIf(key -> key.startsWith("net/ipv4/conf/" + name + "/"));
    for (Device tunnel : now.devices().values()) {
      if (tunnel.link() instanceof Link.Vxlan vxlan && name.equals(vxlan.underlay())) {
        return without(removed(now, name, settings), tunnel);
      }
    }
    return removed(now, name, settings);
  }

  private static NetworkNamespace removed(
      NetworkNamespace now, String name, Map<String, String> settings) {
    return now.withRoutes(
            now.routes().withEach(table -> table.without(row -> name.equals(row.device()))))
        .withNeighbours(
            now.neighbours().stream().filter(each -> !each.device().equals(name)).toList())
        .withForwarding(
            now.forwarding().stream().filter(each -> !each.device().equals(name)).toList())
        .withSysctls(new Sysctls(settings));
  }
}
