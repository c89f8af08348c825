package dev.podlane.console.nft.text;

import java.util.ArrayList;
import java.util.List;

/** Targets of iptables that are kept in its words, as nft prints them. */
final class XtEffectText {
  private static final int ALL = 0xff;
  private static final int LOW = 0x3f;

  private XtEffectText() {}

  static String of(List<String> words) {
    XtOptions options = XtOptions.of(words);
    return switch (options.name()) {
      case "TRACE" -> "meta nftrace set 1";
      case "AUDIT" -> "log level audit";
      case "CLASSIFY" -> "meta priority set " + priority(options.value("--set-class"));
      case "DSCP" -> "ip dscp set " + options.value("--set-dscp");
      case "TOS" -> service(options.value("--set-tos"));
      case "NFQUEUE" -> queue(options);
      case "TEE" ->
          "dup to "
              + options.value("--gateway")
              + (options.has("--oif") ? " device " + options.value("--oif") : "");
      case "DNAT", "SNAT" -> translation(options);
      default -> "xt target " + options.name();
    };
  }

  private static String priority(String words) {
    List<String> parts = new ArrayList<>();
    for (String each : words.split(":", -1)) {
      parts.add(Integer.toHexString(Integer.parseInt(each, 16)));
    }
    return String.join(":", parts);
  }

  /** As tos_tg_xlate, which knows IPv6 only. */
  private static String service(String words) {
    String[] parts = words.split("/", 2);
    int value = Integer.decode(parts[0]);
    int mask = Integer.decode(parts[1]);
    String set = "ip6 dscp set ";
    String how;
    if ((mask & LOW) == LOW) {
      return set + hex(value);
    } else if (value == 0) {
      how = "and " + hex(ALL - mask);
    } else if (value == mask) {
      how = "or " + hex(value);
    } else if (mask == 0) {
      how = "xor " + hex(value);
    } else {
      how = "and " + hex(ALL - mask) + " xor " + hex(value);
    }
    return set + "ip6 dscp " + how;
  }

  private static String hex(int octet) {
    return "0x%02x".formatted(octet >> 2);
  }

  private static String queue(XtOptions options) {
    String balance = options.value("--queue-balance").replace(':', '-');
    List<String> flags = new ArrayList<>();
    if (options.has("--queue-bypass")) {
      flags.add("bypass");
    }
    if (options.has("--queue-cpu-fanout")) {
      flags.add("fanout");
    }
    return "queue num "
        + (balance.isEmpty() ? options.value("--queue-num") : balance)
        + (flags.isEmpty() ? "" : " " + String.join(",", flags));
  }

  private static String translation(XtOptions options) {
    boolean isSource = options.name().equals("SNAT");
    String to = options.value(isSource ? "--to-source" : "--to-destination");
    boolean isPlain = to.startsWith(":") && options.all().size() == 1;
    return isPlain ? (isSource ? "snat to " : "dnat to ") + to : "xt target " + options.name();
  }
}
