package dev.podlane.console.iptables;

import dev.podlane.console.iptables.Extension.ProtocolWord;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Target;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code -j DNAT}, {@code SNAT}, {@code MASQUERADE} and {@code REDIRECT}. */
final class NatTargets {
  private static final String HOW = " --random:0 --random-fully:0 --persistent:0";
  private static final Pattern RANGE =
      Pattern.compile("([^:-]*)(?:-([^:-]*))?(?::([^-/]+)(?:-([^/]+))?(/\\d+)?)?");
  private static final int MAX_PORT = 65_535;

  private NatTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of("DNAT", "--to-destination:1" + HOW, NatTargets::destination),
        Extension.of("SNAT", "--to-source:1" + HOW, NatTargets::source),
        Extension.of("MASQUERADE", "--to-ports:1 --random:0 --random-fully:0", NatTargets::hide),
        Extension.of("REDIRECT", "--to-ports:1 --random:0", NatTargets::redirect));
  }

  /** Addresses and ports to choose from; {@code isOdd} if the model has no word for them. */
  private record Range(
      @Nullable Ip first, @Nullable Ip last, @Nullable Ports ports, boolean isOdd) {
    static Range read(String text, ProtocolWord protocol) {
      Matcher parts = RANGE.matcher(text);
      if (!parts.matches()) {
        throw badAddress(text);
      }
      Ports ports = NatTargets.ports(parts.group(3), parts.group(4), protocol);
      String from = parts.group(1);
      Ip first = from.isEmpty() ? null : address(from);
      Ip last = parts.group(2) == null ? first : address(parts.group(2));
      boolean isOdd = first == null || parts.group(5) != null;
      return new Range(first, last, ports, isOdd);
    }

    private static Ip address(String text) {
      return Ip.tryParse(text).filter(Ip::isV4).orElseThrow(() -> badAddress(text));
    }

    private static IptablesException badAddress(String text) {
      return IptablesException.usage("Bad IP address \"" + text + "\"");
    }
  }

  private static @Nullable Ports ports(
      @Nullable String first, @Nullable String last, ProtocolWord protocol) {
    if (first == null) {
      return null;
    }
    if (!protocol.hasPorts()) {
      throw IptablesException.usage("Need TCP, UDP, SCTP or DCCP with port specification");
    }
    int from = port(first);
    int to = last == null ? from : port(last);
    if (from > to) {
      throw IptablesException.usage("Port range `" + last + "' funky");
    }
    return new Ports(from, to);
  }

  private static int port(String text) {
    return Numbers.whole(text, 0, MAX_PORT)
        .orElseThrow(() -> IptablesException.usage("Port `" + text + "' not valid"));
  }

  private static @Nullable Ports ports(Loaded loaded, ProtocolWord protocol) {
    return loaded
        .given("--to-ports")
        .map(
            given -> {
              String[] ends = given.value().split("-", 2);
              return ports(ends[0], ends.length > 1 ? ends[1] : null, protocol);
            })
        .orElse(null);
  }

  private static Target destination(Loaded loaded, ProtocolWord protocol) {
    Range to = Range.read(loaded.must("--to-destination").value(), protocol);
    return to.isOdd() || loaded.has("--random-fully")
        ? new Target.Unknown(loaded.text())
        : new Target.Dnat(
            to.first(), to.last(), to.ports(), loaded.has("--random"), loaded.has("--persistent"));
  }

  private static Target redirect(Loaded loaded, ProtocolWord protocol) {
    return new Target.Dnat(null, null, ports(loaded, protocol), loaded.has("--random"), false);
  }

  private static Target source(Loaded loaded, ProtocolWord protocol) {
    Range to = Range.read(loaded.must("--to-source").value(), protocol);
    return to.isOdd()
        ? new Target.Unknown(loaded.text())
        : new Target.Snat(
            to.first(),
            to.last(),
            to.ports(),
            loaded.has("--random"),
            loaded.has("--random-fully"),
            loaded.has("--persistent"));
  }

  private static Target hide(Loaded loaded, ProtocolWord protocol) {
    return new Target.Snat(
        null,
        null,
        ports(loaded, protocol),
        loaded.has("--random"),
        loaded.has("--random-fully"),
        false);
  }
}
