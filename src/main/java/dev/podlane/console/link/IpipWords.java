package dev.podlane.console.link;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Link;
import org.jspecify.annotations.Nullable;

/** The options of an IPIP device ({@code ip/link_iptnl.c} of iproute2 6.1). */
final class IpipWords {
  /** MTU of a device that is made by hand, on a wire of 1500 octets. */
  static final int MTU = 1480;

  private IpipWords() {}

  static Link.Ipip read(ArgCursor words) {
    Ip local = null;
    Ip remote = null;
    boolean discovers = true;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "local" -> local = end(words.next());
        case "remote" -> remote = end(words.next());
        case "pmtudisc" -> discovers = true;
        case "nopmtudisc" -> discovers = false;
        default ->
            throw new CommandException(
                "ipip: unknown option \"" + word + "\"?", CommandException.GARBAGE);
      }
    }
    if (local == null && remote == null) {
      // the module's own device is like this, and there is only one
      throw CommandException.kernel("RTNETLINK answers: File exists");
    }
    return new Link.Ipip(local, remote, discovers);
  }

  private static @Nullable Ip end(String word) {
    return word.equals("any") ? null : ArgValues.address(word);
  }

  private static String any(@Nullable Ip address) {
    return address == null ? "any" : address.toString();
  }

  /** The line of {@code ip -d link show}. */
  static String detail(Link.Ipip ipip) {
    return "    ipip ipip remote "
        + any(ipip.remote())
        + " local "
        + any(ipip.local())
        + " ttl inherit "
        + (ipip.discovers() ? "pmtudisc " : "nopmtudisc ");
  }

  /** The line with both ends in place of hardware addresses. */
  static String hardware(Link.Ipip ipip) {
    String local = ipip.local() == null ? Ip.ANY.toString() : ipip.local().toString();
    return ipip.remote() == null
        ? "    link/ipip " + local + " brd " + Ip.ANY
        : "    link/ipip " + local + " peer " + ipip.remote();
  }
}
