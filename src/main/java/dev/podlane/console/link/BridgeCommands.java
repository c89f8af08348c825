package dev.podlane.console.link;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code bridge link} and {@code bridge fdb}. */
public final class BridgeCommands {
  private static final List<String> VERBS = List.of("set", "show", "lst", "list");
  private static final Map<String, Boolean> SWITCH = Map.of("on", true, "off", false);

  /** Exit code of {@code bridge} for a value that is not one of a list. */
  private static final int NOT_ONE_OF = 234;

  private BridgeCommands() {}

  public static Command parse(ArgCursor words) {
    boolean isDetailed = false;
    while (words.peek().startsWith("-")) {
      detailed(words.next());
      isDetailed = true;
    }
    String object = words.next();
    if (!object.isEmpty() && !isDetailed && "fdb".startsWith(object)) {
      return ForwardingCommands.parse(words);
    }
    if (object.isEmpty() || !"link".startsWith(object)) {
      throw new CommandException(
          "Object \"" + object + "\" is unknown, try \"bridge help\".", CommandException.GARBAGE);
    }
    String verb = words.hasNext() ? words.next() : "show";
    String known = VERBS.stream().filter(each -> each.startsWith(verb)).findFirst().orElse("");
    return switch (known) {
      case "" ->
          throw new CommandException(
              "Command \"" + verb + "\" is unknown, try \"bridge link help\".",
              CommandException.GARBAGE);
      case "set" -> set(words);
      default -> show(words, isDetailed);
    };
  }

  /** Of the options only the one for details, of {@code bridge link}. */
  private static void detailed(String option) {
    String name = option.startsWith("--") ? option.substring(1) : option;
    if (name.length() < 2 || !"-details".startsWith(name)) {
      throw new CommandException(
          "Option \"" + option + "\" is unknown, try \"bridge help\".", CommandException.GARBAGE);
    }
  }

  private static Command set(ArgCursor words) {
    String device = null;
    Boolean hairpin = null;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "dev" -> device = words.next();
        case "hairpin" -> hairpin = onOff(words.next());
        default -> throw ArgCursor.garbage(word, "dev");
      }
    }
    if (device == null) {
      throw new CommandException("Device is a required argument.", CommandException.GARBAGE);
    }
    return setting(device, hairpin);
  }

  private static boolean onOff(String value) {
    Boolean on = SWITCH.get(value);
    if (on == null) {
      throw new CommandException(
          "Error: argument of \"hairpin\" must be one of \"off\", \"on\", not \"" + value + "\"",
          NOT_ONE_OF);
    }
    return on;
  }

  private static Command setting(String device, @Nullable Boolean hairpin) {
    return place -> {
      if (place.ns().device(device).isEmpty()) {
        throw new CommandException(
            "Cannot find bridge device \"" + device + "\"", CommandException.GARBAGE);
      }
      return hairpin == null
          ? place.quiet()
          : place.changed(BridgePorts.hairpin(place.ns(), device, hairpin));
    };
  }

  private static Command show(ArgCursor words, boolean isDetailed) {
    String only = words.take("dev") ? words.next() : null;
    if (words.hasNext()) {
      throw ArgCursor.garbage(words.peek(), "dev");
    }
    return place -> {
      List<String> lines = new ArrayList<>();
      for (Device device : place.ns().devices().values()) {
        if (device.port() != null && (only == null || device.name().equals(only))) {
          lines.add(line(place, device, device.port()));
          if (isDetailed) {
            lines.add(details(device.port()));
          }
        }
      }
      return place.says(String.join("\n", lines));
    };
  }

  private static String line(CommandContext place, Device device, Device.BridgePort port) {
    String end = device.link() instanceof Link.Veth veth ? "@" + veth.peer().device() : "";
    boolean isForwarding = Carrier.isOn(place, device);
    return String.format(
        "%d: %s%s: <%s> mtu %d master %s state %s priority 32 cost 2 ",
        device.index(),
        device.name(),
        end,
        Carrier.flags(place, device),
        device.mtu(),
        port.bridge(),
        isForwarding ? "forwarding" : "disabled");
  }

  /** Only hairpin can be set here; the others are as Linux makes a port. */
  private static String details(Device.BridgePort port) {
    return "    hairpin "
        + (port.hairpin() ? "on" : "off")
        + " guard off root_block off fastleave off learning on flood on mcast_flood on"
        + " bcast_flood on mcast_router 1 mcast_to_unicast off neigh_suppress off"
        + " vlan_tunnel off isolated off locked off ";
  }
}
