package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.net.route.RouteOptions.Hop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the words of a route about its path: metrics, type of service, realms, encapsulation. */
final class RouteMetricWords {
  /** In the order of the kernel (RTAX_MTU …). */
  private static final List<String> METRICS =
      List.of(
          "mtu",
          "window",
          "rtt",
          "rttvar",
          "ssthresh",
          "cwnd",
          "advmss",
          "reordering",
          "hoplimit",
          "initcwnd",
          "features",
          "rto_min",
          "initrwnd",
          "quickack",
          "congctl",
          "fastopen_no_cookie");

  private static final Map<String, Integer> SERVICES =
      Map.ofEntries(
          Map.entry("default", 0),
          Map.entry("CS0", 0),
          Map.entry("CS1", 0x20),
          Map.entry("CS2", 0x40),
          Map.entry("CS3", 0x60),
          Map.entry("CS4", 0x80),
          Map.entry("CS5", 0xa0),
          Map.entry("CS6", 0xc0),
          Map.entry("CS7", 0xe0),
          Map.entry("AF11", 0x28),
          Map.entry("AF12", 0x30),
          Map.entry("AF13", 0x38),
          Map.entry("AF21", 0x48),
          Map.entry("AF22", 0x50),
          Map.entry("AF23", 0x58),
          Map.entry("AF31", 0x68),
          Map.entry("AF32", 0x70),
          Map.entry("AF33", 0x78),
          Map.entry("AF41", 0x88),
          Map.entry("AF42", 0x90),
          Map.entry("AF43", 0x98),
          Map.entry("EF", 0xb8));

  private final ArgCursor words;
  private final Map<Integer, String> metrics = new TreeMap<>();
  private int tos;
  private int mtu;
  private boolean mtuLocked;
  private int mss;
  private int hopLimit;
  private String realms = "";
  private String detour = "";

  RouteMetricWords(ArgCursor words) {
    this.words = words;
  }

  RouteOptions done(List<Hop> hops, RouteOptions.@Nullable Bound nexthop) {
    List<String> all = List.copyOf(metrics.values());
    String known = nexthop == null ? realms : ""; // they belong to a way, and objects have none
    return new RouteOptions(tos, mtu, mtuLocked, mss, hopLimit, known, all, hops, detour, nexthop);
  }

  /** A gateway of the other family. */
  void throughIpv6(String gateway) {
    Ip ip =
        Ip.tryParse(gateway)
            .filter(each -> !each.isV4())
            .orElseThrow(
                () ->
                    new CommandException(
                        "Error: inet6 address is expected rather than \"" + gateway + "\".",
                        CommandException.VALUE));
    detour = "via inet6 " + ip + " ";
  }

  /** Takes a word if it is one of these. */
  boolean take(String word) {
    switch (word) {
      case "tos", "dsfield" -> tos = service(words.next());
      case "realms", "realm" -> realms = realms(word, words.next());
      // of IPv6 alone, or of no effect on routes of IPv4
      case "pref" -> preference(words.next());
      case "expires" -> number("expires", words.next(), 0xffff_ffffL);
      case "ttl-propagate" -> words.next();
      case "encap" -> encapsulation();
      default -> {
        if (!METRICS.contains(word)) {
          return false;
        }
        metric(word);
      }
    }
    return true;
  }

  private static void preference(String word) {
    if (!List.of("low", "medium", "high", "0", "1", "3").contains(word)) {
      throw ArgCursor.wrong(word, "\"pref\" value is invalid");
    }
  }

  /** The type of service of a word. */
  static int service(String word) {
    Integer named = SERVICES.get(word);
    boolean isNumber = word.matches("(0x)?[0-9a-fA-F]{1,2}");
    if (named == null && !isNumber) {
      throw ArgCursor.wrong(word, "\"tos\" value is invalid");
    }
    int bits = named != null ? named : Integer.parseInt(word.replaceFirst("^0x", ""), 16);
    if ((bits & 3) != 0) {
      throw CommandException.kernel("Error: Invalid dsfield (tos): ECN bits must be 0.");
    }
    return bits;
  }

