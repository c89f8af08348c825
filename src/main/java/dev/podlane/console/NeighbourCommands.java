package dev.podlane.console;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Neighbour;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip neighbour}, for permanent entries: what a host learns by ARP is not part of a network.
 */
final class NeighbourCommands {
  private static final List<String> VERBS =
      List.of("add", "change", "chg", "replace", "delete", "get", "show", "lst", "list", "flush");

  private NeighbourCommands() {}

  static Command parse(Words words) {
    String verb = words.hasNext() ? Words.verb(words.next(), "neigh", VERBS) : "show";
    if (verb.equals("show") || verb.equals("lst") || verb.equals("list")) {
      return show(words);
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

  private static Command show(Words words) {
    String device = null;
    Ip address = null;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "dev" -> device = words.next();
        case "nud" -> onlyPermanent(words.next());
        default -> address = Values.address(word.equals("to") ? words.next() : word);
      }
    }
    String only = device;
    Ip onlyAddress = address;
    return place -> {
      if (only != null) {
        place.device(only);
      }
      List<String> lines = new ArrayList<>();
      for (Neighbour each : place.ns().neighbours()) {
        boolean isWanted =
            (only == null || only.equals(each.device()))
                && (onlyAddress == null || onlyAddress.equals(each.ip()));
        if (isWanted) {
          lines.add(line(each, only == null));
        }
      }
      return place.says(String.join("\n", lines));
    };
  }

  /** Forgets what was learned, which is not part of a network; permanent entries stay. */
  private static Command flush(Words words) {
    if (!words.hasNext()) {
      throw new RefusalException("Flush requires arguments.", RefusalException.VALUE);
    }
    if (words.take("all")) {
      return Place::quiet;
    }
    words.take("dev");
    String device = words.next();
    return place -> {
      place.device(device);
      return place.quiet();
    };
  }

  private static String line(Neighbour neighbour, boolean device) {
    return neighbour.ip()
        + (device ? " dev " + neighbour.device() : "")
        + (" lladdr " + neighbour.mac() + " PERMANENT ");
  }

  private static void onlyPermanent(String state) {
    if (!state.equals("permanent")) {
      throw Words.wrong(state, "podlane sets permanent neighbours only");
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
    static Wanted read(Words words) {
      Ip ip = null;
      Mac mac = null;
      String device = null;
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "lladdr" -> mac = Values.mac(words.next());
          case "dev" -> device = words.next();
          case "nud" -> onlyPermanent(words.next());
          case "permanent", "PERMANENT" -> {}
          default -> {
            if (ip != null) {
              throw Words.garbage(word, "to");
            }
            ip = Values.address(word.equals("to") ? words.next() : word);
          }
        }
      }
      if (ip == null || device == null) {
        throw new RefusalException(
            "Device and destination are required arguments.", RefusalException.GARBAGE);
      }
      return new Wanted(ip, mac, device);
    }

    private boolean isMe(Neighbour other) {
      return other.ip().equals(ip) && other.device().equals(device);
    }

    Answer get(Place place) {
      place.device(device);
      for (Neighbour each : place.ns().neighbours()) {
        if (isMe(each)) {
          return place.says(line(each, true));
        }
      }
      throw RefusalException.kernel("Error: Neighbour entry not found.");
    }

    Answer delete(Place place) {
      place.device(device);
      List<Neighbour> left = place.ns().neighbours().stream().filter(each -> !isMe(each)).toList();
      if (left.size() == place.ns().neighbours().size()) {
        throw RefusalException.kernel("RTNETLINK answers: No such file or directory");
      }
      return place.changed(place.ns().withNeighbours(left));
    }

    Answer set(Place place, String verb) {
      place.device(device);
      if (mac == null) {
        throw RefusalException.kernel("Error: No link layer address given.");
      }
      List<Neighbour> now = new ArrayList<>(place.ns().neighbours());
      boolean wasThere = now.removeIf(this::isMe);
      if (wasThere && verb.equals("add")) {
        throw RefusalException.kernel("RTNETLINK answers: File exists");
      }
      if (!wasThere && verb.startsWith("ch")) {
        throw RefusalException.kernel("RTNETLINK answers: No such file or directory");
      }
      now.add(new Neighbour(device, ip, mac));
      return place.changed(place.ns().withNeighbours(now));
    }
  }
}
