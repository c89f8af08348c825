package dev.podlane.console.link;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.KernelState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code bridge fdb show}: permanent and learned entries, and the entries of the bridge's own
 * addresses. Groups that devices listen to are left out, because no simulated packet goes to them.
 */
final class ForwardingShow {
  private ForwardingShow() {}

  static Command parse(ArgCursor words) {
    String only = null;
    String bridge = null;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "dev" -> only = words.next();
        case "br" -> bridge = words.next();
        default -> throw ArgCursor.garbage(word, "dev");
      }
    }
    return of(only, bridge);
  }

  private static Command of(@Nullable String only, @Nullable String bridge) {
    return place -> {
      for (String name : new String[] {only, bridge}) {
        if (name != null && place.ns().device(name).isEmpty()) {
          throw new CommandException(
              "Cannot find device \"" + name + "\"", CommandException.GARBAGE);
        }
      }
      Known known = Known.of(place);
      List<String> lines = new ArrayList<>();
      for (Device device : place.ns().devices().values()) {
        boolean isOf = device.port() != null && device.port().bridge().equals(bridge);
        boolean isShown = bridge == null || isOf || device.name().equals(bridge);
        if (isShown && (only == null || device.name().equals(only))) {
          lines.addAll(lines(known, device, only == null ? " dev " + device.name() : ""));
        }
      }
      return place.says(String.join("\n", lines));
    };
  }

  private static List<String> lines(Known known, Device device, String named) {
    List<String> lines = new ArrayList<>();
    Device.BridgePort port = device.port();
    if (device.link() instanceof Link.Vxlan vxlan && vxlan.remote() != null) {
      lines.add(tunnel(Mac.ZERO, named, vxlan.remote()));
    }
    known
        .given()
        .getOrDefault(device.name(), List.of())
        .forEach(
            entry -> {
              Ip remote = entry.remote();
              if (remote != null) {
                lines.add(tunnel(entry.mac(), named, remote));
              } else if (port != null) {
                lines.add(entry.mac() + named + " master " + port.bridge() + " static");
              }
            });
    known
        .remotes()
        .getOrDefault(device.name(), List.of())
        .forEach(each -> lines.add(each.mac() + named + " dst " + each.host() + " self"));
    known
        .stations()
        .getOrDefault(device.name(), List.of())
        .forEach(each -> lines.add(each.mac() + named + " master " + each.bridge()));
    String bridge = port == null ? device.name() : port.bridge();
    if (port != null || device.link() instanceof Link.Bridge) {
      lines.add(device.mac() + named + " master " + bridge + " permanent");
    }
    return lines;
  }

  /** The stations that a namespace knows, by the device behind which they are. */
  private record Known(
      Map<String, List<ForwardingEntry>> given,
      Map<String, List<KernelState.Remote>> remotes,
      Map<String, List<KernelState.Station>> stations) {
    static Known of(CommandContext place) {
      KernelState learned = place.learned().state(place.ns().name());
      return new Known(
          place.ns().forwarding().stream().collect(Collectors.groupingBy(ForwardingEntry::device)),
          learned.remotes().stream().collect(Collectors.groupingBy(KernelState.Remote::device)),
          learned.stations().stream().collect(Collectors.groupingBy(KernelState.Station::port)));
    }
  }

  private static String tunnel(Mac mac, String named, Ip remote) {
    return mac + named + " dst " + remote + " self permanent";
  }
}
