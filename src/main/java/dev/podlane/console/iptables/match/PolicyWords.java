package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.AddressMask;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.SavedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * {@code -m policy} (extensions/libxt_policy.c).
 *
 * @param isNone true if packets without IPsec are meant
 * @param words as it is saved
 */
record PolicyWords(boolean isNone, SavedWords words) {
  static final String OPTIONS =
      "--dir:1- --pol:1- --strict:0- --reqid:1 --spi:1 --tunnel-src:1 --tunnel-dst:1 --proto:1"
          + " --mode:1 --next:0-";

  private static final int MOST_ELEMENTS = 4;
  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "esp", "esp", "ah", "ah", "ipcomp", "ipcomp", "50", "esp", "51", "ah", "108", "ipcomp");
  private static final List<String> ORDER =
      List.of("--reqid", "--spi", "--proto", "--mode", "--tunnel-dst", "--tunnel-src");

  static PolicyWords read(ExtensionOptions loaded) {
    String dir = "";
    String pol = "ipsec";
    boolean isStrict = false;
    List<List<Given>> elements = new ArrayList<>(List.of(new ArrayList<>()));
    for (Given given : loaded.all()) {
      switch (given.option()) {
        case "--dir" -> dir = word(given, List.of("in", "out"), "direction");
        case "--pol" -> pol = word(given, List.of("none", "ipsec"), "policy");
        case "--strict" -> isStrict = true;
        case "--next" -> elements.add(new ArrayList<>());
        default -> elements.get(elements.size() - 1).add(given);
      }
    }
    if (dir.isEmpty()) {
      throw refused("neither --dir in nor --dir out specified");
    }
    if (elements.size() > MOST_ELEMENTS) {
      throw refused("maximum policy depth reached");
    }
    boolean isNone = pol.equals("none");
    if (isNone && isStrict) {
      throw refused("policy none but --strict given");
    }
    if (!isStrict && elements.size() > 1) {
      throw refused("--next only valid with --strict"); // else one element is all there is
    }
    SavedWords words = new SavedWords("policy").add("--dir " + dir).add("--pol " + pol);
    words.addIf(isStrict, "--strict");
    for (int at = 0; at < elements.size() && !isNone; at++) {
      words.addIf(at > 0, "--next");
      element(elements.get(at), isStrict, words);
    }
    return new PolicyWords(isNone, words);
  }

  private static void element(List<Given> element, boolean isStrict, SavedWords words) {
    if (isStrict && element.isEmpty()) {
      throw refused("empty policy element");
    }
    boolean isTunnel =
        element.stream()
            .anyMatch(each -> each.option().equals("--mode") && each.value().equals("tunnel"));
    for (String option : ORDER) {
      for (Given each : element) {
        if (each.option().equals(option)) {
          words.add(each.inverted(), option + " " + value(each, isTunnel));
        }
      }
    }
  }

  private static String value(Given given, boolean isTunnel) {
    return switch (given.option()) {
      case "--proto" -> word(given, PROTOCOLS);
      case "--mode" -> word(given, List.of("transport", "tunnel"), "mode");
      case "--spi" -> "0x" + Long.toHexString(number(given));
      case "--reqid" -> "" + number(given);
      default -> {
        if (!isTunnel) {
          throw refused("--tunnel-src/--tunnel-dst is only valid in tunnel mode");
        }
        yield AddressMask.read(given.value()).toString();
      }
    };
  }

  private static String word(Given given, Map<String, String> words) {
    String word = words.get(given.value());
    if (word == null) {
      throw refused("Protocol not one of esp, ah or ipcomp");
    }
    return word;
  }

  private static String word(Given given, List<String> words, String what) {
    if (!words.contains(given.value())) {
      throw IptablesException.usage(
          "policy_match: invalid %s \"%s\"".formatted(what, given.value()));
    }
    return given.value();
  }

  private static long number(Given given) {
    OptionalLong number = OptionNumbers.unsigned(given.value(), 0, 0xffff_ffffL);
    return number.orElseThrow(
        () ->
            IptablesException.usage(
                "policy: bad value for option \"%s\", or out of range (0-4294967295).\n"
                    .formatted(given.option())));
  }

  private static IptablesException refused(String why) {
    return IptablesException.usage("policy match: " + why);
  }
}
