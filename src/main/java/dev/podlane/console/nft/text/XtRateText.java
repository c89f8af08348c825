package dev.podlane.console.nft.text;

import java.util.ArrayList;
import java.util.List;

/** Rates of iptables in nft's words. */
final class XtRateText {
  private static final String USUAL_BURST = "5";

  private XtRateText() {}

  /** {@code 25/min} with the name of the unit. */
  static String rate(String text) {
    return text.replace("/sec", "/second").replace("/min", "/minute");
  }

  /** {@code -m hashlimit}: without a key it is named only (hashlimit_mt_xlate). */
  static String hashlimit(XtOptions options) {
    boolean over = options.has("--hashlimit-above");
    String rate = options.value(over ? "--hashlimit-above" : "--hashlimit-upto");
    if (!options.has("--hashlimit-mode")) {
      return "xt match hashlimit";
    }
    List<String> modes = List.of(options.value("--hashlimit-mode").split(",", -1));
    List<String> keys = new ArrayList<>();
    if (modes.contains("dstip")) {
      keys.add("ip daddr" + mask(options.value("--hashlimit-dstmask")));
    }
    if (modes.contains("dstport")) {
      keys.add("tcp dport");
    }
    if (modes.contains("srcip")) {
      keys.add("ip saddr" + mask(options.value("--hashlimit-srcmask")));
    }
    if (modes.contains("srcport")) {
      keys.add("tcp sport");
    }
    String timeout = timeout(options, rate);
    return "meter "
        + options.value("--hashlimit-name")
        + " { "
        + String.join(" . ", keys)
        + timeout
        + " limit rate "
        + (over ? "over " : "")
        + amount(rate)
        + burst(options.value("--hashlimit-burst"))
        + " }";
  }

  private static String mask(String bits) {
    if (bits.isEmpty()) {
      return "";
    }
    int mask = bits.equals("0") ? 0 : -1 << (32 - Integer.parseInt(bits));
    return " and %d.%d.%d.%d"
        .formatted(mask >>> 24, mask >>> 16 & 255, mask >>> 8 & 255, mask & 255);
  }

  private static String timeout(XtOptions options, String rate) {
    String given = options.value("--hashlimit-htable-expire");
    long seconds =
        !given.isEmpty()
            ? Long.parseLong(given) / 1_000
            : rate.endsWith("/sec")
                ? 1
                : rate.endsWith("/hour") ? 3_600 : rate.endsWith("/day") ? 86_400 : 60;
    return seconds == 1 ? "" : " timeout " + seconds + "s";
  }

  private static String amount(String rate) {
    return rate.endsWith("b/s")
        ? bytes(rate.substring(0, rate.length() - 2)) + "/second"
        : rate(rate);
  }

  /** {@code 512kb} as {@code 512 kbytes}. */
  private static String bytes(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    return digits + " " + text.substring(digits.length()) + "ytes";
  }

  private static String burst(String burst) {
    boolean isOfBytes = burst.endsWith("b");
    if (burst.isEmpty() || burst.equals(USUAL_BURST)) {
      return "";
    }
    return " burst " + (isOfBytes ? bytes(burst) : burst + " packets");
  }
}
