package dev.podlane.console.link;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ip link set}. */
final class LinkSet {
  private static final int MIN_MTU = 68;
  private static final int MAX_MTU = 65535;
  private static final Map<String, Boolean> SWITCH = Map.of("on", true, "off", false);

  private LinkSet() {}

  /** One thing to set on the device of that name. */
  private interface Change {
    NetworkNamespace on(NetworkNamespace ns, String device);
  }

  static Command parse(ArgCursor words) {
    if (!words.hasNext()) {
      throw new CommandException(
          "Not enough information: \"dev\" argument is required.", CommandException.GARBAGE);
    }
    words.take("dev");
    String name = words.next();
    List<Change> changes = new ArrayList<>();
    boolean isUp = false;
    boolean isDown = false;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "up" -> isUp = true;
        case "down" -> isDown = true;
        case "mtu" -> changes.add(mtu(words.number(0, "Invalid \"mtu\" value")));
        case "address" -> changes.add(mac(words.next()));
        case "master" -> changes.add(master(words.next()));
        case "nomaster" -> changes.add(BridgePorts::release);
        case "type" -> changes.add(portType(words));
        default -> throw ArgCursor.garbage(word, "dev");
      }
    }
    // the kernel takes the other changes first, the flags last (do_setlink)
    if (isDown) {
      changes.add(LinkSet::down);
    } else if (isUp) {
      changes.add(LinkSet::up);
    }
    return place -> {
      place.device(name);
      NetworkNamespace now = place.ns();
      for (Change change : changes) {
        now = change.on(now, name);
      }
      return place.changed(now);
    };
  }

  private static NetworkNamespace up(NetworkNamespace ns, String name) {
    return of(ns, name).up() ? ns : Addressing.up(ns, name);
  }

  private static NetworkNamespace down(NetworkNamespace ns, String name) {
    NetworkNamespace now = Addressing.down(ns, name);
    return now.withNeighbours(
        now.neighbours().stream().filter(each -> !each.device().equals(name)).toList());
  }

  private static Change mtu(int mtu) {
    return (ns, name) -> {
      Device device = of(ns, name);
      boolean isLoopback = device.link() instanceof Link.Loopback;
      if (mtu < (isLoopback ? 0 : MIN_MTU)) {
        throw CommandException.kernel("Error: mtu less than device minimum.");
      }
      if (!isLoopback && mtu > MAX_MTU) {
        throw CommandException.kernel("Error: mtu greater than device maximum.");
      }
      if (device.link() instanceof Link.Vxlan vxlan
          && mtu > VxlanWords.most(ns, vxlan).orElse(MAX_MTU)) {
        throw CommandException.kernel("RTNETLINK answers: Invalid argument");
      }
      NetworkNamespace now = ns.with(device.withMtu(mtu));
      return device.port() == null ? now : BridgePorts.adjusting(ns, device.port().bridge(), now);
    };
  }

  private static Change mac(String text) {
    Mac mac = ArgValues.mac(text);
    return (ns, name) -> {
      if (mac.isGroup() || mac.equals(Mac.ZERO)) {
        throw CommandException.kernel("RTNETLINK answers: Cannot assign requested address");
      }
      return ns.with(of(ns, name).withMac(mac));
    };
  }

  private static Change master(String bridge) {
    return (ns, name) -> {
      if (ns.device(bridge).isEmpty()) {
        throw ArgCursor.wrong(bridge, "Device does not exist");
      }
      return BridgePorts.enslave(ns, name, bridge);
    };
  }

  private static Change portType(ArgCursor words) {
    String type = words.next();
    if (!type.equals("bridge_slave") || !words.take("hairpin")) {
      throw ArgCursor.wrong(type, "podlane sets hairpin of a bridge_slave only");
    }
    String value = words.next();
    Boolean hairpin = SWITCH.get(value);
    if (hairpin == null) {
      throw ArgCursor.wrong(value, "must be on or off");
    }
    return (ns, name) -> BridgePorts.hairpin(ns, name, hairpin);
  }

  private static Device of(NetworkNamespace ns, String name) {
    return ns.device(name).orElseThrow(() -> CommandException.noDevice(name));
  }
}
