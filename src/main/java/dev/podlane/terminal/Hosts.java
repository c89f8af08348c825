package dev.podlane.terminal;

import dev.podlane.cluster.dns.Resolution;
import dev.podlane.cluster.object.Pod;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.NameLookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of hosts as getaddrinfo(3) resolves them: {@code /etc/hosts} first, then DNS. */
final class Hosts {
  private Hosts() {}

  /**
   * The IPv4 address of a host.
   *
   * @throws CommandException in the program's name, with the words of gai_strerror(3)
   */
  static Ip address(Shell shell, String program, String host, int exitCode) {
    Optional<Ip> written = Ip.tryParse(host).or(() -> Optional.ofNullable(file(shell).get(host)));
    if (written.isPresent()) {
      return written.get();
    }
    NameLookup lookup = shell.resolve(host);
    if (lookup == null || !lookup.unsimulated().isEmpty()) {
      throw new CommandException("podlane: unknown", exitCode);
    }
    List<Ip> found = lookup.addresses();
    if (found.isEmpty()) {
      String why = words(lookup.resolution().result());
      throw new CommandException(
          why.isEmpty() ? "podlane: unknown" : program + ": " + host + ": " + why, exitCode);
    }
    return found.get(0);
  }

  /** The words of an error; empty if the result is not known. */
  private static String words(Resolution.Result result) {
    return switch (result) {
      case NXDOMAIN -> "Name or service not known";
      case FOUND, NODATA -> "No address associated with hostname";
      case SERVFAIL, REFUSED, TIMEOUT, UNREACHABLE -> "Temporary failure in name resolution";
      case UNKNOWN -> "";
    };
  }

  /**
   * The lines of {@code /etc/hosts}, as the kubelet writes them (kubelet_pods.go,
   * managedHostsFileContent): of IPv4, the loopback and the pod itself.
   */
  static Map<String, Ip> file(Shell shell) {
    Map<String, Ip> lines = new LinkedHashMap<>();
    lines.put("localhost", Ip.parse("127.0.0.1"));
    for (Pod pod : shell.workspace().residents().in(shell.ns().name())) {
      if (!pod.hostNetwork() && pod.podIp() != null) {
        lines.put(pod.ref().name(), pod.podIp());
      }
    }
    return lines;
  }
}
