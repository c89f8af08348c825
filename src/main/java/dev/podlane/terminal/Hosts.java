package dev.podlane.terminal;

import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.dns.HostsFile;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.cluster.object.Pod;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.Workspace;
import java.util.List;
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
    Optional<Ip> written = Ip.tryParse(host).or(() -> written(shell, host));
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

  /** The file {@code /etc/hosts} there; of several pods in one network it is the machine's. */
  static HostsFile file(Shell shell) {
    Workspace place = shell.workspace();
    List<Pod> pods =
        place.residents().in(shell.ns().name()).stream().filter(pod -> !pod.hostNetwork()).toList();
    return pods.isEmpty()
        ? HostsFile.ofNode()
        : place
            .cluster()
            .map(all -> HostsFile.of(all, pods.get(0), ClusterDns.of(all).domain()))
            .orElseGet(HostsFile::ofNode);
  }

  /** The IPv4 address of a name in that file. */
  static Optional<Ip> written(Shell shell, String name) {
    return file(shell).find(name).stream().filter(Ip::isV4).findFirst();
  }
}
