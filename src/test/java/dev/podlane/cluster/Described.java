package dev.podlane.cluster;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Protocol;
import java.util.stream.Collectors;

/** Writes clusters down in lines that tests can compare. */
public final class Described {
  private Described() {}

  public static Cluster read(String... lines) {
    return Clusters.read(Documents.parse("test.yaml", String.join("\n", lines)));
  }

  public static String nodes(Cluster cluster) {
    return cluster.nodes().stream()
        .map(
            n ->
                n.name()
                    + " "
                    + n.internalIp()
                    + " "
                    + n.podCidr()
                    + (n.ready() ? "" : " notready"))
        .collect(Collectors.joining("\n"));
  }

  public static String pods(Cluster cluster) {
    return cluster.pods().stream().map(Described::pod).collect(Collectors.joining("\n"));
  }

  private static String pod(Pod pod) {
    String containers =
        pod.containers().stream()
            .map(c -> c.name() + (c.sidecar() ? "*" : "") + ports(c))
            .collect(Collectors.joining(","));
    String host = pod.hostNetwork() ? " host" : "";
    String phase = pod.phase() == Pod.Phase.RUNNING ? "" : " " + pod.phase();
    String owner = pod.owner() == null ? "" : " of " + pod.owner();
    return pod.ref().path()
        + " "
        + pod.nodeName()
        + " "
        + pod.podIp()
        + host
        + phase
        + owner
        + " "
        + containers;
  }

  private static String ports(Container container) {
    return container.ports().stream()
        .map(p -> ":" + (p.name().isEmpty() ? "" : p.name() + "=") + p.number() + suffix(p))
        .collect(Collectors.joining());
  }

  private static String suffix(ContainerPort port) {
    String protocol = port.protocol() == Protocol.TCP ? "" : "/" + port.protocol();
    return protocol + (port.hostPort() == 0 ? "" : "@" + port.hostPort());
  }

  public static String problems(Cluster cluster) {
    return cluster.problems().stream().map(Described::problem).collect(Collectors.joining("\n"));
  }

  static String problem(Problem p) {
    return p.severity() + " " + p.code() + " " + p.args() + " " + p.place();
  }

  public static String assumptions(Cluster cluster) {
    return cluster.assumptions().stream()
        .map(a -> a.code() + " " + a.args())
        .collect(Collectors.joining("\n"));
  }

  static String all(Cluster cluster) {
    return String.join(
        "\n",
        "" + cluster.network(),
        nodes(cluster),
        pods(cluster),
        "" + cluster.unused(),
        problems(cluster),
        assumptions(cluster));
  }
}
