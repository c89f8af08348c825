package dev.podlane.workspace;

import dev.podlane.cluster.object.Pod;
import dev.podlane.net.ns.Network;
import java.util.Collection;
import java.util.List;

/** The objects in each namespace and on each machine of an opened cluster. */
public final class Residents {
  private final Names names;
  private final Network network;

  Residents(Names names, Network network) {
    this.names = names;
    this.network = network;
  }

  /** The pods that live in a network namespace and have not finished. */
  public List<Pod> in(String namespace) {
    List<Pod> here =
        namespace.indexOf('/') < 0
            ? names.podsOn(namespace).stream().filter(Pod::hostNetwork).toList()
            : names.pod(namespace).filter(pod -> !pod.hostNetwork()).stream().toList();
    return here.stream().filter(pod -> pod.nodeName() != null && !pod.isFinished()).toList();
  }

  /** The pods on a node that have not finished. */
  public List<Pod> on(String node) {
    return names.podsOn(node).stream().filter(pod -> !pod.isFinished()).toList();
  }

  /** Names of nodes, hosts and routers; of a Linux network, of all namespaces. */
  public Collection<String> machines() {
    return names.cluster() == null ? network.hosts() : names.machines();
  }
}
