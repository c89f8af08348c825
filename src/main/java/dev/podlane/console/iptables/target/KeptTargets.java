package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.NumberRange;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Effect;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Targets that are not modelled: their words are checked, and kept as they are saved. */
final class KeptTargets {
  private static final int MAX_SHORT = 65_535;
  private static final int MAX_OCTET = 255;
  private static final int TCP = 6;
  private static final int UDP = 17;

  private static final Map<String, Integer> TCP_OPTIONS =
      Map.of("mss", 2, "wscale", 3, "sack-permitted", 4, "sack", 5, "timestamp", 8, "md5", 19);

  private KeptTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of(
            "NFQUEUE",
            "--queue-num:1- --queue-balance:1- --queue-bypass:0- --queue-cpu-fanout:0-",
            KeptTargets::queue),
        Extension.of("TEE", "--gateway:1- --oif:1-", KeptTargets::tee),
        Extension.of("TCPOPTSTRIP", "--strip-options:1-", KeptTargets::strip),
        Extension.of("TPROXY", "--on-port:1- --on-ip:1- --tproxy-mark:1-", KeptTargets::proxy),
        Extension.of(
            "HMARK",
            "--hmark-tuple:1- --hmark-src-prefix:1- --hmark-dst-prefix:1- --hmark-sport-mask:1-"
                + " --hmark-dport-mask:1- --hmark-spi-mask:1- --hmark-sport:1- --hmark-dport:1-"
                + " --hmark-spi:1- --hmark-proto-mask:1- --hmark-rnd:1- --hmark-mod:1-"
                + " --hmark-offset:1-",
            KeptTargets::hash));
  }

  private static Target kept(SavedWords words) {
    return new Target.Unknown(words.toString());
  }

  private static Target queue(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.exclusive("--queue-num", "--queue-balance");
    SavedWords words = new SavedWords("NFQUEUE");
    if (loaded.has("--queue-balance")) {
      NumberRange range = NumberRange.of(loaded, "--queue-balance", MAX_SHORT);
      if (range.first() >= range.last()) {
        throw IptablesException.usage(range.first() + " should be less than " + range.last());
      }
      words.add("--queue-balance " + range.first() + ":" + range.last());
    } else {
      words.add("--queue-num " + loaded.number("--queue-num", 0, MAX_SHORT, 0));
    }
    return kept(
        words
            .addIf(loaded.has("--queue-bypass"), "--queue-bypass")
            .addIf(loaded.has("--queue-cpu-fanout"), "--queue-cpu-fanout"));
  }

  private static Target tee(ExtensionOptions loaded, ProtocolWord protocol) {
    String gateway = loaded.must("--gateway").value();
    if (Ip.tryParse(gateway).filter(Ip::isV4).isEmpty()) {
      throw IptablesException.usage("host/network `" + gateway + "' not found");
    }
    SavedWords words = new SavedWords("TEE").add("--gateway " + gateway);
    loaded.given("--oif").ifPresent(given -> words.add("--oif " + given.value()));
    // the packet itself goes on; its copy is not walked
    return new Target.Extension(words.toString(), new Effect.Nothing());
  }

  private static Target strip(ExtensionOptions loaded, ProtocolWord protocol) {
    if (!protocol.is(TCP)) {
      throw new KernelException("Invalid argument");
    }
    List<Integer> kinds = new ArrayList<>();
    for (String word :
        loaded.given("--strip-options").map(Given::value).stream()
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .toList()) {
      Integer named = TCP_OPTIONS.get(word);
      OptionalInt kind =
          named == null ? OptionNumbers.whole(word, 0, MAX_OCTET) : OptionalInt.of(named);
      if (kind.isEmpty()) {
        throw loaded.badValue("--strip-options", word);
      }
      if (kind.getAsInt() <= 1) {
        throw IptablesException.usage("Option value may not be 0 or 1");
      }
      kinds.add(kind.getAsInt());
    }
    List<String> sorted = kinds.stream().sorted().distinct().map(String::valueOf).toList();
    return kept(
        new SavedWords("TCPOPTSTRIP")
            .addIf(!sorted.isEmpty(), "--strip-options " + String.join(",", sorted)));
  }

  private static Target proxy(ExtensionOptions loaded, ProtocolWord protocol) {
    loaded.must("--on-port");
    long port = loaded.number("--on-port", 0, MAX_SHORT, 0);
    if (!protocol.is(TCP) && !protocol.is(UDP)) {
      throw new KernelException("Invalid argument");
    }
    String address = loaded.given("--on-ip").map(Given::value).orElse("0.0.0.0");
    OptionNumbers.Masked mark =
        loaded
            .given("--tproxy-mark")
            .map(given -> OptionNumbers.Masked.read("TPROXY", "--tproxy-mark", given.value()))
            .orElse(new OptionNumbers.Masked(0, 0));
    return kept(
        new SavedWords("TPROXY")
            .add("--on-port " + port)
            .add("--on-ip " + address)
            .add(
                "--tproxy-mark "
                    + OptionNumbers.hex(mark.value())
                    + "/"
                    + OptionNumbers.hex(mark.mask())));
  }

  private static Target hash(ExtensionOptions loaded, ProtocolWord protocol) {
    if (!loaded.has("--hmark-mod")) {
      throw IptablesException.usage("--hmark-mod is mandatory");
    }
    return new Target.Unknown(loaded.text());
  }
}
