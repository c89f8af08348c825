package dev.podlane.console.ipset;

import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.console.iptables.option.Services;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Protocols with their ports or message types in entries of sets (lib/parse.c of ipset). */
final class SetPorts {
  private static final int MAX_PORT = 65_535;
  private static final int ICMP_V6 = 58;

  /** Names of types and codes, those first that are printed (lib/icmp.c). */
  private static final Map<String, Integer> ICMP =
      table(
          "echo-reply 0/0 pong 0/0 network-unreachable 3/0 host-unreachable 3/1"
              + " protocol-unreachable 3/2 port-unreachable 3/3 fragmentation-needed 3/4"
              + " source-route-failed 3/5 network-unknown 3/6 host-unknown 3/7"
              + " network-prohibited 3/9 host-prohibited 3/10 TOS-network-unreachable 3/11"
              + " TOS-host-unreachable 3/12 communication-prohibited 3/13"
              + " host-precedence-violation 3/14 precedence-cutoff 3/15 source-quench 4/0"
              + " network-redirect 5/0 host-redirect 5/1 TOS-network-redirect 5/2"
              + " TOS-host-redirect 5/3 echo-request 8/0 ping 8/0 router-advertisement 9/0"
              + " router-solicitation 10/0 ttl-zero-during-transit 11/0"
              + " ttl-zero-during-reassembly 11/1 ip-header-bad 12/0"
              + " required-option-missing 12/1 timestamp-request 13/0 timestamp-reply 14/0"
              + " address-mask-request 17/0 address-mask-reply 18/0");

  /** The same of IPv6 (lib/icmpv6.c). */
  private static final Map<String, Integer> ICMP6 =
      table(
          "no-route 1/0 communication-prohibited 1/1 address-unreachable 1/3"
              + " port-unreachable 1/4 packet-too-big 2/0 ttl-zero-during-transit 3/0"
              + " ttl-zero-during-reassembly 3/1 bad-header 4/0 unknown-header-type 4/1"
              + " unknown-option 4/2 echo-request 128/0 echo-reply 129/0"
              + " router-solicitation 133/0 router-advertisement 134/0"
              + " neighbour-solicitation 135/0 neighbour-advertisement 136/0 redirect 137/0");

  private SetPorts() {}

  private static Map<String, Integer> table(String text) {
    Map<String, Integer> all = new LinkedHashMap<>();
    String[] words = text.split(" ", -1);
    for (int at = 0; at < words.length; at += 2) {
      String[] numbers = words[at + 1].split("/", -1);
      all.put(words[at], Integer.parseInt(numbers[0]) << 8 | Integer.parseInt(numbers[1]));
    }
    return all;
  }

  /** Ports from a first to a last one. */
  record Span(int protocol, int first, int last) {}

  /** The port part of an entry: {@code tcp:80}, {@code 80-90}, {@code icmp:ping}. */
  static Span read(String word) {
    int colon = word.indexOf(':');
    int protocol = colon < 0 ? Protocols.TCP : protocol(word.substring(0, colon));
    String rest = word.substring(colon + 1);
    return switch (protocol) {
      case Protocols.TCP, Protocols.UDP, Protocols.SCTP, 136 -> {
        Span span = span(rest, protocol == 136 ? "udp" : Protocols.name(protocol));
        yield new Span(protocol, span.first(), span.last());
      }
      case Protocols.ICMP -> message(protocol, rest, ICMP, "ICMP");
      case ICMP_V6 -> message(protocol, rest, ICMP6, "ICMPv6");
      default -> {
        if (!rest.equals("0")) {
          throw IpsetException.syntax(
              "Protocol "
                  + word.substring(0, colon)
                  + " can be used with pseudo port value 0 only.");
        }
        yield new Span(protocol, 0, 0);
      }
    };
  }

  private static int protocol(String word) {
    OptionalInt number = Protocols.find(word);
    return number.orElseThrow(
        () -> IpsetException.syntax("cannot parse '" + word + "' as a protocol"));
  }

  /** A port or a range of ports by number or name; the ends may be exchanged. */
  static Span span(String word, String protocol) {
    int dash = word.indexOf('-'); // also of a name that has one
    int one = port(dash < 0 ? word : word.substring(0, dash), protocol);
    int other = dash < 0 ? one : port(word.substring(dash + 1), protocol);
    return new Span(0, Math.min(one, other), Math.max(one, other));
  }

  private static int port(String word, String protocol) {
    OptionalInt number = OptionNumbers.whole(word, 0, MAX_PORT);
    OptionalInt port = number.isPresent() ? number : Services.port(word, protocol);
    return port.orElseThrow(() -> IpsetException.noPort(word, protocol));
  }

  private static Span message(int protocol, String word, Map<String, Integer> names, String kind) {
    Integer named = names.get(word);
    int value = named == null ? typeAndCode(word) : named;
    if (value < 0) {
      throw IpsetException.refused("Cannot parse " + word + " as an " + kind + " type/code.");
    }
    return new Span(protocol, value, value);
  }

  private static int typeAndCode(String word) {
    if (!word.matches("[0-9]{1,3}/[0-9]{1,3}")) {
      return -1;
    }
    String[] parts = word.split("/", -1);
    int type = Integer.parseInt(parts[0]);
    int code = Integer.parseInt(parts[1]);
    return type > 255 || code > 255 ? -1 : type << 8 | code;
  }

  /** As it is printed. */
  static String text(int protocol, int port) {
    String value = "" + port;
    if (protocol == Protocols.ICMP || protocol == ICMP_V6) {
      Map<String, Integer> names = protocol == Protocols.ICMP ? ICMP : ICMP6;
      value =
          names.entrySet().stream()
              .filter(each -> each.getValue() == port)
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse((port >> 8) + "/" + (port & 0xff));
    }
    return Protocols.name(protocol) + ":" + value;
  }
}
