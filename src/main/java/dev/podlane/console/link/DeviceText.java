package dev.podlane.console.link;

import dev.podlane.console.command.CommandContext;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Devices as {@code ip link} and {@code ip addr} print them (ip/ipaddress.c of iproute2 6.1). */
final class DeviceText {
  private DeviceText() {}

  /** Both lines of {@code ip link show}. */
  static String link(CommandContext place, Device device) {
    return head(place, device, " mode DEFAULT") + "\n" + hardware(place, device);
  }

  /**
   * Returns the text of {@code ip -d link show}; only tunnels have more to show than without {@code
   * -d}.
   */
  static String detailedLink(CommandContext place, Device device) {
    if (device.link() instanceof Link.Ipip ipip) {
      return link(place, device)
          + " promiscuity 0  allmulti 0 minmtu 0 maxmtu 0 \n"
          + IpipWords.detail(ipip);
    }
    return device.link() instanceof Link.Vxlan vxlan
        ? link(place, device)
            + " promiscuity 0  allmulti 0 minmtu 68 maxmtu 65535 \n"
            + VxlanWords.detail(vxlan)
        : link(place, device);
  }

  /** All lines of {@code ip addr show}. */
  static String addresses(CommandContext place, Device device) {
    return head(place, device, "") + "\n" + hardware(place, device) + inet(device);
  }

  /** All lines of {@code ip -4 addr show}. */
  static String addressesV4(CommandContext place, Device device) {
    return head(place, device, "") + inet(device);
  }

  /** The lines of {@code ip -o addr show}: one for each address. */
  static String oneLineAddresses(CommandContext place, Device device) {
    String lines = inet(device).substring(1).replace("\n       ", "\\       ");
    String begin = device.index() + ": " + device.name();
    return lines.lines().map(line -> begin + line).collect(Collectors.joining("\n"));
  }

  /** The line of {@code ip -br link show}. */
  static String briefLink(CommandContext place, Device device) {
    return brief(place, device)
        + String.format(Locale.ROOT, "%s <%s> ", device.mac(), Carrier.flags(place, device));
  }

  /** The line of {@code ip -br addr show}. */
  static String briefAddresses(CommandContext place, Device device) {
    StringBuilder line = new StringBuilder(brief(place, device));
    device.addresses().forEach(address -> line.append(address).append(' '));
    return line.toString();
  }

  private static String brief(CommandContext place, Device device) {
    String state = Carrier.state(place, device);
    return String.format(Locale.ROOT, "%-16s %-14s ", fullName(place, device), state);
  }

  private static String head(CommandContext place, Device device, String mode) {
    return String.format(
        Locale.ROOT,
        "%d: %s: <%s> mtu %d qdisc noqueue%s state %s%s group default qlen 1000",
        device.index(),
        fullName(place, device),
        Carrier.flags(place, device),
        device.mtu(),
        device.port() == null ? "" : " master " + device.port().bridge(),
        Carrier.state(place, device),
        mode);
  }

  private static String fullName(CommandContext place, Device device) {
    if (device.link() instanceof Link.Ipip) {
      return device.name() + "@NONE";
    }
    if (!(device.link() instanceof Link.Veth veth)) {
      return device.name();
    }
    String end =
        Carrier.hasPeerHere(place, device)
            ? veth.peer().device()
            : Carrier.peer(place, device).map(peer -> "if" + peer.index()).orElse("NONE");
    return device.name() + "@" + end;
  }

  private static String hardware(CommandContext place, Device device) {
    if (device.link() instanceof Link.Ipip ipip) {
      return IpipWords.hardware(ipip);
    }
    boolean isLoopback = device.link() instanceof Link.Loopback;
    String line =
        String.format(
            Locale.ROOT,
            "    link/%s %s brd %s",
            isLoopback ? "loopback" : "ether",
            device.mac(),
            isLoopback ? Mac.ZERO : Mac.BROADCAST);
    return device.link() instanceof Link.Veth veth && !Carrier.hasPeerHere(place, device)
        ? line + " link-netns " + veth.peer().namespace()
        : line;
  }

  private static String inet(Device device) {
    StringBuilder lines = new StringBuilder();
    Set<Prefix> subnets = new HashSet<>();
    for (InterfaceAddress address : device.addresses()) {
      String scope = address.ip().isLoopback() ? "host" : "global";
      boolean isFirst = subnets.add(address.prefix());
      lines.append("\n    inet ").append(address).append(" scope ").append(scope);
      lines.append(isFirst ? " " : " secondary ").append(device.name());
      lines.append("\n       valid_lft forever preferred_lft forever");
    }
    return lines.toString();
  }
}
