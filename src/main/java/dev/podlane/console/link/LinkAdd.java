package dev.podlane.console.link;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ip link add} of bridges, veth pairs, tunnels and dummies. */
final class LinkAdd {
  private static final int DEFAULT_MTU = 1500;

  private LinkAdd() {}

  /**
   * One end to make.
   *
   * @param name its name
   * @param namespace namespace of the end, null for that of the command
   * @param mac its hardware address, if given
   * @param mtu its MTU in octets, if given
   * @param up true to set it up at once
   */
  private record End(
      String name,
      @Nullable String namespace,
      @Nullable Mac mac,
      @Nullable Integer mtu,
      boolean up) {
    static End read(ArgCursor words, boolean mayMove, String... stops) {
      String name = null;
      String namespace = null;
      Mac mac = null;
      Integer mtu = null;
      boolean up = false;
      List<String> ends = List.of(stops);
      while (words.hasNext() && !ends.contains(words.peek())) {
        String word = words.next();
        switch (word) {
          case "address" -> mac = ArgValues.mac(words.next());
          case "mtu" -> mtu = words.number(0, "Invalid \"mtu\" value");
          case "up" -> up = true;
          case "netns" -> namespace = movable(words.next(), mayMove);
          default -> {
            if (name != null) {
              throw ArgCursor.garbage(word, "dev");
            }
            name = checked(word.equals("name") || word.equals("dev") ? words.next() : word);
          }
        }
      }
      if (name == null) {
        throw new CommandException(
            "Not enough information: name of the new device is required.", CommandException.VALUE);
      }
      return new End(name, namespace, mac, mtu, up);
    }

    private static String movable(String namespace, boolean mayMove) {
      if (!mayMove) {
        throw ArgCursor.garbage("netns", "dev");
      }
      return namespace;
    }

    private static String checked(String name) {
      boolean isBad = name.isEmpty() || name.equals(".") || name.equals("..");
      if (isBad || name.indexOf('/') >= 0 || name.indexOf(' ') >= 0 || name.indexOf(':') >= 0) {
        throw ArgCursor.wrong(name, "\"dev\" not a valid ifname");
      }
      if (name.length() > Device.MAX_NAME) {
        throw CommandException.kernel("Error: Attribute failed policy validation.");
      }
      return name;
    }
  }

  static Command parse(ArgCursor words) {
    End end = End.read(words, false, "type");
    if (!words.take("type")) {
      throw new CommandException(
          "Not enough information: \"type\" argument is required", CommandException.VALUE);
    }
    String type = words.next();
    switch (type) {
      case "bridge" -> {
        refuseRest(words);
        return place -> alone(place, end, new Link.Bridge());
      }
      case "dummy" -> {
        refuseRest(words);
        return place -> alone(place, end, new Link.Dummy());
      }
      case "vxlan" -> {
        Link.Vxlan vxlan = VxlanWords.read(words);
        return place -> vxlan(place, end, vxlan);
      }
      case "ipip" -> {
        Link.Ipip ipip = IpipWords.read(words);
        int mtu = end.mtu() == null ? IpipWords.MTU : end.mtu();
        return place ->
            alone(place, new End(end.name(), end.namespace(), end.mac(), mtu, end.up()), ipip);
      }
      case "veth" -> {
        if (!words.take("peer")) {
          throw new CommandException(
              "Not enough information: \"peer\" argument is required", CommandException.VALUE);
        }
        End peer = End.read(words, true);
        return place -> veth(place, end, peer);
      }
      default -> throw CommandException.kernel("Error: Unknown device type.");
    }
  }

  private static void refuseRest(ArgCursor words) {
    if (words.hasNext()) {
      throw new CommandException(
          "bridge: unknown option \"" + words.peek() + "\"?", CommandException.GARBAGE);
    }
  }

  private static Answer alone(CommandContext place, End end, Link link) {
    return new Answer.Done(made(place.network(), place.ns().name(), end, link), "");
  }

  private static Answer vxlan(CommandContext place, End end, Link.Vxlan vxlan) {
    int mtu = VxlanWords.mtu(place.ns(), vxlan, end.mtu());
    VxlanWords.checkFree(place.ns(), vxlan);
    return alone(place, new End(end.name(), end.namespace(), end.mac(), mtu, end.up()), vxlan);
  }

  private static Answer veth(CommandContext place, End end, End peer) {
    String here = place.ns().name();
    String there = peer.namespace() == null ? here : peer.namespace();
    if (place.network().namespace(there).isEmpty()) {
      throw ArgCursor.wrong(there, "Invalid \"netns\" value");
    }
    if (there.equals(here) && peer.name().equals(end.name())) {
      throw CommandException.kernel("RTNETLINK answers: File exists");
    }
    // the kernel makes the peer first, so it has the lower index
    Link toHere = new Link.Veth(new DeviceRef(here, end.name()));
    Link toThere = new Link.Veth(new DeviceRef(there, peer.name()));
    return new Answer.Done(
        made(made(place.network(), there, peer, toHere), here, end, toThere), "");
  }

  private static Network made(Network network, String namespace, End end, Link link) {
    NetworkNamespace ns = network.namespaces().get(namespace);
    if (ns == null || ns.device(end.name()).isPresent()) {
      throw CommandException.kernel("RTNETLINK answers: File exists");
    }
    int index = ns.devices().values().stream().mapToInt(Device::index).max().orElse(0) + 1;
    Mac mac = end.mac() == null ? network.added(namespace, end.name(), index - 1) : end.mac();
    int mtu = end.mtu() == null ? DEFAULT_MTU : end.mtu();
    Device device = new Device(index, end.name(), mac, mtu, false, null, List.of(), link);
    NetworkNamespace now = ns.with(device);
    return network.with(end.up() ? Addressing.up(now, end.name()) : now);
  }
}
