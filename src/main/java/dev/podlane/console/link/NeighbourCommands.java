package dev.podlane.console.link;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.KernelState.LearnedNeighbour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip neighbour}. Only permanent entries can be changed: those learned by ARP are shown, but
 * are not part of a network.
 */
public final class NeighbourCommands {
  private static final List<String> VERBS =
      List.of("add", "change", "chg", "replace", "delete", "get", "show", "lst", "list", "flush");

  private NeighbourCommands() {}

  public static Command parse(ArgCursor words, IpOptions options) {
    String verb = words.hasNext() ? ArgCursor.verb(words.next(), "neigh", VERBS) : "show";
    if (verb.equals("show") || verb.equals("lst") || verb.equals("list")) {
      return show(words, options);
    }
    if (verb.equals("flush")) {
      return flush(words);
    }
    Wanted wanted = Wanted.read(words);
    return switch (verb) {
      case "get" -> wanted::get;
      case "delete" -> wanted::delete;
      default -> place -> wanted.set(place, verb);
    };
  }

  private static Command show(ArgCursor words, IpOptions options) {
    String device = null;
    Ip address = null;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "dev" -> device = words.next();
        case "nud" -> onlyPermanent(words.next());
        default -> address = ArgValues.address(word.equals("to") ? words.next() : word);
      }
    }
    String only = device;
    Ip onlyAddress = address;
    return place -> {
      if (only != null) {
        place.device(only);
      }
      List<String> lines = new ArrayList<>();
      List<Map<String, Object>> records = new ArrayList<>();
      for (Neighbour each : place.ns().neighbours()) {
        boolean isWanted =
            (only == null || only.equals(each.device()))
                && (onlyAddress == null || onlyAddress.equals(each.ip()));
        if (isWanted) {
          lines.add(line(each, only == null));
          records.add(record(each.ip(), each.device(), each.mac(), "PERMANENT", only == null));
        }
      }
      for (LearnedNeighbour each : place.learned().state(place.ns().name()).neighbours()) {
        boolean isWanted =
            (only == null || only.equals(each.device()))
                && (onlyAddress == null || onlyAddress.equals(each.ip()));
        if (isWanted) {
          lines.add(line(each, only == null));
          String state = each.state().toString();
          records.add(record(each.ip(), each.device(), each.mac(), state, only == null));
        }
      }
      return place.says(options.json() ? options.json(records) : String.join("\n", lines));
    };
  }

  /** Flushes learned entries, which are not part of a network; permanent entries stay. */
  private static Command flush(ArgCursor words) {
    if (!words.hasNext()) {
      throw new CommandException("Flush requires arguments.", CommandException.VALUE);
    }
    if (words.take("all")) {
      return CommandContext::quiet;
    }
    words.take("dev");
    String device = words.next();
    return place -> {
      place.device(device);
      return place.quiet();
    };
  }

  private static Map<String, Object> record(
      Ip ip, String device, @Nullable Mac mac, String state, boolean withDevice) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("dst", ip);
    if (withDevice) {
      object.put("dev", device);
    }
    if (mac != null) {
      object.put("lladdr", mac);
    }
    object.put("state", List.of(state));
    return object;
  }

  private static String line(Neighbour neighbour, boolean device) {
    return neighbour.ip()
        + (device ? " dev " + neighbour.device() : "")
        + (" lladdr " + neighbour.mac() + " PERMANENT ");
  }

  private static String line(LearnedNeighbour neighbour, boolean device) {
    Mac mac = neighbour.mac();
    return neighbour.ip()
        + (device ? " dev " + neighbour.device() : "")
        + (mac == null ? "" : " lladdr " + mac)
        + (" " + neighbour.state() + " ");
  }

  private static void onlyPermanent(String state) {
    if (!state.equals("permanent")) {
      throw ArgCursor.wrong(state, "podlane sets permanent neighbours only");
    }
  }

  /**
   * The arguments of add, change, replace, delete and get.
   *
   * @param ip address of the neighbour
   * @param mac its hardware address, if given
   * @param device device it is reached by
   */
  private record Wanted(Ip ip, @Nullable Mac mac, String device) {
    static Wanted read(ArgCursor words) {
      Ip ip = null;
      Mac mac = null;
      String device = null;
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "lladdr" -> mac = ArgValues.mac(words.next());
          case "dev" -> device = words.next();
          case "nud" -> onlyPermanent(words.next());
          case "permanent", "PERMANENT" -> {}
          default -> {
            if (ip != null) {
              throw ArgCursor.garbage(word, "to");
            }
            ip = ArgValues.address(word.equals("to") ? words.next() : word);
          }
        }
      }
      if (ip == null || device == null) {
        throw new CommandException(
            "Device and destination are required arguments.", CommandException.GARBAGE);
      }
      return new Wanted(ip, mac, device);
    }

    private boolean isMe(Neighbour other) {
      return other.ip().equals(ip) && other.device().equals(device);
    }

    Answer get(CommandContext place) {
      place.device(device);
      for (Neighbour each : place.ns().neighbours()) {
        if (isMe(each)) {
          return place.says(line(each, true));
        }
      }
      throw CommandException.kernel("Error: Neighbour entry not found.");
    }

    Answer delete(CommandContext place) {
      place.device(device);
      List<Neighbour> left = place.ns().neighbours().stream().filter(each -> !isMe(each)).toList();
      if (left.size() == place.ns().neighbours().size()) {
        throw CommandException.kernel("RTNETLINK answers: No such file or directory");
      }
      return place.changed(place.ns().withNeighbours(left));
    }

    Answer set(CommandContext place, String verb) {
      place.device(device);
      if (mac == null) {
        throw CommandException.kernel("Error: No link layer address given.");
      }
      List<Neighbour> now = new ArrayList<>(place.ns().neighbours());
      boolean wasThere = now.removeIf(this::isMe);
      if (wasThere && verb.equals("add")) {
        throw CommandException.kernel("RTNETLINK answers: File exists");
      }
      if (!wasThere && verb.startsWith("ch")) {
        throw CommandException.kernel("RTNETLINK answers: No such file or directory");
      }
      now.add(new Neighbour(device, ip, mac));
      return place.changed(place.ns().withNeighbours(now));
    }
  }
}
