package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.docker.Relay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of a Docker engine, as the engine left it.
 *
 * @param host the host it is on
 * @param name its name
 * @param image its image
 * @param namespace the network namespace it runs in; null if it does not run
 * @param published its published ports, as {@code docker ps} shows them
 * @param relays sockets of the host that take connections in its place
 */
public record ContainerInfo(
    ObjectRef host,
    String name,
    String image,
    @Nullable String namespace,
    List<String> published,
    List<Relay> relays) {
  public ContainerInfo {
    published = List.copyOf(published);
    relays = List.copyOf(relays);
  }
}
