package dev.podlane.cluster.dns;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code /etc/hosts} of a pod, as the kubelet writes it (kubernetes {@code
 * pkg/kubelet/kubelet_pods.go}, managedHostsFileContent): the loopback, the pod itself and its
 * {@code hostAliases}. Programs look there before they ask DNS (nsswitch.conf(5)).
 *
 * @param lines in order; the first one of a name counts
 */
public record HostsFile(List<Line> lines) {
  private static final int LONGEST_HOSTNAME = 63;

  /**
   * One line.
   *
   * @param names at least one
   */
  public record Line(Ip address, List<String> names) {
    public Line {
      names = List.copyOf(names);
    }
  }

  public HostsFile {
    lines = List.copyOf(lines);
  }

  /** The file of a machine, which the documents do not tell but for the loopback. */
  public static HostsFile ofNode() {
    return new HostsFile(List.of(new Line(Ip.parse("127.0.0.1"), List.of("localhost"))));
  }

  /**
   * The file of a pod.
   *
   * @param domain the cluster's
   */
  public static HostsFile of(Cluster cluster, Pod pod, DnsName domain) {
    List<Line> lines = new ArrayList<>(ofNode().lines());
    Ip own = pod.podIp();
    if (own != null && !pod.hostNetwork()) {
      lines.add(new Line(own, names(pod, domain)));
    }
    for (Value each : PodDns.items(PodDns.spec(cluster, pod), "hostAliases")) {
      if (each instanceof MapValue alias) {
        List<String> names = PodDns.texts(alias, "hostnames");
        Optional<Ip> address = alias.text("ip").flatMap(Ip::tryParse);
        if (address.isPresent() && !names.isEmpty()) {
          lines.add(new Line(address.get(), names));
        }
      }
    }
    return new HostsFile(lines);
  }

  /** The host name, behind the whole name if a subdomain gives the pod one. */
  private static List<String> names(Pod pod, DnsName domain) {
    String wanted = pod.traits().hostname().isEmpty() ? pod.name() : pod.traits().hostname();
    String name = wanted.substring(0, Math.min(wanted.length(), LONGEST_HOSTNAME));
    String subdomain = pod.traits().subdomain();
    return subdomain.isEmpty()
        ? List.of(name)
        : List.of(name + "." + subdomain + "." + pod.namespace() + ".svc." + domain.text(), name);
  }

  /** The addresses of a name, whatever its letters' case; none if no line has it. */
  public List<Ip> find(String name) {
    return lines.stream()
        .filter(line -> line.names().stream().anyMatch(name::equalsIgnoreCase))
        .map(Line::address)
        .distinct()
        .toList();
  }

  /** The resolution of a name by this file alone; empty if it does not have it. */
  public Optional<Resolution> resolve(String name) {
    List<DnsRecord> found =
        DnsName.tryParse(name).stream()
            .flatMap(
                owner ->
                    find(name).stream()
                        .map(ip -> new DnsRecord(owner, 0, new DnsRecord.Address(ip))))
            .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Resolution(name, List.of(), Resolution.Result.FOUND, found, null, null));
  }
}
