package dev.podlane.console.nft.text;

import static dev.podlane.console.nft.text.XtHeaderText.not;

import dev.podlane.console.nft.text.XtOptions.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code -m conntrack} with options besides the usual ones (_conntrack3_mt_xlate). */
final class XtConntrackText {
  /** The order in which nft prints the options. */
  private static final List<String> ORDER =
      List.of(
          "--ctdir",
          "--ctproto",
          "--ctstate",
          "--ctstatus",
          "--ctexpire",
          "--ctorigsrc",
          "--ctorigdst",
          "--ctreplsrc",
          "--ctrepldst",
          "--ctorigsrcport",
          "--ctorigdstport",
          "--ctreplsrcport",
          "--ctrepldstport");

  private XtConntrackText() {}

  static String of(XtOptions options) {
    List<String> parts = new ArrayList<>();
    boolean isReply = options.value("--ctdir").equals("REPLY");
    for (String name : ORDER) {
      for (Option each : options.all()) {
        if (each.name().equals(name)) {
          parts.add("ct " + words(each, isReply));
        }
      }
    }
    return String.join(" ", parts);
  }

  private static String words(Option option, boolean isReply) {
    String value = option.value();
    String sign = not(option.inverted());
    String lower = value.toLowerCase(Locale.ROOT);
    return switch (option.name()) {
      case "--ctdir" -> "direction " + lower;
      case "--ctproto" -> (isReply ? "reply" : "original") + " protocol " + sign + value;
      case "--ctstate" -> "state " + (option.inverted() ? "! " : "") + lower;
      case "--ctstatus" -> status(option.inverted(), lower);
      case "--ctexpire" -> "expiration " + sign + XtExtensionText.dashed(value);
      case "--ctorigsrc" -> "original saddr " + sign + value;
      case "--ctorigdst" -> "original daddr " + sign + value;
      case "--ctreplsrc" -> "reply saddr " + sign + value;
      case "--ctrepldst" -> "reply daddr " + sign + value;
      default ->
          (option.name().startsWith("--ctorig") ? "original" : "reply")
              + (option.name().endsWith("srcport") ? " proto-src " : " proto-dst ")
              + sign
              + XtExtensionText.dashed(value);
    };
  }

  private static String status(boolean inverted, String words) {
    String mark = inverted ? "! " : "";
    return ("status " + mark + (words.equals("none") ? "" : words.replace('_', '-'))).strip();
  }
}
