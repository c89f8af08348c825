package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.filter.Effect;
import dev.podlane.net.filter.Target;
import java.util.List;
import java.util.OptionalLong;

/** Targets after which the packet is as before: CT, CHECKSUM, TRACE, AUDIT, CLASSIFY and others. */
final class HarmlessTargets {
  private static final int MAX_SHORT = 65_535;
  private static final long MAX_INT = 0xffff_ffffL;
  private static final List<String> EVENTS =
      List.of(
          "new",
          "related",
          "destroy",
          "reply",
          "assured",
          "protoinfo",
          "helper",
          "mark",
          "natseqinfo",
          "secmark");

  private HarmlessTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of(
            "CT",
            "--notrack:0- --helper:1- --timeout:1- --ctevents:1- --expevents:1- --zone:1-"
                + " --zone-orig:1- --zone-reply:1-",
            HarmlessTargets::track),
        Extension.of("CHECKSUM", "--checksum-fill:0-", HarmlessTargets::checksum),
        Extension.of("TRACE", "", (loaded, protocol) -> nothing(new SavedWords("TRACE"))),
        Extension.of("AUDIT", "--type:1-", HarmlessTargets::audit),
        Extension.of("CLASSIFY", "--set-class:1-", HarmlessTargets::classify),
        Extension.of("SECMARK", "--selctx:1-", HarmlessTargets::label),
        Extension.of("CONNSECMARK", "--save:0- --restore:0-", HarmlessTargets::connectionLabel),
        Extension.of("IDLETIMER", "--timeout:1- --label:1- --alarm:0-", HarmlessTargets::timer),
        Extension.of(
            "LED",
            "--led-trigger-id:1- --led-delay:1- --led-always-blink:0-",
            (loaded, protocol) -> named(loaded, "--led-trigger-id")),
        Extension.of(
            "RATEEST",
            "--rateest-name:1- --rateest-interval:1- --rateest-ewmalog:1-",
            (loaded, protocol) -> named(loaded, "--rateest-name")));
  }

  private static Target nothing(SavedWords words) {
    return new Target.Extension(words.toString(), new Effect.Nothing());
  }

  private static Target track(ExtensionOptions loaded, ProtocolWord protocol) {
    if (loaded.has("--notrack")) {
      return new Target.NoTrack(false);
    }
    SavedWords words = new SavedWords("CT");
    loaded.given("--helper").ifPresent(given -> words.add("--helper " + given.value()));
    loaded.given("--timeout").ifPresent(given -> words.add("--timeout " + given.value()));
    for (String option : List.of("--ctevents", "--expevents")) {
      loaded.given(option).ifPresent(given -> words.add(option + " " + events(given)));
    }
    boolean hasZone = false;
    for (String option : List.of("--zone-orig", "--zone-reply", "--zone")) {
      if (loaded.has(option)) {
        hasZone = true;
        words.add(option + " " + zone(loaded.must(option)));
      }
    }
    return hasZone ? new Target.Unknown(words.toString()) : nothing(words);
  }

  private static String zone(Given given) {
    String text = given.value();
    boolean isMark = text.equals("mark");
    if (!isMark && OptionNumbers.whole(text, 0, MAX_SHORT).isEmpty()) {
      throw IptablesException.usage("Cannot parse " + text + " as a zone ID\n");
    }
    return isMark ? text : "" + OptionNumbers.whole(text, 0, MAX_SHORT).orElseThrow();
  }

  private static String events(Given given) {
    List<String> words = List.of(given.value().split(",", -1));
    for (String word : words) {
      if (!EVENTS.contains(word)) {
        throw IptablesException.usage("Unknown event type \"" + word + "\"\n");
      }
    }
    return String.join(",", EVENTS.stream().filter(words::contains).toList());
  }

  private static Target checksum(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.must("--checksum-fill");
    return nothing(new SavedWords("CHECKSUM").add("--checksum-fill"));
  }

  private static Target audit(ExtensionOptions loaded, ProtocolWord protocol) {
    String type = loaded.must("--type").value();
    if (!List.of("accept", "drop", "reject").contains(type)) {
      throw IptablesException.usage("Bad action type value \"" + type + "\"");
    }
    return nothing(new SavedWords("AUDIT").add("--type " + type));
  }

  private static Target classify(ExtensionOptions loaded, ProtocolWord protocol) {
    String text = loaded.must("--set-class").value();
    if (!text.matches("[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}")) {
      throw IptablesException.usage("Bad class value \"" + text + "\"");
    }
    String[] parts = text.split(":", 2);
    return nothing(
        new SavedWords("CLASSIFY")
            .add(
                "--set-class %04x:%04x"
                    .formatted(Integer.parseInt(parts[0], 16), Integer.parseInt(parts[1], 16))));
  }

  private static Target label(ExtensionOptions loaded, ProtocolWord protocol) {
    return nothing(new SavedWords("SECMARK").add("--selctx " + loaded.must("--selctx").value()));
  }

  private static Target connectionLabel(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--save", "--restore");
    if (loaded.isBare()) {
      throw IptablesException.usage("CONNSECMARK target: parameter required");
    }
    return nothing(
        new SavedWords("CONNSECMARK").add(loaded.has("--save") ? "--save" : "--restore"));
  }

  private static Target timer(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.must("--timeout");
    Given label = loaded.must("--label");
    OptionalLong seconds = OptionNumbers.unsigned(loaded.must("--timeout").value(), 0, MAX_INT);
    if (seconds.isEmpty()) {
      loaded.number("--timeout", 0, MAX_INT, 0);
    }
    if (seconds.orElse(0) == 0) {
      throw new KernelException("Invalid argument");
    }
    return nothing(
        new SavedWords("IDLETIMER")
            .add("--timeout " + seconds.orElse(0))
            .add("--label " + label.value())
            .addIf(loaded.has("--alarm"), "--alarm"));
  }

  private static Target named(ExtensionOptions loaded, String option) {
    loaded.must(option);
    return new Target.Extension(loaded.text(), new Effect.Nothing());
  }
}
