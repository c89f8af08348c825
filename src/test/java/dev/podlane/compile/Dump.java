package dev.podlane.compile;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.RouteTable;
import java.util.Locale;

/** A namespace as text, every fact of it, for golden files. */
final class Dump {
  private Dump() {}

  static String of(NetworkNamespace ns) {
    StringBuilder text = new StringBuilder();
    line(text, "namespace " + ns.name() + (ns.infra() ? " infra" : ""));
    ns.sysctls().values().forEach((key, value) -> line(text, "sysctl " + key + " = " + value));
    ns.devices().values().forEach(device -> line(text, device(device)));
    for (RouteTable table : ns.routes().inOrder()) {
      String before = ns.name() + "/route/" + table.name() + "/";
      for (var row : table.rows()) {
        String route = ElementIds.route(ns.name(), table.name(), row).substring(before.length());
        line(text, table.name() + ": " + route);
      }
    }
    ns.sockets()
        .listening()
        .forEach(
            each ->
                line(
                    text,
                    String.format(
                        Locale.ROOT,
                        "listen %s %s:%d %s",
                        each.protocol(),
                        each.address(),
                        each.port(),
                        each.name())));
    ns.sockets()
        .failed()
        .forEach(each -> line(text, "failed " + each.wanted().name() + " " + each.errno()));
    return text.toString();
  }

  private static String device(Device device) {
    StringBuilder text = new StringBuilder();
    text.append(device.index()).append(": ").append(device.name());
    if (device.link() instanceof Link.Veth veth) {
      text.append(" -> ").append(veth.peer());
    } else {
      text.append(' ').append(device.link().kind());
    }
    text.append(' ').append(device.mac()).append(" mtu ").append(device.mtu());
    text.append(device.up() ? " up" : " down");
    Device.BridgePort port = device.port();
    if (port != null) {
      text.append(" master ").append(port.bridge()).append(" #").append(port.order());
    }
    device.addresses().forEach(address -> text.append(' ').append(address));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