  /** A type of service as it is printed. */
  static String serviceText(int tos) {
    return SERVICES.entrySet().stream()
        .filter(each -> each.getValue() == tos && !each.getKey().equals("default"))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.format(Locale.ROOT, "0x%02x", tos));
  }

  static String realms(String option, String word) {
    if (!word.matches("[0-9]{1,5}(/[0-9]{1,5})?")) {
      throw ArgCursor.wrong(word, "\"" + option + "\" value is invalid");
    }
    return word.startsWith("0/") ? word.substring(2) : word;
  }

  private void encapsulation() {
    String kind = words.next();
    if (!kind.equals("ip")) {
      throw CommandException.kernel("Error: lwt encapsulation type not supported.");
    }
    Map<String, String> given = new TreeMap<>(Map.of("id", "0", "src", "0.0.0.0", "ttl", "0"));
    given.put("tos", "0");
    given.put("dst", "0.0.0.0");
    while (given.containsKey(words.peek())) {
      String key = words.next();
      given.put(key, words.next());
    }
    StringBuilder text = new StringBuilder(" encap ip ");
    for (String key : List.of("id", "src", "dst", "ttl", "tos")) {
      text.append(key).append(' ').append(given.get(key)).append(' ');
    }
    detour = text.toString();
  }

  private void metric(String name) {
    boolean locks = name.equals("rto_min");
    if (!name.equals("features") && words.take("lock")) {
      locks = true;
    }
    String value = value(name, words.next());
    metrics.put(METRICS.indexOf(name), name + " " + (locks ? "lock " : "") + value);
    if (value.equals("0")) {
      metrics.remove(METRICS.indexOf(name));
    }
    mtuLocked = mtuLocked || (locks && name.equals("mtu"));
  }

  private String value(String name, String word) {
    switch (name) {
      case "rtt", "rttvar", "rto_min" -> {
        return time(name, word);
      }
      case "congctl" -> {
        return word;
      }
      case "features" -> {
        if (!word.equals("ecn") && !word.equals("tcp_usec_ts")) {
          throw ArgCursor.wrong(word, "\"features\" value not valid");
        }
        return word;
      }
      default -> {
        long most = name.equals("hoplimit") ? 255 : 0xffff_ffffL;
        long number = number(name, word, most);
        return Long.toString(limited(name, number));
      }
    }
  }

  /** As the kernel cuts what is too large (ip_metrics_convert). */
  private long limited(String name, long number) {
    switch (name) {
      case "mtu" -> {
        mtu = (int) Math.min(number, 65_535 - 15);
        return mtu;
      }
      case "advmss" -> {
        mss = (int) Math.min(number, 65_535 - 40);
        return mss;
      }
      case "hoplimit" -> hopLimit = (int) number;
      default -> {}
    }
    return number;
  }

  private static long number(String name, String word, long most) {
    boolean isNumber = word.matches("[0-9]{1,10}|0x[0-9a-fA-F]{1,8}");
    long number = isNumber ? Long.decode(word.replaceFirst("^0+(?=[0-9])", "")) : -1;
    if (number < 0 || number > most) {
      throw ArgCursor.wrong(word, "\"" + name + "\" value is invalid");
    }
    return number;
  }

  /** Times are kept in milliseconds; a bare number of rtt is eighths, of rttvar quarters. */
  private static String time(String name, String word) {
    if (!word.matches("[0-9]{1,7}(\\.[0-9]{1,6})?(s|ms|us)?")) {
      throw ArgCursor.wrong(word, "\"" + name + "\" value is invalid");
    }
    String unit = word.replaceAll("[0-9.]", "");
    BigDecimal number = new BigDecimal(word.substring(0, word.length() - unit.length()));
    int shift = unit.isEmpty() ? (name.equals("rtt") ? 8 : name.equals("rttvar") ? 4 : 1) : 1;
    BigDecimal millis =
        switch (unit) {
          case "s" -> number.movePointRight(3);
          case "us" -> number.movePointLeft(3);
          default -> number;
        };
    long whole = millis.longValue() / shift;
    return whole < 1000
        ? whole + "ms"
        : BigDecimal.valueOf(whole, 3).stripTrailingZeros().toPlainString() + "s";
  }
}
