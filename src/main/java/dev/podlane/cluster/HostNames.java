package dev.podlane.cluster;

import dev.podlane.cluster.docker.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Machines of all kinds share their names, and there are only so many of them. */
final class HostNames {
  /** Most machines that are used. */
  static final int MOST_HOSTS = 200;

  private final Report report;

  HostNames(Report report) {
    this.report = report;
  }

  /** The hosts whose name no machine before them has. */
  List<Host> distinct(Collection<Host> hosts, List<Node> nodes) {
    Set<String> names = new HashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    List<Host> distinct = new ArrayList<>();
    for (Host host : hosts) {
      if (distinct.size() == MOST_HOSTS) {
        report.error(host.place(), "docker.too-many", "hosts", "" + MOST_HOSTS);
        return distinct;
      }
      if (names.add(host.name())) {
        distinct.add(host);
      } else {
        report.error(host.place(), "docker.host-twice", host.name());
      }
    }
    return distinct;
  }
}
