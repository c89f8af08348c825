package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the pods behind network namespaces and addresses. */
public final class PodNames {
  private final Workspace workspace;

  /** The pods of an opened cluster. */
  public PodNames(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Returns the pod of a network namespace, as {@code namespace/name}; null if it is none's alone.
   */
  public @Nullable String pod(String namespace) {
    return workspace
        .info(namespace)
        .map(info -> info.object())
        .filter(object -> object.kind().equals("Pod"))
        .map(ObjectRef::path)
        .orElse(null);
  }

  /**
   * Returns the only pod that has an address, as {@code namespace/name}; null if none has, or
   * several have. A pod of the host's network has the node's address.
   */
  public @Nullable String podWith(Ip address) {
    List<String> owners = workspace.network().owners(address);
    return owners.size() == 1 ? pod(owners.get(0)) : null;
  }
}
