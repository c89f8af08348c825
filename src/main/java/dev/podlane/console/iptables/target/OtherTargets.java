package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.console.iptables.option.Quoted;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Target.Reject.With;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** {@code -j REJECT}, {@code NOTRACK}, {@code LOG}, {@code NFLOG}, {@code TCPMSS}. */
final class OtherTargets {
  private static final Map<String, With> REJECTIONS =
      Map.ofEntries(
          Map.entry("icmp-net-unreachable", With.ICMP_NET_UNREACHABLE),
          Map.entry("net-unreach", With.ICMP_NET_UNREACHABLE),
          Map.entry("icmp-host-unreachable", With.ICMP_HOST_UNREACHABLE),
          Map.entry("host-unreach", With.ICMP_HOST_UNREACHABLE),
          Map.entry("icmp-proto-unreachable", With.ICMP_PROTO_UNREACHABLE),
          Map.entry("proto-unreach", With.ICMP_PROTO_UNREACHABLE),
          Map.entry("icmp-port-unreachable", With.ICMP_PORT_UNREACHABLE),
          Map.entry("port-unreach", With.ICMP_PORT_UNREACHABLE),
          Map.entry("icmp-net-prohibited", With.ICMP_NET_PROHIBITED),
          Map.entry("net-prohib", With.ICMP_NET_PROHIBITED),
          Map.entry("icmp-host-prohibited", With.ICMP_HOST_PROHIBITED),
          Map.entry("host-prohib", With.ICMP_HOST_PROHIBITED),
          Map.entry("icmp-admin-prohibited", With.ICMP_ADMIN_PROHIBITED),
          Map.entry("admin-prohib", With.ICMP_ADMIN_PROHIBITED),
          Map.entry("tcp-reset", With.TCP_RESET),
          Map.entry("tcp-rst", With.TCP_RESET));

  /** The names of the levels in the order of their numbers. */
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "error", "warning", "notice", "info", "debug");

  private static final Map<String, String> LEVEL_ALIASES =
      Map.of("panic", "emerg", "warn", "warning");
  private static final int WARNING = 4;
  private static final int MAX_PREFIX = 29;
  private static final int MAX_NFLOG_PREFIX = 127;
  private static final int MAX_SHORT = 65_535;
  private static final long MAX_INT = 0xffff_ffffL;
  private static final int MAX_MSS = MAX_SHORT;

  private OtherTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of("REJECT", "--reject-with:1", OtherTargets::reject),
        Extension.of("NOTRACK", "", (loaded, protocol) -> new Target.NoTrack(true)),
        Extension.of(
            "LOG",
            "--log-prefix:1 --log-level:1 --log-tcp-sequence:0 --log-tcp-options:0"
                + " --log-ip-options:0 --log-uid:0 --log-macdecode:0",
            OtherTargets::log),
        Extension.of(
            "NFLOG",
            "--nflog-prefix:1 --nflog-group:1 --nflog-range:1 --nflog-size:1 --nflog-threshold:1",
            OtherTargets::netlinkLog),
        Extension.of("TCPMSS", "--set-mss:1 --clamp-mss-to-pmtu:0", OtherTargets::segmentSize));
  }

  private static Target reject(ExtensionOptions loaded, ProtocolWord protocol) {
    String word = loaded.given("--reject-with").map(Given::value).orElse("port-unreach");
    With with = REJECTIONS.get(word);
    if (with == null) {
      throw IptablesException.usage("unknown reject type \"" + word + "\"");
    }
    if (with == With.TCP_RESET && !protocol.is(Protocols.TCP)) {
      throw new KernelException("Invalid argument");
    }
    return new Target.Reject(with);
  }

  private static Target log(ExtensionOptions loaded, ProtocolWord protocol) {
    StringBuilder text = new StringBuilder(loaded.name());
    add(text, loaded, "--log-prefix");
    int level =
        loaded.given("--log-level").map(Given::value).map(OtherTargets::level).orElse(WARNING);
    text.append(level == WARNING ? "" : " --log-level " + level);
    for (String flag :
        List.of(
            "--log-tcp-sequence",
            "--log-tcp-options",
            "--log-ip-options",
            "--log-uid",
            "--log-macdecode")) {
      text.append(loaded.has(flag) ? " " + flag : "");
    }
    return new Target.Log(text.toString());
  }

  private static int level(String word) {
    OptionalInt number = OptionNumbers.whole(word, 0, LEVELS.size() - 1);
    int named = LEVELS.indexOf(LEVEL_ALIASES.getOrDefault(word, word));
    if (number.isEmpty() && named < 0) {
      throw IptablesException.usage("log level \"" + word + "\" unknown");
    }
    return number.orElse(named);
  }

  private static Target netlinkLog(ExtensionOptions loaded, ProtocolWord protocol) {
    StringBuilder text = new StringBuilder(loaded.name());
    add(text, loaded, "--nflog-prefix");
    long group = loaded.number("--nflog-group", 0, MAX_SHORT, 0);
    text.append(group == 0 ? "" : " --nflog-group " + group);
    loaded.number("--nflog-range", 0, MAX_INT, 0); // never had an effect, and is not saved
    long size = loaded.number("--nflog-size", 0, MAX_INT, 0);
    text.append(loaded.has("--nflog-size") ? " --nflog-size " + size : "");
    long threshold = loaded.number("--nflog-threshold", 0, MAX_SHORT, 0);
    text.append(threshold == 0 ? "" : " --nflog-threshold " + threshold);
    return new Target.Log(text.toString());
  }

  private static void add(StringBuilder text, ExtensionOptions loaded, String option) {
    if (loaded.given(option).filter(given -> given.value().isEmpty()).isPresent()) {
      throw IptablesException.usage("Argument must have a minimum length of 1 characters");
    }
    loaded
        .given(option)
        .map(given -> given.value().substring(0, Math.min(given.value().length(), longest(option))))
        .ifPresent(
            value -> text.append(' ').append(option).append(' ').append(Quoted.always(value)));
  }

  private static int longest(String option) {
    return option.equals("--log-prefix") ? MAX_PREFIX : MAX_NFLOG_PREFIX;
  }

  private static Target segmentSize(ExtensionOptions loaded, ProtocolWord protocol) {
    if (!protocol.is(Protocols.TCP)) {
      throw new KernelException("Invalid argument");
    }
    if (loaded.has("--clamp-mss-to-pmtu")) {
      return new Target.TcpMss(Target.TcpMss.CLAMP);
    }
    String size =
        loaded
            .given("--set-mss")
            .map(Given::value)
            .orElseThrow(
                () -> IptablesException.usage("TCPMSS target: At least one parameter is required"));
    int octets =
        OptionNumbers.whole(size, 0, MAX_MSS)
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "TCPMSS: bad value for option \"--set-mss\", or out of range"
                            + " (0-65535).\n"));
    return new Target.TcpMss(octets);
  }
}
