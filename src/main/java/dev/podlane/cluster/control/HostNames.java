package dev.podlane.cluster.control;

import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.read.Diagnostics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Machines of all kinds share their names, and their number is limited. */
public final class HostNames {
  /** Most machines that are used. */
  static final int MOST_HOSTS = 200;

  private final Diagnostics report;

  public HostNames(Diagnostics report) {
    this.report = report;
  }

  /** The hosts whose name no machine before them has. */
  public List<Host> distinct(Collection<Host> hosts, List<Node> nodes) {
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
