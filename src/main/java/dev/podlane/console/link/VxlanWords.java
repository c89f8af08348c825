package dev.podlane.console.link;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link.Vxlan;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The words behind {@code type vxlan} (ip/iplink_vxlan.c of iproute2 6.1). */
final class VxlanWords {
  private static final int MAX_ID = (1 << 24) - 1;
  private static final int MAX_PORT = 65_535;

  /** The kernel's default, older than the number RFC 7348 was given. */
  private static final int DEFAULT_PORT = 8472;

  private static final int DEFAULT_MTU = 1500;
  private static final List<String> DF = List.of("unset", "set", "inherit");

  private VxlanWords() {}

  static Vxlan read(ArgCursor words) {
    int id = -1;
    int port = 0;
    Ip local = null;
    Ip remote = null;
    String underlay = null;
    boolean learning = true;
    Vxlan.Df df = Vxlan.Df.UNSET;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "id", "vni" -> id = number(words.next(), MAX_ID, "invalid id");
        case "local" -> local = ArgValues.address(words.next());
        case "remote" -> remote = ArgValues.address(words.next());
        case "dev" -> underlay = words.next();
        case "dstport" -> port = number(words.next(), MAX_PORT, "dst port");
        case "learning" -> learning = true;
        case "nolearning" -> learning = false;
        case "df" -> df = df(words.next());
        default ->
            throw new CommandException(
                "vxlan: unknown command \"" + word + "\"?", CommandException.GARBAGE);
      }
    }
    if (id < 0) {
      throw new CommandException(
          "vxlan: missing virtual network identifier", CommandException.VALUE);
    }
    return new Vxlan(id, local, remote, underlay, port == 0 ? DEFAULT_PORT : port, learning, df);
  }

  private static int number(String text, int max, String wrong) {
    boolean isNumber = text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= max;
    if (!isNumber) {
      throw ArgCursor.wrong(text, wrong);
    }
    return Integer.parseInt(text);
  }

  private static Vxlan.Df df(String word) {
    if (!DF.contains(word)) {
      throw ArgCursor.wrong(word, "must be 'unset', 'set' or 'inherit'");
    }
    return Vxlan.Df.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * Returns the MTU of the device, in octets: if it is bound to another device, at most that
   * device's MTU minus the overhead; a larger request is reduced silently (vxlan_config_apply).
   */
  static int mtu(NetworkNamespace ns, Vxlan vxlan, @Nullable Integer asked) {
    OptionalInt most = most(ns, vxlan);
    if (vxlan.underlay() != null && most.isEmpty()) {
      throw new CommandException(
          "Cannot find device \"" + vxlan.underlay() + "\"", CommandException.GARBAGE);
    }
    int wanted = asked == null ? most.orElse(DEFAULT_MTU) : asked;
    return most.isPresent() ? Math.min(wanted, most.getAsInt()) : wanted;
  }

  /** The most a tunnel takes that is bound to a device; nothing if it is not bound. */
  static OptionalInt most(NetworkNamespace ns, Vxlan vxlan) {
    Device underlay = vxlan.underlay() == null ? null : ns.devices().get(vxlan.underlay());
    return underlay == null ? OptionalInt.empty() : OptionalInt.of(underlay.mtu() - Vxlan.OVERHEAD);
  }

  /** Two tunnels of one number and port cannot be told apart (vxlan_vni_in_use). */
  static void checkFree(NetworkNamespace ns, Vxlan wanted) {
    for (Device device : ns.devices().values()) {
      if (device.link() instanceof Vxlan other
          && other.vni() == wanted.vni()
          && other.port() == wanted.port()) {
        throw CommandException.kernel(
            "Error: A VXLAN device with the specified VNI already exists.");
      }
    }
  }

  /** The line of {@code ip -d link show}. */
  static String detail(Vxlan vxlan) {
    StringBuilder line = new StringBuilder("    vxlan id ").append(vxlan.vni());
    line.append(vxlan.remote() == null ? "" : " remote " + vxlan.remote());
    line.append(vxlan.local() == null ? "" : " local " + vxlan.local());
    line.append(vxlan.underlay() == null ? "" : " dev " + vxlan.underlay());
    line.append(" srcport 0 0 dstport ").append(vxlan.port());
    line.append(vxlan.learning() ? "" : " nolearning").append(" ttl auto");
    if (vxlan.df() != Vxlan.Df.UNSET) {
      line.append(" df ").append(vxlan.df().name().toLowerCase(Locale.ROOT));
    }
    return line.append(" ageing 300 udpcsum noudp6zerocsumtx noudp6zerocsumrx ").toString();
  }
}
