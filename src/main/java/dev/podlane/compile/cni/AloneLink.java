package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.wire.DeviceNames;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;

/** A wire to each pod, whose address stands alone: it has no block of its node around it. */
interface AloneLink extends PodLink {
  /** First characters of the node's ends, before a hash of the pod's name. */
  String prefix();

  /** The pod network. */
  Prefix pool();

  @Override
  default Prefix numbering() {
    return pool();
  }

  @Override
  default InterfaceAddress address(Ip pod) {
    return new InterfaceAddress(pod, Wires.HOST);
  }

  /** A hash of namespace and name, so that it stays when the pod is made anew. */
  @Override
  default String port(DeviceNames names, Pod pod, String sandbox) {
    return names.ofPod(prefix(), pod.namespace() + "." + pod.name());
  }
}
