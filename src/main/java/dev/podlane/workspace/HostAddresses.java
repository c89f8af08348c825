package dev.podlane.workspace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what a host name means to a program that looks it up. */
interface HostAddresses {
  /**
   * The destination that a name resolves to, as an end of a probe: an address, or {@code
   * svc:NAMESPACE/NAME}; empty if these names do not know it.
   *
   * @param host in lower case
   * @param namespace the Kubernetes namespace of the pod that asks; null if no pod asks
   */
  Optional<String> resolve(String host, @Nullable String namespace);
}
