package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.OptionNumbers.Masked;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Target.ConnectionMark.Way;
import java.util.List;
import java.util.Optional;

/** {@code -j MARK} and {@code -j CONNMARK}. */
final class MarkTargets {
  private static final String WAYS =
      "--set-xmark:1 --set-mark:1 --and-mark:1 --or-mark:1 --xor-mark:1";

  private MarkTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of("MARK", WAYS, MarkTargets::mark),
        Extension.of(
            "CONNMARK",
            WAYS + " --save-mark:0 --restore-mark:0 --mask:1 --nfmask:1 --ctmask:1",
            MarkTargets::connectionMark));
  }

  private static Target mark(ExtensionOptions loaded, ProtocolWord protocol) {
    Masked mark =
        change(loaded)
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "MARK: One of the --set-xmark, --{and,or,xor,set}-mark options is"
                            + " required"));
    return new Target.Mark(mark.value(), mark.mask());
  }

  /** The value to be xored after the bits of the mask were cleared. */
  private static Optional<Masked> change(ExtensionOptions loaded) {
    for (String option :
        List.of("--set-xmark", "--set-mark", "--and-mark", "--or-mark", "--xor-mark")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        Masked word = Masked.read(loaded.name(), option, given.get().value());
        return Optional.of(
            switch (option) {
              case "--set-xmark" -> word;
              case "--set-mark" -> new Masked(word.value(), word.value() | word.mask());
              case "--and-mark" -> new Masked(0, ~word.value());
              case "--or-mark" -> new Masked(word.value(), word.value());
              default -> new Masked(word.value(), 0);
            });
      }
    }
    return Optional.empty();
  }

  private static Target connectionMark(ExtensionOptions loaded, ProtocolWord protocol) {
    Optional<Masked> change = change(loaded);
    if (change.isPresent()) {
      return new Target.ConnectionMark(Way.SET, change.get().value(), change.get().mask());
    }
    boolean isSaving = loaded.has("--save-mark");
    if (!isSaving && !loaded.has("--restore-mark")) {
      throw IptablesException.usage("CONNMARK target: No operation specified");
    }
    int ofPacket = mask(loaded, "--nfmask");
    int ofConnection = mask(loaded, "--ctmask");
    return ofPacket == ofConnection
        ? new Target.ConnectionMark(isSaving ? Way.SAVE : Way.RESTORE, 0, ofPacket)
        : new Target.Unknown(loaded.text());
  }

  private static int mask(ExtensionOptions loaded, String option) {
    String used = loaded.has("--mask") ? "--mask" : option;
    return loaded
        .given(used)
        .map(given -> Masked.read(loaded.name(), used, given.value()).value())
        .orElse(Masked.ALL);
  }
}
