package dev.podlane.console.iptables.list;

import dev.podlane.console.iptables.list.ListedRule.Option;
import dev.podlane.console.iptables.match.IcmpNames;
import dev.podlane.console.iptables.option.Services;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Ports, flags and types of messages, by name or by number.
 *
 * @param byName true if names are said
 * @param protocol name of the protocol
 */
record PortNames(boolean byName, String protocol) {
  private static final List<String> FLAGS = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG");

  private String port(String number) {
    return byName ? Services.name(Integer.parseInt(number), protocol).orElse(number) : number;
  }

  private String ends(String range) {
    return List.of(range.split(":", -1)).stream().map(this::port).collect(Collectors.joining(":"));
  }

  /** Ranges joined by commas. */
  String list(String ranges) {
    return List.of(ranges.split(",", -1)).stream().map(this::ends).collect(Collectors.joining(","));
  }

  /** {@code spt:80}, {@code spts:80:90}. */
  String range(String side, Option option) {
    boolean isOne = option.value().indexOf(':') < 0;
    return " "
        + side
        + (isOne ? "t:" : "ts:")
        + (option.inverted() ? "!" : "")
        + ends(option.value());
  }

  /** {@code flags:0x17/0x02}. */
  String flags(Option option) {
    String mask = option.values().get(0);
    String set = option.values().get(1);
    return " flags:"
        + (option.inverted() ? "!" : "")
        + (byName ? mask : hex(mask))
        + "/"
        + (byName ? set : hex(set));
  }

  private static String hex(String names) {
    int bits = 0;
    for (String each : names.split(",", -1)) {
      bits |= each.equals("ALL") ? 0x3f : each.equals("NONE") ? 0 : 1 << FLAGS.indexOf(each);
    }
    return String.format(Locale.ROOT, "0x%02x", bits);
  }

  /** The type of a message, and its code if one is asked for. */
  String icmp(Option option) {
    String number = option.value().equals("any") ? "255" : option.value();
    if (byName) {
      String name = IcmpNames.name(option.value());
      if (!name.isEmpty()) {
        return " icmp " + (option.inverted() ? "!" : "") + name;
      }
    }
    String words = "type " + number.replace("/", " code ");
    return " icmp" + (option.inverted() ? " !" : byName ? " " : "") + words;
  }
}
