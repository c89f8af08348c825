package dev.podlane.console.iptables;

import dev.podlane.console.iptables.Extension.ProtocolWord;
import dev.podlane.console.iptables.Loaded.Given;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Target.Reject.With;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code -j REJECT}, {@code CT}, {@code NOTRACK}, {@code LOG}, {@code NFLOG}, {@code TCPMSS}. */
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

  /** In the order of their numbers. */
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "error", "warning", "notice", "info", "debug");

  private static final Map<String, String> LEVEL_ALIASES =
      Map.of("panic", "emerg", "warn", "warning");
  private static final int WARNING = 4;
  private static final int MAX_PREFIX = 29;
  private static final int MAX_MSS = 65_495;

  private OtherTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of("REJECT", "--reject-with:1", OtherTargets::reject),
        Extension.of("NOTRACK", "", (loaded, protocol) -> new Target.NoTrack(true)),
        Extension.of(
            "CT",
            "--notrack:0 --helper:1 --timeout:1 --ctevents:1 --expevents:1 --zone:1"
                + " --zone-orig:1 --zone-reply:1",
            OtherTargets::track),
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

  private static Target reject(Loaded loaded, ProtocolWord protocol) {
    String word = loaded.given("--reject-with").map(Given::value).orElse("port-unreach");
    With with = REJECTIONS.get(word);
    if (with == null) {
      throw IptablesException.usage("unknown reject type \"" + word + "\"");
    }
    if (with == With.TCP_RESET && !protocol.is(Protocols.TCP)) {
      throw new KernelRefusal("Invalid argument");
    }
    return new Target.Reject(with);
  }

  private static Target track(Loaded loaded, ProtocolWord protocol) {
    return loaded.has("--notrack") && !loaded.hasOtherThan("--notrack")
        ? new Target.NoTrack(false)
        : new Target.Unknown(loaded.text());
  }

  private static Target log(Loaded loaded, ProtocolWord protocol) {
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
    OptionalInt number = Numbers.whole(word, 0, LEVELS.size() - 1);
    int named = LEVELS.indexOf(LEVEL_ALIASES.getOrDefault(word, word));
    if (number.isEmpty() && named < 0) {
      throw IptablesException.usage("log-level \"" + word + "\" unknown");
    }
    return number.orElse(named);
  }

  private static Target netlinkLog(Loaded loaded, ProtocolWord protocol) {
    StringBuilder text = new StringBuilder(loaded.name());
    add(text, loaded, "--nflog-prefix");
    Optional<String> group = loaded.given("--nflog-group").map(Given::value);
    text.append(
        group.filter(number -> !number.equals("0")).map(n -> " --nflog-group " + n).orElse(""));
    for (String option : List.of("--nflog-range", "--nflog-size", "--nflog-threshold")) {
      add(text, loaded, option);
    }
    return new Target.Log(text.toString());
  }

  private static void add(StringBuilder text, Loaded loaded, String option) {
    loaded
        .given(option)
        .map(given -> given.value().substring(0, Math.min(given.value().length(), longest(option))))
        .ifPresent(
            value -> text.append(' ').append(option).append(' ').append(Quoted.always(value)));
  }

  private static int longest(String option) {
    return option.equals("--log-prefix") ? MAX_PREFIX : Integer.MAX_VALUE;
  }

  private static Target segmentSize(Loaded loaded, ProtocolWord protocol) {
    if (!protocol.is(Protocols.TCP)) {
      throw new KernelRefusal("Invalid argument");
    }
    if (loaded.has("--clamp-mss-to-pmtu")) {
      return new Target.TcpMss("TCPMSS --clamp-mss-to-pmtu");
    }
    String size =
        loaded
            .given("--set-mss")
            .map(Given::value)
            .orElseThrow(
                () -> IptablesException.usage("TCPMSS target: At least one parameter is required"));
    int octets =
        Numbers.whole(size, 0, MAX_MSS)
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "TCPMSS: bad value for option \"--set-mss\", or out of range"
                            + " (0-65495).\n"));
    return new Target.TcpMss("TCPMSS --set-mss " + octets);
  }
}
