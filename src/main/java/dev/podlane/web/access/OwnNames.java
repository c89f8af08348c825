package dev.podlane.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names this server goes by. Without such a list, a page from elsewhere could have its own name
 * resolve to this machine and then read everything here (DNS rebinding).
 *
 * @param loopbackOnly true if only this machine can reach the server
 * @param machine the machine's own host name, empty where it has none
 * @param configured {@code podlane.allowed-hosts}
 */
record OwnNames(boolean loopbackOnly, String machine, List<String> configured) {
  OwnNames {
    configured = configured.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  /** The names of a server that listens on this address, {@code null} for all addresses. */
  static OwnNames of(@Nullable InetAddress bound, List<String> configured) {
    boolean loopbackOnly = bound != null && bound.isLoopbackAddress();
    return new OwnNames(loopbackOnly, loopbackOnly ? "" : hostName(), configured);
  }

  /**
   * Returns true if a request for this host is meant for this server; the port does not matter, as
   * the server may be published under another one.
   *
   * @param local the address on which the request came in
   */
  boolean answerTo(Authority host, @Nullable String local) {
    return host.isLoopback()
        || isMachine(host, local)
        || configured.stream().anyMatch(each -> covers(each, host));
  }

  private boolean isMachine(Authority host, @Nullable String local) {
    if (loopbackOnly) {
      return false;
    }
    return host.host().equals(machine) || (local != null && host.isAddress(local));
  }

  /** Returns true if pages of this origin are the server's own, seen through a proxy. */
  boolean serve(Authority origin) {
    return configured.stream()
        .filter(each -> !each.equals("*"))
        .anyMatch(each -> covers(each, origin) && port(each) == origin.port());
  }

  private static boolean covers(String entry, Authority host) {
    if (entry.equals("*")) {
      return true;
    }
    return entry.startsWith("*.")
        ? Authority.parse(entry.substring(1))
            .filter(suffix -> host.host().endsWith(suffix.host()))
            .isPresent()
        : Authority.parse(entry).filter(own -> own.host().equals(host.host())).isPresent();
  }

  private static int port(String entry) {
    Optional<Authority> own = Authority.parse(entry.startsWith("*") ? entry.substring(1) : entry);
    return own.map(each -> each.withoutUsualPort().port()).orElse(0);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
