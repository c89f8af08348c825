package dev.podlane.cluster.docker;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container as {@code docker run} is told of it.
 *
 * @param name its name
 * @param place where it was written
 * @param image its image, for show
 * @param network what it is attached to
 * @param ip the address it asks for; null for the next one
 * @param published its ports that the host publishes
 * @param sockets what its process listens on
 */
public record DockerContainer(
    String name,
    Place place,
    String image,
    NetworkMode network,
    @Nullable Ip ip,
    List<PublishedPort> published,
    List<ListenAddress> sockets) {
  public DockerContainer {
    published = List.copyOf(published);
    sockets = List.copyOf(sockets);
  }
}
