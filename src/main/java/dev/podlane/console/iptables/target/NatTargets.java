package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.AddressMask;
import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.console.iptables.option.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Target;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code -j DNAT}, {@code SNAT}, {@code MASQUERADE} and {@code REDIRECT}. */
final class NatTargets {
  private static final String HOW = " --random:0 --persistent:0";
  private static final Pattern RANGE =
      Pattern.compile("([^:-]*)(?:-([^:-]*))?(?::([^/]+)(?:/(.+))?)?");
  private static final int MAX_PORT = 65_535;

  /** In place of an address: that of the packet is kept. */
  private static final Ip UNSET = Ip.v4(0);

  private NatTargets() {}

  static List<Extension<Target>> all() {
    return List.of(
        Extension.of("DNAT", "--to-destination:1" + HOW, NatTargets::destination),
        Extension.of("SNAT", "--to-source:1 --random-fully:0" + HOW, NatTargets::source),
        Extension.of("MASQUERADE", "--to-ports:1 --random:0 --random-fully:0", NatTargets::hide),
        Extension.of("REDIRECT", "--to-ports:1 --random:0", NatTargets::redirect),
        Extension.of("NETMAP", "--to:1-", NatTargets::map));
  }

  /** Addresses and ports to choose from; {@code isOdd} if the model has no word for them. */
  private record Range(
      @Nullable Ip first, @Nullable Ip last, @Nullable Ports ports, boolean isOdd) {
    static Range read(String text, ProtocolWord protocol) {
      Matcher parts = RANGE.matcher(text);
      if (!parts.matches()) {
        throw badAddress(text);
      }
      String range = parts.group(3);
      String[] ends = range == null ? new String[1] : ends(range);
      Ports ports = NatTargets.ports(ends[0], ends.length > 1 ? ends[1] : null, protocol);
      String from = parts.group(1);
      Ip first = from.isEmpty() ? null : address(from);
      Ip last = parts.group(2) == null ? first : address(parts.group(2));
      String base = parts.group(4);
      if (base != null && port(base) == 0) {
        throw IptablesException.usage("Port `" + base + "' not valid");
      }
      boolean keepsAddress = first == null && last == null && ports != null;
      boolean isOdd = (first == null && !keepsAddress) || base != null || UNSET.equals(first);
      return keepsAddress
          ? new Range(UNSET, UNSET, ports, isOdd)
          : new Range(first, last, ports, isOdd);
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
    int to = last == null ? from : number(last);
    if (from > to) {
      throw IptablesException.usage("Port range `" + last + "' funky");
    }
    return new Ports(from, to);
  }

  /** A port or a service of any protocol (parse_ports in libxt_NAT.c). */
  private static int port(String text) {
    OptionalInt service = Services.port(text, "");
    return OptionNumbers.whole(text, 0, MAX_PORT).isPresent() || service.isEmpty()
        ? number(text)
        : service.getAsInt();
  }

  private static int number(String text) {
    return OptionNumbers.whole(text, 0, MAX_PORT)
        .orElseThrow(() -> IptablesException.usage("Port `" + text + "' not valid"));
  }

  /** The ends of a range; only numbers have two, as names can have dashes. */
  private static String[] ends(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits > 0 && digits < text.length() && text.charAt(digits) != '-') {
      throw IptablesException.usage("Garbage after port value: `" + text.substring(digits) + "'");
    }
    return digits == 0 ? new String[] {text} : text.split("-", 2);
  }

  private static @Nullable Ports ports(ExtensionOptions loaded, ProtocolWord protocol) {
    return loaded
        .given("--to-ports")
        .map(
            given -> {
              String[] ends = ends(given.value());
              return ports(ends[0], ends.length > 1 ? ends[1] : null, protocol);
            })
        .orElse(null);
  }

  private static Target destination(ExtensionOptions loaded, ProtocolWord protocol) {
    Range to = Range.read(loaded.must("--to-destination").value(), protocol);
    return to.isOdd()
        ? new Target.Unknown(text(loaded, "--to-destination"))
        : new Target.Dnat(
            to.first(), to.last(), to.ports(), loaded.has("--random"), loaded.has("--persistent"));
  }

  /** The options as they are printed: with numbers for the names of ports. */
  private static String text(ExtensionOptions loaded, String option) {
    String to = loaded.must(option).value();
    Matcher parts = RANGE.matcher(to);
    if (!parts.matches() || parts.group(3) == null) {
      return loaded.text();
    }
    String[] ends = ends(parts.group(3));
    String ports = port(ends[0]) + (ends.length > 1 ? "-" + port(ends[1]) : "");
    String base = parts.group(4) == null ? "" : "/" + port(parts.group(4));
    String numbers = to.substring(0, parts.start(3)) + ports + base;
    return loaded.text().replace(option + " " + to, option + " " + numbers);
  }

  private static Target redirect(ExtensionOptions loaded, ProtocolWord protocol) {
    return new Target.Dnat(null, null, ports(loaded, protocol), loaded.has("--random"), false);
  }

  private static Target map(ExtensionOptions loaded, ProtocolWord protocol) {
    AddressMask network = AddressMask.read(loaded.must("--to").value());
    return network
        .prefix()
        .<Target>map(Target.NetMap::new)
        .orElseGet(() -> new Target.Unknown("NETMAP --to " + network));
  }

  private static Target source(ExtensionOptions loaded, ProtocolWord protocol) {
    Range to = Range.read(loaded.must("--to-source").value(), protocol);
    return to.isOdd()
        ? new Target.Unknown(text(loaded, "--to-source"))
        : new Target.Snat(
            to.first(),
            to.last(),
            to.ports(),
            loaded.has("--random"),
            loaded.has("--random-fully"),
            loaded.has("--persistent"));
  }

  private static Target hide(ExtensionOptions loaded, ProtocolWord protocol) {
    return new Target.Snat(
        null,
        null,
        ports(loaded, protocol),
        loaded.has("--random"),
        loaded.has("--random-fully"),
        false);
  }
}
