package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.net.filter.PortMatch.IcmpType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Types of ICMP messages as {@code --icmp-type} names them (extensions/libxt_icmp.h). */
final class IcmpTypes {
  private static final int ANY = 255;

  private static final String NAMES =
      "any 255 echo-reply 0 pong 0 destination-unreachable 3 network-unreachable 3/0"
          + " host-unreachable 3/1 protocol-unreachable 3/2 port-unreachable 3/3"
          + " fragmentation-needed 3/4 source-route-failed 3/5 network-unknown 3/6"
          + " host-unknown 3/7 network-prohibited 3/9 host-prohibited 3/10"
          + " TOS-network-unreachable 3/11 TOS-host-unreachable 3/12"
          + " communication-prohibited 3/13 host-precedence-violation 3/14 precedence-cutoff 3/15"
          + " source-quench 4 redirect 5 network-redirect 5/0 host-redirect 5/1"
          + " TOS-network-redirect 5/2 TOS-host-redirect 5/3 echo-request 8 ping 8"
          + " router-advertisement 9 router-solicitation 10 time-exceeded 11 ttl-exceeded 11"
          + " ttl-zero-during-transit 11/0 ttl-zero-during-reassembly 11/1 parameter-problem 12"
          + " ip-header-bad 12/0 required-option-missing 12/1 timestamp-request 13"
          + " timestamp-reply 14 address-mask-request 17 address-mask-reply 18";

  private static final Map<String, String> BY_NAME = new LinkedHashMap<>();

  static {
    String[] words = NAMES.split(" ", -1);
    for (int at = 0; at < words.length; at += 2) {
      BY_NAME.put(words[at], words[at + 1]);
    }
  }

  private IcmpTypes() {}

  /** Reads a name, a type or {@code type/code}. */
  static IcmpType read(String word, boolean inverted) {
    String numbers = BY_NAME.getOrDefault(word, word);
    int slash = numbers.indexOf('/');
    OptionalInt type =
        OptionNumbers.whole(slash < 0 ? numbers : numbers.substring(0, slash), 0, ANY);
    OptionalInt code =
        slash < 0 ? OptionalInt.of(0) : OptionNumbers.whole(numbers.substring(slash + 1), 0, ANY);
    if (type.isEmpty() || code.isEmpty()) {
      throw IptablesException.usage("Unknown ICMP type `" + word + "'");
    }
    return new IcmpType(type.getAsInt(), slash < 0 ? null : code(code), inverted);
  }

  private static @Nullable Integer code(OptionalInt code) {
    return code.isPresent() ? code.getAsInt() : null;
  }

  /** The first name of {@code type} or {@code type/code}; empty if it has none. */
  static String name(String numbers) {
    String wanted = numbers.equals("any") ? "" + ANY : numbers;
    return BY_NAME.entrySet().stream()
        .filter(each -> each.getValue().equals(wanted))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** As iptables-save prints it. */
  static String text(IcmpType match) {
    if (match.type() == ANY) {
      return "any";
    }
    return match.code() == null ? "" + match.type() : match.type() + "/" + match.code();
  }
}
