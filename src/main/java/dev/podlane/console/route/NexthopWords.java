package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.link.Carrier;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.Nexthop;
import dev.podlane.net.route.Nexthop.Member;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the words of a next hop object in any order (ipnh_modify in ip/ipnexthop.c). */
final class NexthopWords {
  /** As many as fit into the message that ip sends. */
  private static final int MOST_MEMBERS = 126;

  private static final int MAX_WEIGHT = 256;
  private static final long MAX_ID = 0xffff_ffffL;

  private long id;
  private boolean hasId;
  private @Nullable Ip via;
  private @Nullable String device;
  private boolean onlink;
  private boolean blackhole;
  private List<Member> members = List.of();
  private String protocol = Nexthop.UNSPECIFIED;
  private int said;

  private NexthopWords() {}

  static NexthopWords read(ArgCursor words) {
    NexthopWords all = new NexthopWords();
    while (words.hasNext()) {
      all.word(words.next(), words);
      all.said++;
    }
    return all;
  }

  private void word(String word, ArgCursor words) {
    switch (word) {
      case "id" -> {
        id = id(words.next());
        hasId = true;
      }
      case "dev" -> device = words.next();
      case "via" -> via = gateway(words);
      case "blackhole" -> blackhole = true;
      case "onlink" -> onlink = true;
      case "group" -> members = group(words.next());
      case "type" -> type(words.next());
      case "fdb", "encap", "buckets", "idle_timer", "unbalanced_timer" ->
          throw notSimulated("next hops with " + word);
      default -> {
        if (word.isEmpty() || !"protocol".startsWith(word)) {
          throw ArgCursor.wrong(word, "");
        }
        String name = words.next();
        protocol =
            RouteProtocols.of(name)
                .map(known -> known.equals("0") ? Nexthop.UNSPECIFIED : known)
                .orElseThrow(() -> ArgCursor.wrong(name, "\"protocol\" value is invalid"));
      }
    }
  }

  /** The number of an object; it must be there, and nothing besides. */
  long only() {
    if (said > (hasId ? 1 : 0)) {
      throw CommandException.kernel("Error: Unknown attribute type.");
    }
    if (id == 0) {
      throw CommandException.kernel("Error: Nexthop id is missing.");
    }
    return id;
  }

  /**
   * The object that is described; without a number it gets the lowest that is free.
   *
   * @throws CommandException if the kernel would refuse the words, whatever is there
   */
  Nexthop object(CommandContext place, boolean replaces) {
    if (device != null && place.ns().device(device).isEmpty()) {
      throw ArgCursor.wrong(device, "Device does not exist");
    }
    boolean hasWay = via != null || device != null || blackhole;
    if (!hasWay && members.isEmpty()) {
      throw CommandException.kernel("Error: Invalid address family.");
    }
    if (hasWay && !members.isEmpty()) {
      throw CommandException.kernel("Error: Invalid family for group.");
    }
    if (replaces && id == 0) {
      throw CommandException.kernel("Error: Replace requires nexthop id.");
    }
    long number = id == 0 ? place.ns().routes().nexthops().free() : id;
    if (!members.isEmpty()) {
      return Nexthop.group(number, members, protocol);
    }
    return blackhole ? nowhere(number) : way(place, number);
  }

  private Nexthop nowhere(long number) {
    if (via != null || device != null) {
      throw CommandException.kernel(
          "Error: Blackhole attribute can not be used with gateway, oif, encap or fdb.");
    }
    if (onlink) {
      throw CommandException.kernel(
          "Error: Invalid flags for nexthop - PERVASIVE and ONLINK can not be set.");
    }
    return Nexthop.blackhole(number, protocol);
  }

  private Nexthop way(CommandContext place, long number) {
    if (device == null) {
      throw CommandException.kernel(
          "Error: Device attribute required for non-blackhole and non-fdb nexthops.");
    }
    Device out = place.device(device);
    if (!out.up()) {
      throw CommandException.kernel("Error: Nexthop device is not up.");
    }
    if (Carrier.isLinkDown(place, device)) {
      throw CommandException.kernel("Error: Carrier for nexthop device is down.");
    }
    if (via == null && onlink) {
      throw CommandException.kernel(
          "Error: ONLINK flag can not be set for nexthop without a gateway.");
    }
    Ip gateway = via == null || via.isUnspecified() ? null : via;
    return new Nexthop(
        number,
        gateway,
        device,
        Route.Scope.LINK,
        onlink && gateway != null,
        false,
        List.of(),
        protocol);
  }

  private static Ip gateway(ArgCursor words) {
    boolean isV4 = words.take("inet");
    boolean isV6 = !isV4 && words.take("inet6");
    String text = words.next();
    if (isV6 || (!isV4 && Ip.tryParse(text).filter(each -> !each.isV4()).isPresent())) {
      throw notSimulated("gateways of IPv6");
    }
    return ArgValues.address(text);
  }

  private static CommandException notSimulated(String what) {
    return new CommandException("podlane: " + what + " are not simulated", CommandException.VALUE);
  }

  private static void type(String word) {
    if (word.equals("resilient")) {
      throw notSimulated("resilient groups");
    }
    if (!word.equals("mpath")) {
      throw ArgCursor.wrong(word, "\"type\" value is invalid");
    }
  }

  /** {@code 1,3/2}: numbers, some with weights. */
  private static List<Member> group(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > MOST_MEMBERS) {
      throw ArgCursor.wrong(parts[0], "\"group\" value is invalid");
    }
    List<Member> all = new ArrayList<>();
    for (String part : parts) {
      String[] pair = part.split(",", 2);
      long id =
          number(pair[0]).orElseThrow(() -> ArgCursor.wrong(text, "\"group\" value is invalid"));
      all.add(new Member(id, pair.length == 1 ? 1 : weight(pair[1])));
    }
    return all;
  }

  private static int weight(String text) {
    long weight = number(text).orElse(0);
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw ArgCursor.wrong(text, "\"weight\" is invalid");
    }
    return (int) weight;
  }

  /** The number of an object, as ip reads it. */
  static long id(String text) {
    return number(text).orElseThrow(() -> ArgCursor.wrong(text, "invalid id value"));
  }

  /** A number of 32 bits; empty if the text is none. */
  static OptionalLong number(String text) {
    boolean isNumber = text.matches("[0-9]{1,10}|0x[0-9a-fA-F]{1,8}");
    long number = isNumber ? Long.decode(text.replaceFirst("^0+(?=[0-9])", "")) : -1;
    return number >= 0 && number <= MAX_ID ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
