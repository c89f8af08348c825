package dev.podlane.workspace;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * A sender or a destination.
 *
 * @param namespace its network namespace; null if unknown
 * @param address its address; null if not known, or for a sender if the kernel is to choose
 * @param missing code of the fact the input lacks; null if it says enough
 * @param outside the address of a host outside that has to be made; null if none has
 * @param service the Service that is meant; null if none is
 * @param dormant the pod that is meant, if it waits for its CronJob; else null
 * @param pod the pod that is meant, if it has a network; else null
 * @param lookup the name that the sender has to resolve first, as it would write it; null if none
 */
record End(
    @Nullable String namespace,
    @Nullable Ip address,
    @Nullable String missing,
    @Nullable Ip outside,
    @Nullable Service service,
    @Nullable Pod dormant,
    @Nullable Pod pod,
    @Nullable String lookup) {
  End(
      @Nullable String namespace,
      @Nullable Ip address,
      @Nullable String missing,
      @Nullable Ip outside,
      @Nullable Service service,
      @Nullable Pod dormant) {
    this(namespace, address, missing, outside, service, dormant, null, null);
  }

  static End of(@Nullable String namespace, @Nullable Ip address, @Nullable String missing) {
    return new End(namespace, address, missing, null, null, null);
  }

  /** A name, of a Service or not, that the sender resolves. */
  static End named(String name, @Nullable Service service) {
    return new End(null, null, null, null, service, null, null, name);
  }

  /** The same as a pod's. */
  End of(Pod its) {
    return new End(namespace, address, missing, outside, service, dormant, its, lookup);
  }

  /** The same as a sender, whose address the kernel chooses. */
  End sending() {
    return new End(namespace, null, missing, null, null, null, pod, null);
  }

  static End outside(Ip address) {
    return new End(Outside.namespace(address), address, null, address, null, null);
  }

  static End dormant(Pod pod) {
    return new End(null, null, "pod-dormant", null, null, pod);
  }
}
