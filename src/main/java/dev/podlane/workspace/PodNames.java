package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Outcome;
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
   * Returns the pod whose program served, as {@code namespace/name}; null if none's alone did. In a
   * node's own namespace programs are named after their pods.
   */
  public @Nullable String listening(Outcome.Server server) {
    String own = pod(server.namespace());
    if (own != null) {
      return own;
    }
    List<String> found =
        workspace.residents().in(server.namespace()).stream()
            .filter(pod -> server.listener().startsWith(pod.ref().path() + "/"))
            .map(pod -> pod.ref().path())
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }

  /**
   * Returns the pod behind an address that packets are sent to, as {@code namespace/name}; null if
   * none is alone behind it. A node's address stands for the pod that an endpoint of a Service says
   * it does.
   *
   * @param port 0 if the port stays as it is
   */
  public @Nullable String behind(Ip address, int port) {
    List<String> owners = workspace.network().owners(address);
    String own = owners.size() == 1 ? pod(owners.get(0)) : null;
    if (own != null) {
      return own;
    }
    List<String> found =
        workspace.cluster().stream()
            .flatMap(cluster -> cluster.services().slices().stream())
            .filter(slice -> slice.ports().stream().anyMatch(each -> each.number() == port))
            .flatMap(slice -> slice.endpoints().stream())
            .filter(each -> !each.pod().isEmpty() && each.addresses().contains(address))
            .map(EndpointSlice.Endpoint::pod)
            .distinct()
            .limit(2)
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }
}
